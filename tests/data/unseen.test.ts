import { expect, test } from "vitest";
import { bindNew, bindTraining } from "../../src/data/bind.ts";
import { findUnseen } from "../../src/data/unseen.ts";
import { arraysSource } from "../../src/data/values.ts";
import { accepted, program, type Parts } from "../check/programs.ts";
import { value } from "../pipeline-models.ts";

const hierarchy: Parts = {
  dim: "dim Old = School",
  data: "data { school: School[N]  before: Old[N]  y: real[N] }",
  prior: "mu ~ normal(0, 1)  t: real[School] ~ normal(mu, 1)  o: real[Old] ~ normal(0, 1)",
  likelihood: "y ~ normal(t[school] + o[before], 1)",
};

function meet(parts: Parts, training: unknown, fresh: unknown) {
  const checked = accepted(program({ ...hierarchy, ...parts }));
  const { facts } = value(bindTraining(checked, [value(arraysSource(training))]));
  return bindNew(checked, facts, [value(arraysSource(fresh))], { response: "optional" });
}

const seen = { school: ["b", "a", "b"], before: ["a", "a", "b"], y: [1, 2, 3] };

// Planted: new labels sorted in among training's; the second name left with training's labels.
test("new labels come behind training's, whose positions stay; second names have them too", () => {
  const outcome = meet({}, seen, { school: ["Z", "a", "0"], before: ["a", "Z", "1"] });
  const bound = value(outcome);
  expect(bound.facts.labels.get("School")).toEqual(["a", "b", "0", "1", "Z"]);
  expect(bound.facts.labels.get("Old")).toEqual(["a", "b", "0", "1", "Z"]);
  expect(bound.facts.sizes.get("Old")).toBe(5);
  expect(bound.unseen).toEqual(new Map([["School", ["0", "1", "Z"]]]));
  expect([...(bound.arrays.get("before")?.values ?? [])]).toEqual([0, 4, 3]);
  expect(outcome.ok ? outcome.warnings.map(({ code, title }) => `${code} ${title}`) : []).toEqual([
    "H0648 training never saw 0, 1, Z in School",
  ]);
});

test("an empty cell is no new label, and known ones bring no warning", () => {
  const outcome = meet({}, seen, { school: ["a", "b"], before: ["b", "b"] });
  expect(outcome).toMatchObject({ ok: true, warnings: [], value: { unseen: new Map() } });
});

test("under flat it is an error that shows the prior", () => {
  const parts = {
    prior: "t: real[School] ~ flat  o: real[Old] ~ normal(0, 1)",
  };
  const outcome = meet(parts, seen, { school: ["q"], before: ["a"] });
  expect(outcome.ok ? [] : outcome.diagnostics.map(({ code, notes }) => [code, ...notes])).toEqual([
    [
      "H0634",
      "training saw a, b",
      "a flat prior has no draws, so that nothing is known of a label without data",
    ],
  ]);
});

test("rows that carry labels are free to be others where no latent has a value for each", () => {
  const free = {
    dim: "",
    data: "data { town: Town[Town]  x: real[Town]  y: real[Town] }",
    prior: "a ~ normal(0, 1)",
    likelihood: "y ~ normal(a * x, 1)",
  };
  const towns = { town: ["v", "u"], x: [1, 2], y: [3, 4] };
  const bound = value(meet(free, towns, { town: ["z", "y", "x"], x: [1, 2, 3] }));
  expect(bound.unseen.size).toBe(0);
  expect([...(bound.arrays.get("x")?.values ?? [])]).toEqual([3, 2, 1]);
  const fixed = { ...free, prior: "a: real[Town] ~ normal(0, 1)" };
  const more = value(meet(fixed, towns, { town: ["z", "u", "v"], x: [1, 2, 3] }));
  expect(more.facts.labels.get("Town")).toEqual(["u", "v", "z"]);
  expect([...(more.order ?? [])]).toEqual([1, 2, 0]);
});

test("in training there is nothing unseen", () => {
  const checked = accepted(program(hierarchy));
  expect(findUnseen(checked, null, [])).toMatchObject({ facts: null, warnings: [] });
});
