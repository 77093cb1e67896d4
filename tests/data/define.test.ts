import { describe, expect, test } from "vitest";
import { bindNew, bindTraining } from "../../src/data/bind.ts";
import { define } from "../../src/data/define.ts";
import { arraysSource } from "../../src/data/values.ts";
import { accepted, program } from "../check/programs.ts";
import { value } from "../pipeline-models.ts";

const checked = accepted(
  program({
    data: "data { x: real[N]  weight: positive[N]  n: count[N]  m: count[N] = n - 1  c = x - mean(x over N)  z = log(weight) }",
    prior: "a ~ normal(0, 1)",
    likelihood: "z ~ normal(a * c + m, 1)",
  }),
);
const source = (data: unknown) => value(arraysSource(data));
const training = { x: [1, 2, 6], weight: [1, 2, 3], n: [1, 2, 3] };

describe("definitions meet data", () => {
  test("and stand beside what was read", () => {
    const bound = value(bindTraining(checked, [source(training)]));
    expect([...(bound.arrays.get("c")?.values ?? [])]).toEqual([-2, -1, 3]);
    expect([...(bound.arrays.get("z")?.values ?? [])]).toEqual([1, 2, 3].map(Math.log));
    expect([...bound.facts.constants.keys()]).toEqual(["mean(x over N)"]);
  });

  // Planted: the new rows' mean in place of training's.
  test("new rows are centred by training's mean, and need no response", () => {
    const { facts } = value(bindTraining(checked, [source(training)]));
    const bound = value(bindNew(checked, facts, [source({ x: [4], n: [1] })], { response: "optional" }));
    expect([...(bound.arrays.get("c")?.values ?? [])]).toEqual([1]);
    expect(bound.arrays.has("z")).toBe(false);
    const scored = bindNew(checked, facts, [source({ x: [4], n: [1] })], { response: "required" });
    expect(scored.ok ? [] : scored.diagnostics.map(({ code }) => code)).toEqual(["H0610"]);
  });

  test("a value that is none of the declared ones, or no number, is told with its row", () => {
    const outcome = bindTraining(checked, [source({ ...training, n: [1, 0, 3], weight: [1, 2, 3] })]);
    const [only] = outcome.ok ? [] : outcome.diagnostics;
    expect(only?.title).toBe("-1 is not a whole number from 0 up, as m was declared");
    expect(only?.notes[0]).toContain("row 2");
  });

  test("alone, it tells what was reduced over rows", () => {
    const bound = value(bindTraining(checked, [source(training)]));
    const defined = value(define(checked, bound.arrays, bound.facts.sizes, null, []));
    expect(defined.reductions.map(({ name, values }) => [name, ...values])).toEqual([["mean(x over N)", 3]]);
    expect(defined.arrays.map(({ name, integer }) => [name, integer])).toEqual([
      ["m", true],
      ["c", false],
      ["z", false],
    ]);
  });
});
