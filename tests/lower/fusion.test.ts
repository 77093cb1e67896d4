import { expect, test } from "vitest";
import { holdersOf, isFlat, isSameLoop } from "../../src/lower/fusion.ts";
import type { LoopTask } from "../../src/lower/tasks.ts";
import type { Touch } from "../../src/lower/touch.ts";

const store: LoopTask = {
  kind: "store",
  target: 3,
  space: [4, 5],
  reads: [],
  to: { offset: 0, strides: [5, 1] },
  stays: null,
};
const touching = (...strides: number[][]): Touch => ({
  accesses: strides.map((list, holder) => ({
    holder,
    layout: { offset: 0, strides: list },
    indirect: false,
    direct: true,
  })),
  draws: false,
  counts: false,
});

test("a task is flat where it reads whole arrays in order, or single numbers", () => {
  expect(isFlat(store, touching([5, 1], [0, 0]))).toBe(true);
  expect(isFlat(store, touching([0, 1]))).toBe(false);
  expect(isFlat(store, touching([1, 4]))).toBe(false);
  expect(
    isFlat({ ...store, kind: "sum", to: { offset: 0, strides: [0, 0] }, stays: [] }, touching([5, 1])),
  ).toBe(true);
  expect(
    isFlat({ ...store, kind: "sum", to: { offset: 0, strides: [1, 0] }, stays: [0] }, touching([5, 1])),
  ).toBe(false);
});

test("a value comes from the same loop only where it is read at its own place", () => {
  const reader: LoopTask = { ...store, target: 4 };
  expect(isSameLoop([store], reader, { offset: 0, strides: [5, 1] })).toBe(true);
  expect(isSameLoop([store], reader, { offset: 0, strides: [1, 4] })).toBe(false);
  expect(isSameLoop([store], reader, { offset: 5, strides: [5, 1] })).toBe(false);
  expect(isSameLoop([store], { ...reader, space: [20] }, { offset: 0, strides: [1] })).toBe(false);
  expect(isSameLoop([{ ...store, kind: "sum" }], reader, { offset: 0, strides: [5, 1] })).toBe(false);
});

test("numbers are not what tasks have in common", () => {
  expect(holdersOf(store, touching([5, 1], [0, 0]))).toEqual([3, 0]);
});
