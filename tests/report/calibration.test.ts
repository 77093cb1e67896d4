import { expect, test } from "vitest";
import { calibrationText, meaning } from "../../src/report/calibration.ts";

const plain = { colour: false, columns: 80, unicode: true };

// Planted: high ranks read as a posterior that lies too high.
test("the shape of the ranks in words", () => {
  expect(meaning([19, 18, 19, 17, 15, 16], 19)).toBe("too high: the posterior lies too low");
  expect(meaning([0, 1, 2, 0, 3, 1], 19)).toBe("too low: the posterior lies too high");
  expect(meaning([0, 19, 0, 19, 1, 18], 19)).toBe("at both ends: the posterior is too narrow");
  expect(meaning([9, 10, 9, 10, 9, 10], 19)).toBe("in the middle: the posterior is too wide");
});

test("a verdict, then each quantity by its worst element", () => {
  const quantities = new Map([
    ["mu", { shape: [], ranks: [[3], [12]], p: [0.4] }],
    [
      "theta",
      {
        shape: [2],
        ranks: [
          [0, 3],
          [19, 8],
          [0, 4],
        ],
        p: [1e-8, 0.3],
      },
    ],
  ]);
  const text = calibrationText({ replicates: 3, draws: 19, limit: 0.003, failed: 1, quantities }, plain);
  expect(text).toContain("3 replicates: 1 of 2 quantities are not calibrated");
  expect(text).toContain("1 data sets could not be fitted");
  expect(text).toMatch(/theta \(least of 2\) +1e-8 +at both ends/);
  expect(text).toMatch(/mu +0\.4 +uniform/);
});
