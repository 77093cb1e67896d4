import { expect, test } from "vitest";
import {
  declaredLabels,
  type Derived,
  type Dimension,
  ownerOf,
  productOf,
  sizeOf,
} from "../../src/shape/dimension.ts";

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

// Planted: the ceiling for the floor of the windows; a sum of sizes for their product.
test("a layer's size follows from others'", () => {
  const derived = (formula: Derived): Dimension => ({
    ...state,
    name: "f.1",
    id: "f.1",
    size: null,
    derived: formula,
  });
  const windows = derived({ kind: "windows", of: rows, width: 3, stride: 2 });
  const flat = derived({ kind: "sum", terms: [[windows, state], []] });
  const sizes = new Map([["N", 8]]);
  expect([sizeOf(windows, sizes), sizeOf(flat, sizes)]).toEqual([3, 13]);
  expect([sizeOf(windows, new Map()), sizeOf(flat, new Map())]).toEqual([null, null]);
  expect(sizeOf(windows, new Map([["N", 1]]))).toBe(0);
  expect([productOf([windows, state], sizes), productOf([], sizes)]).toEqual([12, 1]);
});
