/** The invariants of a graph, checked after every pass as dex-lang does: a fault is found where it is made. */

import { invariant } from "../diagnostic/bug.ts";
import { at, sameList } from "./axes.ts";
import type { Graph, Node, NodeOf, OpName } from "./graph.ts";
import type { Type } from "./ops/op.ts";
import { ops } from "./ops/table.ts";

function typeOf<P extends OpName>(node: NodeOf<P>, operands: readonly Type[]): Type {
  return ops[node.op].type(operands, node.attributes);
}

function verifyNode(graph: Graph, node: Node, id: number): void {
  for (const operand of node.operands) {
    invariant(
      operand >= 0 && operand < id,
      `node ${id} (${node.op}) uses node ${operand}, which does not stand before it`,
    );
  }
  const { shape, dtype } = typeOf(
    node,
    node.operands.map((operand) => at(graph.nodes, operand)),
  );
  const fits = sameList(shape, node.shape) && dtype === node.dtype;
  invariant(fits, `node ${id} (${node.op}) is not ${node.dtype}[${node.shape.join(", ")}]`);
}

/** Throws `Bug` where operands do not stand before their use, types do not follow the shape rules, or inputs do not match their slots. */
export function verify(graph: Graph): void {
  graph.nodes.forEach((node, id) => verifyNode(graph, node, id));
  const seen = new Set<number>();
  for (const node of graph.nodes) {
    if (node.op !== "input") continue;
    const { index, name, dtype } = node.attributes;
    const slot = graph.inputs[index];
    invariant(!seen.has(index), `input ${name} stands twice in the graph`);
    seen.add(index);
    const fits =
      slot !== undefined && slot.name === name && slot.dtype === dtype && sameList(slot.shape, node.shape);
    invariant(fits, `input ${name} does not match its slot`);
  }
  invariant(seen.size === graph.inputs.length, "an input has a slot but no node");
  for (const id of graph.outputs) {
    invariant(id >= 0 && id < graph.nodes.length, `output ${id} is no node`);
  }
}
