import { expect, test } from "vitest";
import { rowOrder } from "../../../src/inference/kernel/order.ts";

const key = [3, 4] as const;

// Planted fault, seen red: rows drawn with replacement.
test("the batches of an epoch share no row", () => {
  const order = rowOrder(key, 23, 5, 0, 4);
  expect(new Set(order).size).toBe(20);
  expect([...order].every((row) => row >= 0 && row < 23)).toBe(true);
});

test("steps are the same whether written at once or in parts", () => {
  const whole = rowOrder(key, 23, 5, 0, 11);
  const parts = [...rowOrder(key, 23, 5, 0, 3), ...rowOrder(key, 23, 5, 3, 8)];
  expect([...whole]).toEqual(parts);
});

// Planted fault, seen red: the same permutation in every epoch (its last rows are then never visited).
test("every row is visited equally often in the long run, and epochs differ", () => {
  const epochs = 4000;
  const counts = new Float64Array(7);
  for (const row of rowOrder(key, 7, 3, 0, 2 * epochs)) counts[row] = (counts[row] ?? 0) + 1;
  // Binomial(4000, 6/7): sd 22.
  for (const count of counts) expect(Math.abs(count - (epochs * 6) / 7)).toBeLessThan(110);
});
