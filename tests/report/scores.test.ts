import { expect, test } from "vitest";
import { scoresTable } from "../../src/report/scores.ts";

const plain = { colour: false, columns: 100 };

test("scores of numbers are in the response's units, coverage in percent", () => {
  const coverage = { "0.5": 0.48, "0.9": 0.912, "0.95": 1 };
  const scores = { rows: 10, rmse: 3.14159, mae: 2, nll: 2.5, crps: 1.5, coverage, pit_error: 0.1 };
  const text = scoresTable(scores, "mpg", plain).join("\n");
  expect(text).toMatch(/RMSE +3\.142 .*in units of mpg/);
  expect(text).toMatch(/coverage 90 % +91\.2 %/);
  expect(text).toMatch(/coverage 95 % +100\.0 %/);
  expect(scoresTable({ ...scores, rmse: null }, "mpg", plain).join("\n")).toMatch(/RMSE +–/);
});

test("scores of classes", () => {
  const scores = { rows: 10, accuracy: 0.975, nll: 0.1, brier: 0.05, ece: 0.02, auroc: null };
  const text = scoresTable(scores, "kind", plain).join("\n");
  expect(text).toMatch(/accuracy +97\.5 %/);
  expect(text).toMatch(/AUROC +–/);
});
