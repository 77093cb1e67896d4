import { expect, test } from "vitest";
import { classScores } from "../../src/posterior/class-scores.ts";

// The problem of bench/peers/scores.py, whose figures stand below.
const rows = Array.from({ length: 40 }, (_, i) => i);
const probabilities = Float64Array.from(
  rows.flatMap((i) => {
    const e = [0, 1, 2].map((k) => Math.exp(2 * Math.sin(1.7 * i + 2.3 * k)));
    return e.map((each) => each / e.reduce((sum, x) => sum + x, 0));
  }),
);
const truth = Int32Array.from(rows, (i) => ((3 * i * i + i) % 7) % 3);

// Planted: Brier averaged over classes; ECE's bins unweighted; ranks of ties not shared.
test("scikit-learn's figures", () => {
  const scores = classScores(probabilities, truth, 3);
  expect(scores.accuracy).toBeCloseTo(0.425, 12);
  expect(scores.brier).toBeCloseTo(0.9028033425474252, 12);
  expect(scores.ece).toBeCloseTo(0.38517835843287956, 12);
  expect(scores.auroc).toBeCloseTo(0.6334119036738315, 12);
});

test("ties share their rank", () => {
  const tied = Float64Array.from(
    rows.flatMap((i) => {
      const p = Math.round((probabilities[3 * i] as number) * 10) / 10;
      return [p, 1 - p];
    }),
  );
  const scores = classScores(
    tied,
    truth.map((k) => (k === 0 ? 0 : 1)),
    2,
  );
  expect(scores.auroc).toBeCloseTo(0.49232736572890023, 12);
});

test("a class that is absent leaves no area; certainty that is right is perfect", () => {
  expect(classScores(Float64Array.of(0.2, 0.8, 0.6, 0.4), Int32Array.of(1, 1), 2).auroc).toBeNull();
  const perfect = classScores(Float64Array.of(1, 0, 0, 1), Int32Array.of(0, 1), 2);
  expect(perfect).toEqual({ accuracy: 1, brier: 0, ece: 0, auroc: 1 });
});
