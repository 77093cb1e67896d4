/** Runs a graph by the reference values of its ops, in f64: the meaning that every other backend is tested against. */

import { at } from "../../tensor/axes.ts";
import type { Graph, NodeOf, OpName } from "../../tensor/graph.ts";
import type { Type } from "../../tensor/ops/op.ts";
import { ops } from "../../tensor/ops/table.ts";

function valueOf<P extends OpName>(
  node: NodeOf<P>,
  operands: readonly Float64Array[],
  types: readonly Type[],
) {
  return ops[node.op].value(operands, node.attributes, types, node);
}

/** A graph made ready: what depends on no input is computed once, and every value is forgotten after its last use. */
export function prepare(graph: Graph): (inputs: readonly Float64Array[]) => Float64Array[] {
  const lastUse = graph.nodes.map((_, id) => id);
  graph.nodes.forEach((node, id) => node.operands.forEach((operand) => (lastUse[operand] = id)));
  for (const id of graph.outputs) lastUse[id] = graph.nodes.length;
  const fixed = new Map<number, Float64Array>();
  graph.nodes.forEach((node, id) => {
    if (node.op === "input") return;
    const operands = node.operands.map((operand) => fixed.get(operand));
    if (!operands.every((operand) => operand !== undefined)) return;
    fixed.set(
      id,
      valueOf(
        node,
        operands,
        node.operands.map((operand) => at(graph.nodes, operand)),
      ),
    );
  });
  return (inputs) => {
    const values: Float64Array[] = [];
    graph.nodes.forEach((node, id) => {
      const known = node.op === "input" ? inputs[node.attributes.index] : fixed.get(id);
      const types = node.operands.map((operand) => at(graph.nodes, operand));
      values.push(
        known ??
          valueOf(
            node,
            node.operands.map((operand) => at(values, operand)),
            types,
          ),
      );
      for (const operand of node.operands) if (lastUse[operand] === id) values[operand] = forgotten;
    });
    return graph.outputs.map((id) => at(values, id));
  };
}

const forgotten = new Float64Array();

/** The outputs of a graph, given its inputs, all row-major. */
export function evaluate(graph: Graph, inputs: readonly Float64Array[]): Float64Array[] {
  return prepare(graph)(inputs);
}
