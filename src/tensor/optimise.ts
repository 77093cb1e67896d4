/**
 * Graph → Graph of the same values at less cost: dead code goes, common subexpressions are made once, constants fold, exact
 * identities apply, repetition sinks below elementwise ops. Values stay, NaN, ±∞ and −0 included; a second pass changes nothing.
 */

import { at } from "./axes.ts";
import { createBuilder } from "./build.ts";
import type { Graph } from "./graph.ts";
import { prune } from "./prune.ts";

/** Graphs are mostly made by the builder, which simplifies as it goes: a pass or two reach the end. */
const mostPasses = 8;

export function optimise(graph: Graph): Graph {
  let before = prune(graph);
  for (let pass = 0; pass < mostPasses; pass++) {
    const b = createBuilder("f64"); // every constant of a graph has its own dtype
    const inputs = before.inputs.map(({ name, shape, dtype }) => b.input(name, shape, dtype));
    const after = b.finish(b.inline(before, inputs));
    if (isSame(before, after)) return after;
    before = after;
  }
  return before;
}

/** No node was simplified or joined with another: what came in came out, inputs first. */
function isSame(before: Graph, after: Graph): boolean {
  return (
    before.nodes.length === after.nodes.length &&
    before.nodes.every((node, id) => {
      const other = at(after.nodes, id);
      return node.op === other.op && node.operands.every((operand, i) => operand === other.operands[i]);
    })
  );
}
