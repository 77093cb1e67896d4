/** What running a graph once costs, about, in multiply-adds: for choosing how often something is worth running. */

import { at } from "./axes.ts";
import { elements, type Graph } from "./graph.ts";

/** A normal draw takes a block cipher's rounds, a logarithm and a sine. */
const costOfDraw = 20;

/** Σ over nodes: a product's elements times the length of its sums, any other op's elements, or its operands' where those are more. */
export function workOf({ nodes }: Graph): number {
  const size = (id: number): number => elements(at(nodes, id).shape);
  return nodes.reduce((total, node) => {
    const made = elements(node.shape);
    if (node.op === "dot") {
      const [left = 0] = node.operands;
      const { shape } = at(nodes, left);
      return (
        total + made * node.attributes.contract[0].reduce((length, axis) => length * (shape[axis] ?? 1), 1)
      );
    }
    if (node.op === "random") return total + costOfDraw * made;
    return total + Math.max(made, ...node.operands.map(size));
  }, 0);
}
