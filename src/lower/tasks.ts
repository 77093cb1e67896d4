/** What is to be done, in order: each node that is kept becomes tasks, and tasks over one space can share a loop. */

import type { NodeId, Node, Shape } from "../tensor/graph.ts";
import { elements } from "../tensor/graph.ts";
import { type Coordinates, type Layout, layoutAt, ownCoordinates, rowMajor, spaceOf } from "./coordinates.ts";
import { nodeOf, type Storage } from "./storage.ts";

/** An expression: a node read at coordinates of a space. */
export interface Read {
  readonly node: NodeId;
  readonly at: Coordinates;
}

/** Loops over a space that can be shared with other such tasks. */
export interface LoopTask {
  readonly kind: "store" | "sum" | "greatest" | "product_sum";
  /** Whose memory it writes. */
  readonly target: NodeId;
  readonly space: Shape;
  /** One value; of `product_sum` two factors; of a fill none: zeros. */
  readonly reads: readonly Read[];
  /** Where in the target's memory each point of the space goes; strides are 0 along reduced axes. */
  readonly to: Layout;
  /** Of a reduction, the axes that stay. */
  readonly stays: readonly number[] | null;
}

/** Loops of their own. */
export interface OwnTask {
  readonly kind: "own";
  readonly target: NodeId;
}

export type Task = LoopTask | OwnTask;

export function tasksOf(storage: Storage, id: NodeId): readonly Task[] {
  const { graph } = storage;
  const node = nodeOf(graph, id);
  const operand = (i: number) => nodeOf(graph, node.operands[i]);
  const store = (read: NodeId | null, shape: Shape, base: number): LoopTask => {
    const own = ownCoordinates(shape);
    const space = spaceOf(shape);
    const layout = layoutAt(node.shape, own, space.length);
    return {
      kind: "store",
      target: id,
      space,
      reads: read === null ? [] : [{ node: read, at: own }],
      to: { offset: base, strides: layout.strides },
      stays: null,
    };
  };
  switch (node.op) {
    case "sum":
    case "reduce_max": {
      const { axes } = node.attributes;
      const shape = operand(0).shape;
      const own = ownCoordinates(shape);
      const kept = shape.flatMap((_, axis) => (axes.includes(axis) ? [] : [axis]));
      return [
        reduction(id, node, node.op === "sum" ? "sum" : "greatest", shape, kept, [
          { node: node.operands[0] as NodeId, at: own },
        ]),
      ];
    }
    case "concat": {
      const strides = rowMajor(node.shape);
      let before = 0;
      return node.operands.map((part) => {
        const shape = nodeOf(graph, part).shape;
        const task = store(part, shape, before * (strides[node.attributes.axis] ?? 1));
        before += shape[node.attributes.axis] ?? 0;
        return task;
      });
    }
    case "pad": {
      const strides = rowMajor(node.shape);
      const base = node.attributes.before.reduce((sum, from, axis) => sum + from * (strides[axis] ?? 0), 0);
      return [store(null, node.shape, 0), store(node.operands[0] as NodeId, operand(0).shape, base)];
    }
    case "dot": {
      const form = storage.dots.get(id);
      if (form?.kind === "matrices") return [{ kind: "own", target: id }];
      if (form?.kind !== "vector") break;
      const { axes, matrix } = form;
      const vector = matrix === 0 ? 1 : 0;
      const shape = operand(matrix).shape;
      const own = ownCoordinates(shape);
      const at = operand(vector).shape.map(() => ({ axis: -1, offset: 0 }));
      for (const role of [axes.batch, axes.contract]) {
        role[vector].forEach((axis, i) => (at[axis] = own[role[matrix][i] ?? 0] ?? { axis: -1, offset: 0 }));
      }
      const reads = [
        { node: node.operands[matrix] as NodeId, at: own },
        { node: node.operands[vector] as NodeId, at },
      ];
      return [
        reduction(id, node, "product_sum", shape, [...axes.batch[matrix], ...axes.free[matrix]], reads),
      ];
    }
    case "scatter_add":
    case "cholesky":
    case "triangular_solve":
    case "scan":
    case "forward":
    case "recur":
      return [{ kind: "own", target: id }];
    default:
      break;
  }
  return [store(id, node.shape, 0)];
}

/** `kept` are the axes of `shape` that stay, in the order of the result's axes that are longer than 1. */
function reduction(
  target: NodeId,
  node: Node,
  kind: "sum" | "greatest" | "product_sum",
  shape: Shape,
  kept: readonly number[],
  reads: readonly Read[],
): LoopTask {
  const own = ownCoordinates(shape);
  const space = spaceOf(shape);
  const long = kept.filter((axis) => shape[axis] !== 1);
  const strides = Array.from<number>({ length: space.length }).fill(0);
  const targetStrides = rowMajor(spaceOf(node.shape));
  long.forEach((axis, i) => (strides[own[axis]?.axis ?? 0] = targetStrides[i] ?? 0));
  const stays = long.map((axis) => own[axis]?.axis ?? 0).toSorted((a, b) => a - b);
  return { kind, target, space, reads, to: { offset: 0, strides }, stays };
}

export function points(task: LoopTask): number {
  return elements(task.space);
}
