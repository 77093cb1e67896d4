import { expect, test } from "vitest";
import { mixesRows, rowsComeApart, within } from "../../../src/inference/kernel/expressions.ts";
import { modelOf } from "../fixture.ts";

const model = (prior: string, mean: string) =>
  modelOf(`model Rows
data "d.csv" { x: real[N]  y: real[N] }
prior { a ~ normal(0, 1)  ${prior} }
likelihood { y ~ normal(${mean}, 1) }
infer map`);

test("rows come apart unless one looks at others, or latents are theirs", () => {
  expect(rowsComeApart(model("", "a * x"))).toBe(true);
  expect(mixesRows(model("", "a * x - mean(x over N)"))).toBe(true);
  expect(rowsComeApart(model("t: real[N] ~ normal(0, 1)", "a * x + t"))).toBe(false);
  expect(mixesRows(model("t: real[N] ~ normal(0, 1)", "a * x + t"))).toBe(false);
});

test("an expression is walked from the outside in", () => {
  const [observation] = model("", "-exp(a) * x").observations;
  const mean = observation?.distribution.arguments["mean"];
  if (mean === undefined) throw new Error("a normal has a mean");
  const kinds = [...within(mean)].map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "reference").length).toBe(2);
  expect(kinds).toContain("call");
  expect(kinds[0]).not.toBe("reference");
});
