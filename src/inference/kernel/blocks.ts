/** Data on its way into programs, whole or a block of rows at a time, so that no program need hold all rows. */

import { allLayers } from "../../check/weights.ts";
import type { Bound, BoundArray } from "../../data/bound.ts";
import { dataSlots } from "../../model/density.ts";
import type { Model } from "../../model/model.ts";
import { type Dimension, sizeOf, type Sizes } from "../../shape/dimension.ts";
import type { Executable } from "../../tensor/program.ts";
import { rowsComeApart } from "../../check/all-rows.ts";
import { found } from "./lists.ts";

/** A run of rows, and how many a program made for such blocks holds. */
export interface Block {
  readonly start: number;
  readonly live: number;
}

const elementsAtOnce = 2 ** 21;

/**
 * How many rows a density should take at once: all of them where rows cannot be taken apart, else about as many as keep
 * what is computed for them within two million numbers. A row takes its data, its activations and `further` numbers.
 */
export function blockCapacity(model: Model, sizes: Sizes, rows: number, further = 0): number {
  if (!rowsComeApart(model.program)) return rows;
  const capacity = Math.floor(elementsAtOnce / (numbersPerRow(model, sizes) + further));
  return Math.max(1, Math.min(rows, Math.max(16, capacity)));
}

/** Data and activations of one row. */
export function numbersPerRow(model: Model, sizes: Sizes): number {
  const { tables, networks, rows } = model.program;
  const product = (dimensions: readonly Dimension[]) =>
    dimensions.reduce((count, d) => count * (d === rows ? 1 : (sizeOf(d, sizes) ?? 1)), 1);
  const data = tables.flatMap(({ variables, definitions }) => [...variables, ...definitions]);
  const perRow = data.filter(({ type }) => rows !== null && type.dimensions.includes(rows));
  const layers = networks.flatMap((network) => allLayers(network.layers));
  // A layer that slides over its input holds every window of it beside.
  const windows = layers.flatMap(({ size, output, weights: [weight] }) =>
    size === null || weight === undefined ? [] : [[...output.slice(0, 2), ...weight.fanIn]],
  );
  const sizesOf = [...perRow.map(({ type }) => type.dimensions), ...layers.map(({ output }) => output)];
  return [...sizesOf, ...windows].reduce((sum, dimensions) => sum + product(dimensions), 1);
}

export function blocksOf(rows: number, capacity: number): readonly Block[] {
  const count = Math.max(1, Math.ceil(rows / capacity));
  return Array.from({ length: count }, (_, i) => ({
    start: i * capacity,
    live: Math.min(capacity, rows - i * capacity),
  }));
}

/** The sizes of a program that holds one block. */
export function blockSizes(model: Model, sizes: Sizes, capacity: number): Sizes {
  const { rows } = model.program;
  return rows === null ? sizes : new Map(sizes).set(rows.id, capacity);
}

/** Writes a block of every data variable. Rows beyond the live ones repeat its first, which no formula minds. */
export function writeData(
  executable: Executable,
  model: Model,
  sizes: Sizes,
  bound: Bound,
  block: Block,
  capacity: number,
): void {
  for (const { slot } of dataSlots(model, sizes, "f64")) {
    const array = found(bound.arrays, slot.name);
    executable.write(slot.name, rowsOf(array, model.program.rows, block, capacity));
  }
}

function rowsOf(array: BoundArray, rows: Dimension | null, block: Block, capacity: number): Float64Array {
  const axis = rows === null ? -1 : array.dimensions.indexOf(rows);
  const total = array.shape[axis];
  if (axis < 0 || total === undefined || (block.start === 0 && total === capacity)) return array.values;
  const inside = array.shape.slice(axis + 1).reduce((count, size) => count * size, 1);
  const outside = array.shape.slice(0, axis).reduce((count, size) => count * size, 1);
  const taken = new Float64Array(outside * capacity * inside);
  for (let o = 0; o < outside; o++) {
    for (let r = 0; r < capacity; r++) {
      const row = block.start + (r < block.live ? r : 0);
      const from = (o * total + row) * inside;
      taken.set(array.values.subarray(from, from + inside), (o * capacity + r) * inside);
    }
  }
  return taken;
}
