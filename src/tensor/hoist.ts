/**
 * Takes out of a step what follows from inputs that stay the same, to be computed once: loop-invariant code motion (Allen and
 * Cocke 1971), the loop being the steps. A sampler's step asks for the logarithm of each known scale, or the gamma function of each count, only once so.
 */

import { at } from "./axes.ts";
import { elements, type Graph, type Node, type NodeId, type OpName, type Slot } from "./graph.ts";
import { optimise } from "./optimise.ts";
import type { Program } from "./program.ts";
import { prune } from "./prune.ts";

/** Ops worth an array in memory; what is cheaper is done again where it is read. */
const dear: ReadonlySet<OpName> = new Set([
  "exp",
  "expm1",
  "log",
  "log1p",
  "sqrt",
  "reciprocal",
  "tanh",
  "sigmoid",
  "softplus",
  "sin",
  "cos",
  "lgamma",
  "polygamma",
  "erf",
  "div",
  "pow",
  "sum",
  "reduce_max",
  "dot",
  "scatter_add",
  "cholesky",
  "triangular_solve",
  "scan",
]);

/** Fewer numbers than this are not worth a program of their own. */
const least = 64;

export interface Hoisted {
  /** From the fixed inputs to what the steps share; null where there is nothing worth it. */
  readonly once: Program | null;
  /** The same steps; what `once` gives are further inputs, of the names of its outputs. */
  readonly step: Program;
}

/** `fixed` names inputs that no one writes between steps. */
export function hoist(program: Program, fixed: ReadonlySet<string>): Hoisted {
  const graph = optimise(program.step);
  const shared = frontier(graph, fixed);
  const numbers = shared.reduce((sum, id) => sum + elements(at(graph.nodes, id).shape), 0);
  if (numbers < least) return { once: null, step: program };
  const slots = shared.map((id, i): Slot => {
    const { shape, dtype } = at(graph.nodes, id);
    return { name: `:once${i}`, shape, dtype };
  });
  const once = programOf(graph, shared, slots, fixed, `${program.name}, once`);
  const given = new Map(shared.map((id, i) => [id, inputNode(at(slots, i), graph.inputs.length + i)]));
  const nodes = graph.nodes.map((node, id) => given.get(id) ?? node);
  const step = prune({ inputs: [...graph.inputs, ...slots], nodes, outputs: graph.outputs });
  return { once, step: { ...program, inputs: [...program.inputs, ...slots], step } };
}

/** The fixed inputs to the shared nodes. */
function programOf(
  { inputs, nodes }: Graph,
  shared: readonly NodeId[],
  outputs: readonly Slot[],
  fixed: ReadonlySet<string>,
  name: string,
): Program {
  const kept = inputs.filter((slot) => fixed.has(slot.name));
  const own = nodes.map((node): Node => {
    if (node.op !== "input") return node;
    const index = kept.findIndex((slot) => slot.name === node.attributes.name);
    // No shared node reads another input: a placeholder, which is pruned.
    return { ...node, attributes: { ...node.attributes, index } };
  });
  return {
    name,
    state: [],
    inputs: kept,
    outputs,
    step: prune({ inputs: kept, nodes: own, outputs: shared }),
  };
}

function inputNode({ name, shape, dtype }: Slot, index: number): Node {
  return { op: "input", operands: [], attributes: { index, name, shape, dtype }, shape, dtype };
}

/** The nodes that are the same at every step, cost something, and are read by one that is not. */
function frontier({ nodes, outputs }: Graph, fixed: ReadonlySet<string>): readonly NodeId[] {
  const same = new Uint8Array(nodes.length);
  /** Of data, not of constants alone, which optimisation folds. */
  const reads = new Uint8Array(nodes.length);
  const costs = new Uint8Array(nodes.length);
  const found = new Set<NodeId>();
  const want = (id: NodeId): void => {
    const { op, operands } = at(nodes, id);
    // What only repeats another array is not stored in its place.
    const [below] = operands;
    if (op === "broadcast" && below !== undefined) want(below);
    else if (costs[id] === 1) found.add(id);
  };
  nodes.forEach((node, id) => {
    const { op, operands } = node;
    const isFixed = op === "input" ? fixed.has(node.attributes.name) : operands.every((x) => same[x] === 1);
    if (isFixed && op !== "random") {
      same[id] = 1;
      const ofData = op === "input" || operands.some((x) => reads[x] === 1);
      reads[id] = ofData ? 1 : 0;
      costs[id] = ofData && (dear.has(op) || operands.some((x) => costs[x] === 1)) ? 1 : 0;
    } else for (const operand of operands) if (same[operand] === 1) want(operand);
  });
  for (const id of outputs) if (same[id] === 1) want(id);
  return [...found].toSorted((a, b) => a - b);
}
