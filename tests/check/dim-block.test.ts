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

  test("a second name is not built yet", () =>
    expect(codesOf(withDim("dim K = 2  dim L = K"))).toEqual(["H0299"]));
});
