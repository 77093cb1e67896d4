/** Maps a graph over a leading axis (jax's vmap), by the batching rules of the op table: many samples in one step. */

import { Bug, invariant } from "../diagnostic/bug.ts";
import { at, isIdentity, range, sameList } from "./axes.ts";
import { createBuilder } from "./build.ts";
import type { Builder, Tensor } from "./builder.ts";
import type { Graph, NodeOf, OpName } from "./graph.ts";
import { operand, spread } from "./ops/op.ts";
import { ops } from "./ops/table.ts";

function batchNode<P extends OpName>(
  b: Builder,
  node: NodeOf<P>,
  operands: readonly Tensor[],
  batched: readonly boolean[],
  size: number,
): Tensor {
  return ops[node.op].batch(b, { operands, attributes: node.attributes }, batched, size);
}

/**
 * Copies `graph` into `b`, mapped over `size` members: input i of the graph is one element of `inputs[i]` along its axis
 * `axes[i]`, or all of it where that is null. Every output has the members first, in a leading axis. Random numbers are fresh
 * for each member.
 */
export function inlineBatched(
  b: Builder,
  graph: Graph,
  inputs: readonly Tensor[],
  axes: readonly (number | null)[],
  size: number,
): Tensor[] {
  const copies: Tensor[] = [];
  const batched: boolean[] = [];
  for (const node of graph.nodes) {
    if (node.op === "input") {
      const { index, name } = node.attributes;
      const axis = axes[index] ?? null;
      const given = membersFirst(b, at(inputs, index), axis);
      const shape = axis === null ? node.shape : [size, ...node.shape];
      invariant(sameList(given.shape, shape) && given.dtype === node.dtype, `${name} does not fit its batch`);
      copies.push(given);
      batched.push(axis !== null);
      continue;
    }
    const operands = node.operands.map((id) => at(copies, id));
    const which = node.operands.map((id) => at(batched, id));
    const isBatched = node.op === "random" || which.includes(true);
    copies.push(
      isBatched ? batchNode(b, node, operands, which, size) : b.emit(node.op, operands, node.attributes),
    );
    batched.push(isBatched);
    const last = operand(copies, copies.length - 1);
    const shape = isBatched ? [size, ...node.shape] : node.shape;
    if (!sameList(last.shape, shape)) throw new Bug(`the batching rule of ${node.op} gives another shape`);
  }
  return graph.outputs.map((id) => spread(b, at(copies, id), at(batched, id), size));
}

function membersFirst(b: Builder, x: Tensor, axis: number | null): Tensor {
  if (axis === null) return x;
  const order = [axis, ...range(x.shape.length).filter((other) => other !== axis)];
  return isIdentity(order) ? x : b.transpose(x, order);
}

/** The graph mapped over `size` members: inputs with an axis carry them there, outputs in a leading axis. */
export function batch(graph: Graph, axes: readonly (number | null)[], size: number): Graph {
  const b = createBuilder("f64"); // every constant of a graph has its own dtype
  const inputs = graph.inputs.map(({ name, shape, dtype }, i) => {
    const axis = axes[i] ?? null;
    return b.input(name, axis === null ? shape : shape.toSpliced(axis, 0, size), dtype);
  });
  return b.finish(inlineBatched(b, graph, inputs, axes, size));
}
