import { expect, test } from "vitest";
import { mixesRows, reportable } from "../../src/posterior/expressions.ts";
import { counts, line, modelOf } from "./model.ts";

test("a deterministic quantity that needs the rows' data is not reported, nor what depends on it", () => {
  const model = modelOf(`model M
data { x: real[N, D]  scale: positive[D]  y: real[N] }
prior { w: real[D] ~ normal(0, 1)  size = sum(w * scale over D)  eta = x @ w  far = eta * 2  near = size + 1 }
likelihood { y ~ normal(far + near, 1) }
infer vi`);
  const names = (stored: readonly string[]): string[] =>
    reportable(model, new Set(stored)).map(({ name }) => name);
  expect(names(["scale"])).toEqual(["size", "near"]);
  expect(names([])).toEqual([]);
});

test("rows are mixed by a latent of their own and by a sum over them", () => {
  expect(mixesRows(modelOf(line).program)).toBe(false);
  expect(mixesRows(modelOf(counts).program)).toBe(false);
  const own =
    "model M data { y: real[N] } prior { t: real[N] ~ normal(0, 1) } likelihood { y ~ normal(t, 1) } infer vi";
  expect(mixesRows(modelOf(own).program)).toBe(true);
  const centred = `model M data { x: real[N]  y: real[N] } prior { a ~ normal(0, 1) }
likelihood { y ~ normal(a * (x - mean(x over N)), 1) } infer exact`;
  expect(mixesRows(modelOf(centred).program)).toBe(true);
});
