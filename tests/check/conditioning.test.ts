import { describe, expect, test } from "vitest";
import { conditioning } from "../../src/check/conditioning.ts";
import { accepted, codesOf, program } from "./programs.ts";

/** How many first rows the response is conditioned on, by dimension. */
function rowsOf(likelihood: string): readonly (readonly [string, number])[] {
  const [unknown] = conditioning(accepted(program({ likelihood }))).rows.values();
  return [...(unknown ?? [])].map(([dimension, rows]) => [dimension.name, rows]);
}

// Planted: the sum of two lags' rows for the greater; a lag of a lag counted once; each red here.
describe("the rows that a response is conditioned on", () => {
  test("are as many as it looks back without a start", () => {
    expect(rowsOf("y ~ normal(x @ w + b, s)")).toEqual([]);
    expect(rowsOf("y ~ normal(x @ w + b * lag(y over N, 2), s)")).toEqual([["N", 2]]);
    expect(rowsOf("y ~ normal(lag(y over N, 1) + lag(x @ w + b over N, 3), s)")).toEqual([["N", 3]]);
    expect(rowsOf("y ~ normal(lag(lag(y over N, 1) over N, 3) + x @ w + b, s)")).toEqual([["N", 4]]);
    expect(rowsOf("y ~ normal(lag(y over N, 1, start = b) + x @ w, s)")).toEqual([]);
  });

  test("count through quantities", () => {
    expect(rowsOf("q = lag(y over N, 2)  y ~ normal(x @ w + b + lag(q over N, 1), s)")).toEqual([["N", 3]]);
  });
});

describe("unknown rows are missed", () => {
  test.each([
    ["a reduction", "y ~ normal(x @ w + b + sum(lag(y over N, 1) over N), s)"],
    ["a running sum", "y ~ normal(x @ w + b + cumsum(lag(y over N, 1) over N), s)"],
    ["a start before them", "y ~ normal(x @ w + b + lag(lag(y over N, 1) over N, 1, start = 0), s)"],
    [
      "a recurrence",
      "h: real[N] = lag(y over N, 1) + lag(h over N, 1, start = 0)  y ~ normal(x @ w + b + h, s)",
    ],
  ])("by %s", (_, likelihood) => expect(codesOf(program({ likelihood }))).toEqual(["H0321"]));

  test("by the prior", () => {
    const prior = "w: real[D] ~ normal(0, 1)  q = lag(x @ w over N, 1)";
    expect(codesOf(program({ prior, likelihood: "y ~ normal(q, 1)" }))).toEqual(["H0321"]);
  });
});
