import { expect, test } from "vitest";
import { normalScores } from "../../../src/report/diagnostics/normal-scores.ts";

const scores = (...values: number[]): number[] => [
  ...normalScores({ chains: 1, draws: values.length, values: Float64Array.from(values) }).values,
];

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  for (const [i, value] of found.entries()) expect(value).toBeCloseTo(wanted[i] ?? Number.NaN, 12);
}

// SciPy's norm.ppf((rank − 3/8) / (S + 1/4)). Planted and seen red: (rank − 1/2) / S, ties that share their first rank.
test("ranks give way to normal quantiles, and ties share their mean rank", () => {
  expectClose(scores(30, -5, 7), [0.8694237732888861, -0.8694237732888861, 0]);
  expectClose(
    scores(7, 1, 9, 1),
    [0.2993069104656671, -0.6289042176321898, 1.0491313979639707, -0.6289042176321898],
  );
});

test("only the order counts", () => {
  expect(scores(3, 1, 2, 1e300)).toEqual(scores(0.3, -1, 0.2, 0.4));
});
