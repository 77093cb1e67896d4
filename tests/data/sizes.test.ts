import { expect, test } from "vitest";
import { sizeBook } from "../../src/data/sizes.ts";
import { D, dimension, N, variable } from "./program.ts";

test("a size that disagrees with an earlier, declared or known one is a diagnostic", () => {
  const v = variable("x", "real", [N, D]);
  const K = dimension("K", 3);
  const book = sizeBook(new Map([["D", 2]]));
  expect(book.note(N, 5, "x", v, () => null)).toBeNull();
  expect(book.note(N, 5, "y", v, () => null)).toBeNull();
  expect(book.note(N, 6, "y", v, () => null)?.notes).toEqual(["5 by x, 6 by y"]);
  expect(book.note(D, 3, "x", v, () => null)?.notes).toEqual(["2 by training, 3 by x"]);
  expect(book.note(K, 4, "x", v, () => null)?.notes).toEqual(["3 by its declaration, 4 by x"]);
  expect(book.get(N)).toBe(5);
});

test("sizes are listed by id, a second name's too, layers' not", () => {
  const twin = { ...dimension("M"), twin: N };
  const layer = { ...dimension("hidden", 50), origin: "layer" as const };
  const book = sizeBook(new Map());
  book.note(twin, 4, "x", variable("x", "real", [twin]), () => null);
  expect(Object.fromEntries(book.all([N, twin, layer, D]))).toEqual({ N: 4, M: 4 });
});
