import { expect, test } from "vitest";
import { obstacleToNewLabels, rowsOfTables } from "../../src/check/new-labels.ts";
import { accepted, program, type Parts } from "./programs.ts";

const hierarchy: Parts = {
  data: "data { school: School[N]  y: real[N]  k: Kind[N] }",
  prior: "mu ~ normal(0, 1)  t: real[School] ~ normal(mu, 1)",
  likelihood: "y ~ normal(t[school], 1)",
};

function obstacle(parts: Parts, name = "School"): string | null {
  const checked = accepted(program({ ...hierarchy, ...parts }));
  const dimension = checked.dimensions.find((each) => each.name === name);
  if (dimension === undefined) throw new Error(name);
  const found = obstacleToNewLabels(checked, dimension);
  if (found === null) return null;
  expect(found.why).not.toBe("");
  return `${found.span.source.text.slice(found.span.start, found.span.end)}: ${found.text}`;
}

test("effects drawn on their own take new labels", () => {
  expect(obstacle({})).toBeNull();
  expect(
    obstacle({
      prior: "mu ~ normal(0, 1)  t: real[School] ~ mixture(0.5: normal(mu, 1), 0.5: normal(0, 9))",
    }),
  ).toBeNull();
  expect(obstacle({ prior: "t: real[School] ~ horseshoe(1)" })).toBeNull();
  expect(
    obstacle({
      prior: "p: simplex[School, Kind] ~ dirichlet(1)  t: real[School, Kind] ~ normal(0, 1)",
      likelihood: "y ~ normal(t[school][k] + p[school][k], 1)",
    }),
  ).toBeNull();
  expect(
    obstacle({
      network: "network e: School -> real { embedding(3)  dense }",
      prior: "e.weight ~ normal(0, 1 / sqrt(fan_in))  e.bias ~ normal(0, 1)",
      likelihood: "y ~ normal(e(school), 1)",
    }),
  ).toBeNull();
});

// Planted: no rule for flat, for what ties labels, ordered vectors, responses, @ and networks, in turn.
test.each<[string, Parts, string?]>([
  ["flat: improper", { prior: "t: real[School] ~ flat" }],
  [
    "lkj(1): not a draw for each School",
    { prior: "c: correlation[School] ~ lkj(1)  t: real[School] ~ normal(0, 1)" },
  ],
  ["dirichlet(1): not a draw for each School", { prior: "t: simplex[School] ~ dirichlet(1)" }],
  ["normal(0, 1): not a draw for each School", { prior: "t: ordered[School] ~ normal(0, 1)" }],
  [
    "normal(0, 1): t is ordered",
    { prior: "t: ordered[School, Kind] ~ normal(0, 1)", likelihood: "y ~ normal(t[school][k], 1)" },
  ],
  [
    "mean(t over School): reduces over School",
    { likelihood: "y ~ normal(t[school] - mean(t over School), 1)" },
  ],
  ["t @ t: sums over School", { likelihood: "y ~ normal(t[school] + t @ t, 1)" }],
  [
    "cumsum(t over School): goes along School",
    { prior: "t: real[School] ~ normal(0, 1)  c = cumsum(t over School)" },
  ],
  [
    "dense: it takes one number for each School",
    {
      network: "network f: real[School] -> real { dense }",
      prior: "t: real[School] ~ normal(0, 1)  f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)",
      likelihood: "y ~ normal(t[school] + f(t), 1)",
    },
  ],
  [
    "k: a response with these labels",
    {
      prior: "l: real[Kind] ~ normal(0, 1)  t: real[School] ~ normal(0, 1)",
      likelihood: "k ~ categorical(logits = l)  y ~ normal(t[school], 1)",
    },
    "Kind",
  ],
])("%s", (text, parts, name) => {
  const found = obstacle(parts, name);
  const [at, what] = text.split(": ");
  expect(found?.endsWith(`: ${what}`)).toBe(true);
  expect(found?.includes(at ?? "")).toBe(true);
});

test("what the data takes over a table's rows is training's, but not along its labels", () => {
  const data = (definition: string): Parts => ({
    data: `data { school: School[N]  y: real[N] }
data schools { school: School[School]  u: real[School]  c = ${definition} }`,
    prior: "t: real[School] ~ normal(c, 1)",
  });
  expect(obstacle(data("u - mean(u over School)"))).toBeNull();
  expect(obstacle(data("cumsum(u over School)"))).toBe("cumsum(u over School): goes along School");
  const checked = accepted(program({ ...hierarchy, ...data("2 * u") }));
  expect([...rowsOfTables(checked)].map(({ name }) => name)).toEqual(["N", "School"]);
});
