import { expect, test } from "vitest";
import { mergeAxes } from "../../src/lower/merge.ts";

const whole = { offset: 0, strides: [15, 5, 1] };

test("axes merge where every address goes on evenly", () => {
  const number = { offset: 3, strides: [0, 0, 0] };
  expect(mergeAxes([2, 3, 5], [whole, number], null, false)).toMatchObject({ space: [30], lastAxis: [2] });
});

test("a row that repeats keeps its axis apart", () => {
  const row = { offset: 0, strides: [0, 0, 1] };
  expect(mergeAxes([2, 3, 5], [whole, row], null, false)).toMatchObject({ space: [6, 5], loopOf: [0, 0, 1] });
});

test("axes that stay do not merge with those summed away, nor any where loops must stay separate", () => {
  expect(mergeAxes([2, 3, 5], [whole], [0], false)).toMatchObject({ space: [2, 15], stays: [0] });
  expect(mergeAxes([2, 3, 5], [whole], null, true).space).toEqual([2, 3, 5]);
});
