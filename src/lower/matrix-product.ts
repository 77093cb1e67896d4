/**
 * Products of matrices as loop nests: tiles of 4 rows by 2 vectors in registers, the right side's columns packed into panels
 * where rows enough use them (Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication"). Every
 * element is one sum over K in order, whatever the tile.
 */

import { Bug } from "../diagnostic/bug.ts";
import { elements, type NodeId } from "../tensor/graph.ts";
import { addressOf, addUp, affineOf, constantAffine, scaled, shifted } from "./affine.ts";
import { rowMajor } from "./coordinates.ts";
import { elementOfMemory } from "./elements.ts";
import type { KernelBuilder } from "./kernel-builder.ts";
import type { Address, Affine, Element, Lanes, LoopIndex, Value, Variable } from "./loop-program.ts";
import { type OwnSite, storedOperand } from "./stored.ts";
import { nodeOf } from "./storage.ts";

const tileRows = 4;
const tileVectors = 2;
/** Rows that repay packing. */
const rowsToPack = 8;
/** Bytes of a right side that stays in the nearest cache as it is. */
const nearBytes = 16384;

/** An axis of the product: its size, and its stride in each array (0 where it is not there). */
interface Axis {
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly target: number;
}

type ArrayName = "left" | "right" | "target";

/** The sides of a product, as the kernel reads them. */
interface Sides {
  readonly left: { readonly buffer: number; readonly offset: number };
  readonly right: { readonly buffer: number; readonly offset: number };
  readonly target: { readonly buffer: number; readonly offset: number };
  /** Looped over outside everything: the batch and all free axes but the last of each side. */
  readonly outer: readonly Axis[];
  readonly rows: Axis;
  readonly columns: Axis;
  readonly sums: readonly Axis[];
  readonly element: Element;
}

/** An index of the product at work: an axis and where it stands. */
type Place = readonly [axis: Axis, at: Affine];

export function matrixProduct(k: KernelBuilder, site: OwnSite, id: NodeId): void {
  const sides = sidesOf(site, id);
  new ProductWriter(k, site, sides).write();
}

function sidesOf(site: OwnSite, id: NodeId): Sides {
  const { graph, dots } = site.storage;
  const node = nodeOf(graph, id);
  const form = dots.get(id);
  const [leftId, rightId] = node.operands;
  if (form === undefined || leftId === undefined || rightId === undefined)
    throw new Bug("a product of nothing");
  const { batch, contract, free } = form.axes;
  const [left, right] = [storedOperand(site, leftId), storedOperand(site, rightId)];
  const [leftShape, rightShape] = [nodeOf(graph, leftId).shape, nodeOf(graph, rightId).shape];
  const strides = rowMajor(node.shape);
  const axis = (leftAxis: number | null, rightAxis: number | null, target: number | null): Axis => ({
    size: (leftAxis === null ? rightShape[rightAxis ?? 0] : leftShape[leftAxis]) ?? 1,
    left: leftAxis === null ? 0 : (left.layout.strides[leftAxis] ?? 0),
    right: rightAxis === null ? 0 : (right.layout.strides[rightAxis] ?? 0),
    target: target === null ? 0 : (strides[target] ?? 0),
  });
  const many = ({ size }: Axis) => size !== 1;
  const batches = batch[0].map((leftAxis, i) => axis(leftAxis, batch[1][i] ?? 0, i));
  const rows = free[0].map((leftAxis, i) => axis(leftAxis, null, batch[0].length + i)).filter(many);
  const columns = free[1]
    .map((rightAxis, i) => axis(null, rightAxis, batch[0].length + free[0].length + i))
    .filter(many);
  const one: Axis = { size: 1, left: 0, right: 0, target: 0 };
  return {
    left: { buffer: left.buffer, offset: left.layout.offset },
    right: { buffer: right.buffer, offset: right.layout.offset },
    target: { buffer: site.buffers.of(id), offset: 0 },
    outer: [...batches.filter(many), ...columns.slice(0, -1), ...rows.slice(0, -1)],
    rows: rows.at(-1) ?? one,
    columns: columns.at(-1) ?? one,
    sums: contract[0].map((leftAxis, i) => axis(leftAxis, contract[1][i] ?? 0, null)).filter(many),
    element: elementOfMemory(node.dtype),
  };
}

class ProductWriter {
  private readonly k: KernelBuilder;
  private readonly sides: Sides;
  private readonly lanes: Lanes;
  /** Columns of a whole tile. */
  private readonly width: number;
  /** The buffer of packed panels; null where the right side is read as it lies. */
  private readonly panels: number | null;
  private readonly depth: number;

  constructor(k: KernelBuilder, { buffers, position }: OwnSite, sides: Sides) {
    this.k = k;
    this.sides = sides;
    this.lanes = sides.element === "f64" ? 2 : 4;
    this.width = this.lanes * tileVectors;
    this.depth = elements(sides.sums.map(({ size }) => size));
    const { rows, columns } = sides;
    const bytes = this.depth * columns.size * (sides.element === "f64" ? 8 : 4);
    const pays = rows.size >= rowsToPack && bytes > nearBytes;
    const packs = (columns.right !== 1 && rows.size >= tileRows) || pays;
    const dtype = sides.element === "f64" ? "f64" : "f32";
    const count = Math.ceil(columns.size / this.width) * this.width * this.depth;
    const lifetime = [position, position] as const;
    this.panels = packs ? buffers.add(`panels${position}`, "temporary", dtype, count, { lifetime }) : null;
  }

