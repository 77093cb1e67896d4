import { expect, test } from "vitest";
import { createBuilder } from "../../src/tensor/build.ts";
import { workOf } from "../../src/tensor/work.ts";

// Planted fault, seen red: a product counted by its elements alone.
test("a product costs its elements times the length of its sums", () => {
  const b = createBuilder("f64");
  const x = b.input("x", [10, 3], "f64");
  const w = b.input("w", [3, 5], "f64");
  const product = b.dot(x, w, [[1], [0]]);
  // Inputs 30 and 15, the product 10 · 5 · 3, its tanh 50, and the sum reads those 50.
  expect(workOf(b.finish([b.sum(b.tanh(product))]))).toBe(30 + 15 + 150 + 50 + 50);
});
