import { expect, test } from "vitest";
import { folds, readSplits } from "../../src/study/splits.ts";

// Planted: folds with replacement.
test("every row is tested once, in folds of about one size, by the seed", () => {
  const found = folds(23, 5, 1);
  expect(found.flatMap(({ test: rows }) => rows).toSorted((a, b) => a - b)).toEqual([...Array(23).keys()]);
  expect(found.map(({ test: rows }) => rows.length)).toEqual([5, 5, 5, 4, 4]);
  for (const { training, test: rows } of found)
    expect([...training, ...rows].toSorted((a, b) => a - b)).toEqual([...Array(23).keys()]);
  expect(folds(23, 5, 1)).toEqual(found);
  expect(folds(23, 5, 2)).not.toEqual(found);
  expect(folds(3, 5, 1)).toHaveLength(3);
});

test("splits as they are given", () => {
  const read = readSplits({ test: [[3, 0], [1]] }, 4, "s.json");
  expect(read.ok && read.value).toEqual([
    { training: [1, 2], test: [3, 0] },
    { training: [0, 2, 3], test: [1] },
  ]);
});

test.each([
  ["no object", [[0]], "list of splits"],
  ["an empty list", { test: [] }, "list of splits"],
  ["no list of rows", { test: [3] }, "split 0 is no list of rows"],
  ["a row beyond the last", { test: [[0], [4]] }, "split 1 holds 4, and rows are counted from 0 to 3"],
  ["half a row", { test: [[0.5]] }, "split 0 holds 0.5"],
  ["nothing to learn from", { test: [[0, 1, 2, 3]] }, "leaves no row"],
])("%s is told", (_, value, note) => {
  const read = readSplits(value, 4, "s.json");
  expect(read.ok ? [] : read.diagnostics.map(({ code }) => code)).toEqual(["H0816"]);
  expect(read.ok ? "" : read.diagnostics[0]?.notes[0]).toContain(note);
});
