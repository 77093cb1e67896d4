/** Cholesky's factorisation and triangular systems, over any batch, as loop nests whose sums run in the reference's order. */

import { Bug } from "../diagnostic/bug.ts";
import type { Shape } from "../tensor/graph.ts";
import { affineOf, constantAffine } from "./affine.ts";
import { elementOfMemory } from "./elements.ts";
import type { KernelBuilder } from "./kernel-builder.ts";
import type { Address, LoopIndex } from "./loop-program.ts";
import { address, fill, type OwnSite, type Stored, storedOperand } from "./stored.ts";
import { nodeOf } from "./storage.ts";
import { rowMajor } from "./coordinates.ts";
import { elements, type NodeId } from "../tensor/graph.ts";

/** Opens a loop for each axis of a batch. */
function overBatch(k: KernelBuilder, batch: Shape, body: (indices: readonly LoopIndex[]) => void): void {
  const open = (axis: number, indices: readonly LoopIndex[]): void => {
    const size = batch[axis];
    if (size === undefined) return body(indices);
    k.times(size, 1, (index) => open(axis + 1, [...indices, index]));
  };
  open(0, []);
}

/** L by rows: Lᵢⱼ = (Aᵢⱼ − Σ_{k<j} Lᵢₖ Lⱼₖ) / Lⱼⱼ, Lⱼⱼ the root of the like; all NaN where some pivot is not above 0. */
export function cholesky(k: KernelBuilder, site: OwnSite, id: NodeId): void {
  const node = nodeOf(site.storage.graph, id);
  const source = storedOperand(site, node.operands[0] as NodeId);
  const element = elementOfMemory(node.dtype);
  const n = node.shape.at(-1) ?? 0;
  const target: Stored = {
    buffer: site.buffers.of(id),
    layout: { offset: 0, strides: rowMajor(node.shape) },
  };
  fill(k, target.buffer, element, elements(node.shape));
  overBatch(k, node.shape.slice(0, -2), (batch) => {
    const at = (...indices: LoopIndex[]): Address => address(target.layout, [...batch, ...indices]);
    const get = (...indices: LoopIndex[]) => k.load(target.buffer, element, 1, at(...indices), true);
    const one = k.constant(element, 1, 1);
    // 1 until a pivot fails, then NaN: it multiplies the whole factor.
    const health = k.variable(one);
    k.times(n, 1, (i) => {
      k.loop(
        constantAffine(0),
        affineOf(i, 1),
        1,
        (j) => {
          const rest = k.variable(
            k.load(source.buffer, element, 1, address(source.layout, [...batch, i, j])),
          );
          k.loop(
            constantAffine(0),
            affineOf(j),
            1,
            (m) => k.assign(rest, k.sub(k.read(rest), k.mul(get(i, m), get(j, m)))),
            { turns: n / 4 },
          );
          const [row, column] = [k.affine(affineOf(i)), k.affine(affineOf(j))];
          const onDiagonal = k.eq(row, column);
          const value = k.read(rest);
          const sound = k.or(k.not(onDiagonal), k.lt(0, value));
          k.assign(health, k.select(sound, k.read(health), NaN));
          const pivot = k.select(onDiagonal, 1, get(j, j));
          k.store(target.buffer, at(i, j), k.select(onDiagonal, k.sqrt(value), k.div(value, pivot)));
        },
        { turns: n / 2 },
      );
    });
    const whole = k.read(health);
    const broken = k.not(k.eq(whole, whole));
    k.times(n, 1, (i) =>
      k.times(n, 1, (j) => k.store(target.buffer, at(i, j), k.select(broken, NaN, get(i, j)))),
    );
  });
}

/** Substitution: row by row from the first, or from the last where transposed. */
export function triangularSolve(k: KernelBuilder, site: OwnSite, id: NodeId): void {
  const node = nodeOf(site.storage.graph, id);
  if (node.op !== "triangular_solve") throw new Bug("a triangular system that is none");
  const [l, b] = node.operands.map((operand) => storedOperand(site, operand));
  if (l === undefined || b === undefined) throw new Bug("a triangular system without operands");
  const { transposed } = node.attributes;
  const element = elementOfMemory(node.dtype);
  const [n, columns] = [node.shape.at(-2) ?? 0, node.shape.at(-1) ?? 0];
  const target: Stored = {
    buffer: site.buffers.of(id),
    layout: { offset: 0, strides: rowMajor(node.shape) },
  };
  overBatch(k, node.shape.slice(0, -2), (batch) => {
    const rank = batch.length;
    /** The address in which `row` counts from the end where transposed. */
    const at = (
      { layout }: Stored,
      row: LoopIndex,
      column: LoopIndex | null,
      mirrored: readonly boolean[],
    ): Address => {
      const [rowStride = 0, columnStride = 0] = layout.strides.slice(rank);
      const signs = mirrored.map((is) => (transposed && is ? -1 : 1));
      const base = address({ offset: layout.offset, strides: layout.strides }, batch);
      const last = n - 1;
      const constant =
        base.constant +
        (signs[0] === -1 ? last * rowStride : 0) +
        (column !== null && signs[1] === -1 ? last * columnStride : 0);
      const terms = [
        ...base.terms,
        { index: row, coefficient: rowStride * (signs[0] ?? 1) },
        ...(column === null ? [] : [{ index: column, coefficient: columnStride * (signs[1] ?? 1) }]),
      ].filter(({ coefficient }) => coefficient !== 0);
      return { constant, terms: terms.toSorted((x, y) => x.index.depth - y.index.depth), indirect: [] };
    };
    k.times(n, 1, (i) => {
      k.times(columns, 1, (c) => {
        const rest = k.variable(k.load(b.buffer, element, 1, at(b, i, c, [true, false])));
        k.loop(
          constantAffine(0),
          affineOf(i),
          1,
          (m) => {
            const factor = transposed ? at(l, m, i, [true, true]) : at(l, i, m, [true, true]);
            const product = k.mul(
              k.load(l.buffer, element, 1, factor),
              k.load(target.buffer, element, 1, at(target, m, c, [true, false]), true),
            );
            k.assign(rest, k.sub(k.read(rest), product));
          },
          { turns: n / 2 },
        );
        const pivot = k.load(l.buffer, element, 1, at(l, i, i, [true, true]));
        k.store(target.buffer, at(target, i, c, [true, false]), k.div(k.read(rest), pivot));
      });
    });
  });
}
