import { describe, expect, test } from "vitest";
import { accepted, codesOf, program } from "./programs.ts";

const withDim = (dim: string) => program({ dim, likelihood: "y ~ normal(x @ w + b, s)" });

describe("dim", () => {
  test("states sizes and labels", () => {
    const { dimensions } = accepted(withDim("dim K = 3  dim County = 7..9  dim Colour = { red, green }"));
    expect(dimensions.slice(0, 3).map(({ size, labels }) => [size, labels])).toEqual([
      [3, ["1", "2", "3"]],
      [3, ["7", "8", "9"]],
      [2, ["red", "green"]],
    ]);
  });

  test("sizes are whole, ranges go up, labels and names stand once", () => {
    expect(codesOf(withDim("dim K = 2.5"))).toEqual(["H0315"]);
    expect(codesOf(withDim("dim K = 9..7"))).toEqual(["H0315"]);
    expect(codesOf(withDim("dim K = 1..1_000_000_000"))).toEqual(["H0315"]);
    expect(codesOf(withDim("dim K = { a, b, a }"))).toEqual(["H0205"]);
    expect(codesOf(withDim("dim K = 2  dim K = 3"))).toEqual(["H0205"]);
  });

  test("a second name shares labels and size, also of a dimension that data introduces", () => {
    const twins = accepted(
      program({
        dim: "dim K = 2  dim L = K  dim Next = State",
        data: "data { x: real[N, D]  y: real[N]  m: real[State, Next]  k: real[K, L] }",
      }),
    ).dimensions.filter(({ twin }) => twin !== null);
    expect(twins.map(({ name, size, labels, twin }) => [name, size, labels, twin?.name])).toEqual([
      ["L", 2, ["1", "2"], "K"],
      ["Next", null, null, "State"],
    ]);
  });

  test("a second name of nothing, or of what data never mentions", () => {
    expect(codesOf(withDim("dim L = Nothing"))).toEqual(["H0203"]);
    const unseen = program({
      dim: "dim Next = State",
      prior: "m: real[State, Next] ~ normal(0, 1)",
      likelihood: "y ~ normal(0, 1)",
    });
    expect(codesOf(unseen)).toContain("H0203");
  });
});
