import { expect, test } from "vitest";
import { declaredLabels, type Dimension, ownerOf, sizeOf } from "../../src/shape/dimension.ts";

const state: Dimension = {
  name: "State",
  id: "State",
  origin: "declared",
  size: 4,
  labels: null,
  twin: null,
};
const next: Dimension = { ...state, name: "Next", id: "Next", size: null, twin: state };
const rows: Dimension = { ...state, name: "N", id: "N", origin: "data", size: null };

test("a size comes from the data, the declaration, or the dimension it is a second name of", () => {
  expect(sizeOf(rows, new Map([["N", 7]]))).toBe(7);
  expect(sizeOf(rows, new Map())).toBeNull();
  expect(sizeOf(state, new Map())).toBe(4);
  expect(sizeOf(next, new Map())).toBe(4);
});

test("labels are those written, else 1 to the size; a second name has its owner's", () => {
  expect(declaredLabels(next)).toEqual(["1", "2", "3", "4"]);
  expect(declaredLabels({ ...next, twin: { ...state, labels: ["wet", "dry"] } })).toEqual(["wet", "dry"]);
  expect(declaredLabels(rows)).toBeNull();
  expect(declaredLabels({ ...state, origin: "layer" })).toBeNull();
  expect(ownerOf(next)).toBe(state);
});
