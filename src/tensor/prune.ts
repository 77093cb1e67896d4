/** Takes out of a graph what no output needs, and numbers the rest anew. Inputs stay: they are the graph's signature. */

import { at } from "./axes.ts";
import type { Graph, Node, NodeId } from "./graph.ts";

/** A node with other operands. */
function withOperands(node: Node, operands: readonly NodeId[]): Node {
  return { ...node, operands };
}

export function prune(graph: Graph): Graph {
  const needed = new Uint8Array(graph.nodes.length);
  for (const id of graph.outputs) needed[id] = 1;
  for (let id = graph.nodes.length - 1; id >= 0; id--) {
    const node = at(graph.nodes, id);
    if (node.op === "input" && node.attributes.index >= 0) needed[id] = 1;
    if (needed[id]) for (const operand of node.operands) needed[operand] = 1;
  }
  const nodes: Node[] = [];
  const renumbered = new Int32Array(graph.nodes.length);
  graph.nodes.forEach((node, id) => {
    if (!needed[id]) return;
    renumbered[id] = nodes.length;
    nodes.push(
      withOperands(
        node,
        node.operands.map((operand) => renumbered[operand] as number),
      ),
    );
  });
  return { inputs: graph.inputs, nodes, outputs: graph.outputs.map((id) => renumbered[id] as number) };
}
