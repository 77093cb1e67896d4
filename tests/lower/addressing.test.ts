import { expect, test } from "vitest";
import { addressAt } from "../../src/lower/addressing.ts";
import { affineOf, constantAffine } from "../../src/lower/affine.ts";
import { mergeAxes } from "../../src/lower/merge.ts";

const [row, column] = [
  { id: 1, depth: 1 },
  { id: 2, depth: 2 },
];

test("an address goes from loop to loop by the layout's strides, and from lane to lane by the last one's", () => {
  const merged = mergeAxes([6, 8], [{ offset: 0, strides: [0, 1] }], null, false);
  const at = new Map([
    [1, affineOf(column)],
    [0, affineOf(row)],
  ]);
  const { address, stride } = addressAt(
    { merged, at, vectorAxis: 1, lanes: 4, part: 1 },
    { offset: 5, strides: [10, 3] },
  );
  expect(stride).toBe(3);
  expect(address(2)).toEqual({
    constant: 5 + 4 * 3 + 2 * 3,
    terms: [
      { index: row, coefficient: 10 },
      { index: column, coefficient: 3 },
    ],
    indirect: [],
  });
});

test("a turn at a fixed place is a constant", () => {
  const merged = mergeAxes([6], [], null, false);
  const point = { merged, at: new Map([[0, constantAffine(4)]]), vectorAxis: 0, lanes: 4, part: 0 } as const;
  expect(addressAt(point, { offset: 1, strides: [2] }).address(0)).toEqual({
    constant: 9,
    terms: [],
    indirect: [],
  });
});