  write(): void {
    this.over(this.sides.outer, [], (outer) => {
      const { size } = this.sides.columns;
      const whole = size - (size % this.width);
      if (whole > 0) {
        const body = (index: LoopIndex) => this.columns(outer, affineOf(index), this.width);
        this.k.loop(constantAffine(0), constantAffine(whole), this.width, body, { parallel: true });
      }
      if (size > whole) this.columns(outer, constantAffine(whole), size - whole);
    });
  }

  /** A loop for each axis. */
  private over(
    axes: readonly Axis[],
    places: readonly Place[],
    body: (places: readonly Place[]) => void,
  ): void {
    const [axis, ...rest] = axes;
    if (axis === undefined) return body(places);
    this.k.times(axis.size, 1, (index) => this.over(rest, [...places, [axis, affineOf(index)]], body));
  }

  /** All rows of up to `width` columns. */
  private columns(outer: readonly Place[], column: Affine, active: number): void {
    if (this.panels !== null) this.pack(outer, column, active, this.panels);
    const { size } = this.sides.rows;
    const whole = size - (size % tileRows);
    if (whole > 0) {
      this.k.times(whole, tileRows, (row) => this.tile(outer, affineOf(row), tileRows, column, active));
    }
    if (size > whole) this.tile(outer, constantAffine(whole), size - whole, column, active);
  }

  /** Copies the columns so that a tile reads them in order. */
  private pack(outer: readonly Place[], column: Affine, active: number, panels: number): void {
    const { k, lanes } = this;
    this.over(this.sides.sums, [], (sums) => {
      for (let part = 0; part * lanes < active; part++) {
        const shown = Math.min(active - part * lanes, lanes);
        const value = this.right([...outer, ...sums], column, part, shown);
        k.store(panels, this.panelAddress(column, sums, part), value);
      }
    });
  }

  /** Neighbouring columns of the right side. */
  private right(places: readonly Place[], column: Affine, part: number, active: number): Value {
    const { k, lanes } = this;
    const { columns, right, element } = this.sides;
    const at = (lane: number) =>
      addressIn("right", right.offset, [...places, [columns, shifted(column, part * lanes + lane)]]);
    if (columns.right === 1) return k.load(right.buffer, element, lanes, at(0));
    const numbers = Array.from({ length: lanes }, (_, lane) =>
      k.load(right.buffer, element, 1, at(lane < active ? lane : 0)),
    );
    return k.pack(numbers, lanes);
  }

  /** Panels follow each other; within one, depth goes before columns. */
  private panelAddress(column: Affine, sums: readonly Place[], part: number): Address {
    const strides = rowMajor(this.sides.sums.map(({ size }) => size));
    const inside = sums.map(([, at], i) => scaled(at, (strides[i] ?? 1) * this.width));
    return addressOf(addUp([scaled(column, this.depth), ...inside], part * this.lanes));
  }

  /** Σ over K of `height` rows by `active` columns, in registers. */
  private tile(outer: readonly Place[], row: Affine, height: number, column: Affine, active: number): void {
    const { k, lanes } = this;
    const { left, target, rows, columns, sums, element } = this.sides;
    const parts = Math.ceil(active / lanes);
    const zero = k.constant(element, lanes, this.depth === 0 ? 0 : -0);
    const tile: Variable[][] = Array.from({ length: height }, () =>
      Array.from({ length: parts }, () => k.variable(zero)),
    );
    this.over(sums, [], (inner) => {
      const right = Array.from({ length: parts }, (_, part) =>
        this.panels === null
          ? this.right([...outer, ...inner], column, part, Math.min(active - part * lanes, lanes))
          : k.load(this.panels, element, lanes, this.panelAddress(column, inner, part), true),
      );
      tile.forEach((accumulators, i) => {
        const at = addressIn("left", left.offset, [...outer, [rows, shifted(row, i)], ...inner]);
        const factor = k.splat(k.load(left.buffer, element, 1, at), lanes);
        accumulators.forEach((sum, part) => k.assign(sum, k.fma(factor, right[part] as Value, k.read(sum))));
      });
    });
    tile.forEach((accumulators, i) => {
      accumulators.forEach((sum, part) => {
        const places: Place[] = [...outer, [rows, shifted(row, i)], [columns, shifted(column, part * lanes)]];
        const at = addressIn("target", target.offset, places);
        k.store(target.buffer, at, k.read(sum), Math.min(active - part * lanes, lanes));
      });
    });
  }
}

function addressIn(array: ArrayName, offset: number, places: readonly Place[]): Address {
  return addressOf(
    addUp(
      places.map(([axis, at]) => scaled(at, axis[array])),
      offset,
    ),
  );
}
