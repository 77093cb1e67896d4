import { expect, test } from "vitest";
import {
  addUp,
  affineOf,
  constantAffine,
  depthOfAffine,
  keyOfAffine,
  scaled,
  shifted,
} from "../../src/lower/affine.ts";

const outer = { id: 1, depth: 1 };
const inner = { id: 2, depth: 2 };

test("sums go from the outermost loop inwards, whatever order their parts came in", () => {
  const sum = addUp([scaled(affineOf(inner, 2), 3), scaled(affineOf(outer), 50)], 7);
  expect(sum).toEqual({
    constant: 13,
    terms: [
      { index: outer, coefficient: 50 },
      { index: inner, coefficient: 3 },
    ],
  });
  expect(depthOfAffine(sum)).toBe(2);
});

test("a factor of 0 leaves no term, and keys tell forms apart", () => {
  expect(scaled(affineOf(inner, 4), 0)).toEqual(constantAffine(0));
  expect(keyOfAffine(affineOf(inner))).not.toBe(keyOfAffine(shifted(affineOf(inner), 1)));
  expect(keyOfAffine(affineOf(inner))).not.toBe(keyOfAffine(affineOf(outer)));
});
