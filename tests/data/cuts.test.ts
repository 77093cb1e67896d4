import { describe, expect, test } from "vitest";
import { bindTraining } from "../../src/data/bind.ts";
import { findUncutLabels } from "../../src/data/cuts.ts";
import { accepted } from "../check/programs.ts";
import { source, value } from "../pipeline-models.ts";

const program = (dim: string, cutpoints: string) =>
  accepted(`model Ordinal
${dim}
data { grade: Grade[N]  y: real[N] }
prior { cutpoints: ${cutpoints} ~ normal(0, 3)  m ~ normal(0, 1) }
likelihood { y ~ normal(m, 1)  grade ~ ordered_logistic(m, cutpoints) }
`);

const told = (dim: string, cutpoints: string, labels: readonly string[]) => {
  const fault = findUncutLabels(program(dim, cutpoints), new Map([["Grade", labels]]), new Map());
  return fault === null ? null : [fault.code, fault.title, fault.help];
};

describe("labels that data knows", () => {
  // Planted: as many cutpoints as labels let through.
  test("are one more than the cutpoints", () => {
    expect(told("", "ordered[3]", ["1", "2", "5", "10"])).toBeNull();
    expect(told("", "ordered[4]", ["1", "2", "4", "5"])).toEqual([
      "H0640",
      "Grade has 4 labels, which 4 cutpoints cannot tell apart",
      "declare the labels where data lacks some of them: dim Grade = 1..5",
    ]);
    expect(told("", "ordered[1]", ["0", "1", "2"])?.[1]).toContain("1 cutpoint cannot");
  });

  // Planted: words taken in the order of the alphabet.
  test("have an order where they are numbers, or declared", () => {
    expect(told("", "ordered[2]", ["high", "low", "not yet"])).toEqual([
      "H0641",
      "nothing says in which order the labels of Grade are",
      'declare them, the least first: dim Grade = { high, low, "not yet" }',
    ]);
    expect(told("dim Grade = { low, high }", "ordered[1]", ["low", "high"])).toBeNull();
  });

  test("are looked at when training data is bound", async () => {
    const data = await source({ grade: ["low", "high"], y: [1, 2] });
    const bound = bindTraining(program("", "ordered[1]"), [data]);
    expect(bound.ok ? [] : bound.diagnostics.map(({ code }) => code)).toEqual(["H0641"]);
    expect(value(bindTraining(program("dim Grade = { low, high }", "ordered[1]"), [data])).rows).toBe(2);
  });
});
