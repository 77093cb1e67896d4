/** What happens to a node before it is made: uniform constants fold, its row's identities apply, repetition sinks below it. */

import { sameList } from "./axes.ts";
import type { Builder, Tensor } from "./builder.ts";
import { elements, type OpName } from "./graph.ts";
import { constantOf, operand, type Site, type Type } from "./ops/op.ts";
import { ops } from "./ops/table.ts";

/** Literals of at most so many elements fold. */
const foldedElements = 1024;

/** An equal tensor that costs less, or null. Values stay what they are, NaN, ±∞ and −0 included. */
export function simplify<P extends OpName>(b: Builder, op: P, site: Site<P>, type: Type): Tensor | null {
  return (
    foldUniform(b, op, site, type) ??
    ops[op].simplify?.(b, site) ??
    foldLiterals(b, op, site, type) ??
    sinkBroadcasts(b, op, site, type)
  );
}

/** An elementwise op of uniform constants is one. */
function foldUniform<P extends OpName>(
  b: Builder,
  op: P,
  { operands, attributes }: Site<P>,
  { shape, dtype }: Type,
): Tensor | null {
  const row = ops[op];
  if (!row.elementwise) return null;
  const values: number[] = [];
  for (const x of operands) {
    const value = constantOf(b, x);
    if (value === null) return null;
    values.push(value);
  }
  const types = operands.map((x) => ({ shape: [], dtype: x.dtype }));
  const scalars = values.map((value) => Float64Array.of(value));
  const result = row.value(scalars, attributes, types, { shape: [], dtype });
  return b.constant(operand([...result], 0), shape, dtype);
}

/** Any op of small literals is one; but what only repeats stays short, and random numbers stay an op. */
function foldLiterals<P extends OpName>(
  b: Builder,
  op: P,
  { operands, attributes }: Site<P>,
  type: Type,
): Tensor | null {
  if (operands.length === 0 || op === "broadcast" || op === "random") return null;
  const small = [type, ...operands].every(({ shape }) => elements(shape) <= foldedElements);
  const values = small ? operands.map((x) => knownValues(b, x)) : [];
  if (!small || !values.every((value) => value !== null)) return null;
  return b.literal([...ops[op].value(values, attributes, operands, type)], type.shape, type.dtype);
}

function knownValues(b: Builder, x: Tensor): Float64Array | null {
  const node = b.nodes[x.id];
  if (node?.op === "literal") return Float64Array.from(node.attributes.values);
  if (node?.op === "constant") return new Float64Array(elements(x.shape)).fill(node.attributes.value);
  return null;
}

/**
 * f(broadcast x, broadcast y, constant) = broadcast f(x, y, constant): an elementwise op works on what is repeated before it
 * is repeated. Applies where all operands but constants repeat along the same axes.
 */
function sinkBroadcasts<P extends OpName>(b: Builder, op: P, site: Site<P>, type: Type): Tensor | null {
  if (!ops[op].elementwise) return null;
  let axes: readonly number[] | null = null;
  let small: readonly number[] = [];
  for (const { id, shape } of site.operands) {
    const node = b.nodes[id];
    if (node?.op === "constant") continue;
    if (node?.op !== "broadcast" || (axes && !sameList(axes, node.attributes.axes))) return null;
    axes = node.attributes.axes;
    small = axes.map((axis) => operand(shape, axis));
  }
  if (!axes) return null;
  const operands = site.operands.map((x) => {
    const node = b.nodes[x.id];
    return node?.op === "broadcast"
      ? b.tensor(operand(node.operands, 0))
      : b.constant(constantOf(b, x) ?? NaN, small, x.dtype);
  });
  return b.broadcast(b.emit(op, operands, site.attributes), type.shape, axes);
}
