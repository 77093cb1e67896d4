import { describe, expect, test } from "vitest";
import { bindTraining } from "../../src/data/bind.ts";
import { labelConstants } from "../../src/data/label-constants.ts";
import { arraysSource } from "../../src/data/values.ts";
import { accepted, program } from "../check/programs.ts";
import { value } from "../pipeline-models.ts";

const checked = (prior: string) =>
  accepted(
    program({
      data: "data { y: real[N]  colour: Colour[N] }",
      prior,
      likelihood: "y ~ normal(c[colour], 1)",
    }),
  );
const arrays = value(arraysSource({ y: [1, 2, 3], colour: ["red", "10", "9"] }));
const numbers = "c: real[Colour] ~ normal({ red: 1, 9: 2, 10: 3 }, 1)  d = c[red]";

describe("labels that the program names meet the data's", () => {
  // Planted: the order of the constant in place of that of the labels.
  test("places and numbers are in the order of the labels", () => {
    const bound = value(bindTraining(checked(numbers), [arrays]));
    expect(bound.facts.labels.get("Colour")).toEqual(["10", "9", "red"]);
    expect([...bound.facts.constants.values()].map(({ values }) => [...values])).toEqual([[3, 2, 1], [2]]);
  });

  test.each([
    [
      "c: real[Colour] ~ normal(0, 1)  d = c[redd]",
      "redd is no label of the dimension Colour",
      "did you mean red?",
    ],
    [
      "c: real[Colour] ~ normal({ red: 1, 9: 2 }, 1)",
      "red, 9: not the labels of one dimension",
      "name 10 too",
    ],
  ])("%s", (prior, title, help) => {
    const outcome = labelConstants(checked(prior), new Map([["Colour", ["10", "9", "red"]]]));
    const [only] = outcome.ok ? [] : outcome.diagnostics;
    expect([only?.title, only?.help]).toEqual([title, help]);
  });
});
