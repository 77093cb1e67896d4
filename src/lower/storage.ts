/**
 * Decides which nodes of a graph get memory: outputs, what kernels read by address, and what is dear and read more than
 * once. Everything else is computed where it is read (deforestation, Wadler 1990).
 */

import { elements, type Graph, type Node, type NodeId, type Shape } from "../tensor/graph.ts";
import { Bug } from "../diagnostic/bug.ts";
import { type Coordinates, ownCoordinates, rowMajor } from "./coordinates.ts";
import { type DotForm, dotForm } from "./dot-form.ts";
import { rules } from "./rules.ts";
import { views } from "./views.ts";

/** A computation up to this many additions is repeated rather than stored. */
const cheap = 3;

/** Where a node's elements lie, row-major: in the memory of `holder`, from element `base` on. */
export interface Home {
  readonly holder: NodeId;
  readonly base: number;
}

export interface Storage {
  readonly graph: Graph;
  /** Nodes that some output needs. */
  readonly live: ReadonlySet<NodeId>;
  /** Nodes with a task of their own, though those of `shared` get memory only if another loop reads them. */
  readonly kept: ReadonlySet<NodeId>;
  readonly shared: ReadonlySet<NodeId>;
  readonly dots: ReadonlyMap<NodeId, DotForm>;
  /** Memory in which the node can be read, or null: it is computed. */
  home(id: NodeId): Home | null;
  /** The coordinates at which a view reads its operand, or null where the order of elements changes. */
  through(node: Node, at: Coordinates): Coordinates | null;
}

export function nodeOf(graph: Graph, id: NodeId | undefined): Node {
  const node = id === undefined ? undefined : graph.nodes[id];
  if (node === undefined) throw new Bug(`no node ${id}`);
  return node;
}

/** The coordinates at which a view of an operand of that shape reads it. */
function through(node: Node, operand: Shape, at: Coordinates): Coordinates | null {
  switch (node.op) {
    case "broadcast":
      return views.broadcast.from(at, node.attributes, operand, node.shape);
    case "transpose":
      return views.transpose.from(at, node.attributes, operand, node.shape);
    case "slice":
      return views.slice.from(at, node.attributes, operand, node.shape);
    case "reshape":
      return views.reshape.from(at, node.attributes, operand, node.shape);
    default:
      throw new Bug(`${node.op} is no view`);
  }
}

export function planStorage(graph: Graph): Storage {
  const live = reach(graph);
  const readers = Array.from<number>({ length: graph.nodes.length }).fill(0);
  for (const id of live)
    for (const operand of nodeOf(graph, id).operands) readers[operand] = (readers[operand] ?? 0) + 1;

  const hard = new Set<NodeId>();
  const shared = new Set<NodeId>();
  const dots = new Map<NodeId, DotForm>();
  const costs = Array.from<number>({ length: graph.nodes.length }).fill(0);

  const isReordering = (node: Node): boolean => {
    if (node.op !== "reshape") return false;
    const operand = nodeOf(graph, node.operands[0]);
    return through(node, operand.shape, ownCoordinates(node.shape)) === null;
  };
  const isSource = (node: Node) => node.op === "input" || node.op === "literal";

  /** Makes the node's elements lie row-major in memory, itself or within another's. */
  const contiguous = (id: NodeId): Home => {
    const node = nodeOf(graph, id);
    if (node.op === "reshape") return contiguous(node.operands[0] as NodeId);
    if (node.op === "slice") {
      const operand = nodeOf(graph, node.operands[0]);
      const base = contiguousSlice(operand.shape, node.shape, node.attributes.start);
      if (base !== null && isAddressable(operand)) {
        const home = contiguous(node.operands[0] as NodeId);
        return { holder: home.holder, base: home.base + base };
      }
    }
    if (!isSource(node)) hard.add(id);
    return { holder: id, base: 0 };
  };
  const isAddressable = (node: Node): boolean =>
    isSource(node) ||
    ((node.op === "reshape" || node.op === "slice") && isAddressable(nodeOf(graph, node.operands[0])));

  /** Makes the node readable at strides. */
  const addressable = (id: NodeId): void => {
    const node = nodeOf(graph, id);
    if (isSource(node) || isReordering(node)) return;
    if (rules[node.op].kind === "view") addressable(node.operands[0] as NodeId);
    else hard.add(id);
  };

  const homes = new Map<NodeId, Home>();
  for (const id of live) {
    const node = nodeOf(graph, id);
    const rule = rules[node.op];
    const below = node.operands.reduce((sum, operand) => sum + (costs[operand] ?? 0), 0);
    switch (rule.kind) {
      case "source":
        costs[id] = 0;
        break;
      case "element":
        costs[id] = below + rule.cost;
        break;
      case "random":
        costs[id] = 40;
        node.operands.forEach(addressable);
        shared.add(id);
        break;
      case "gather":
        costs[id] = (costs[node.operands[1] ?? 0] ?? 0) + 2;
        addressable(node.operands[0] as NodeId);
        break;
      case "view": {
        const operand = node.operands[0] as NodeId;
        costs[id] = below;
        if (isReordering(node)) {
          homes.set(id, contiguous(operand));
          costs[id] = 0;
        } else if (elements(node.shape) > elements(nodeOf(graph, operand).shape) && below > cheap) {
          addressable(operand);
        }
        break;
      }
      case "dot": {
        if (node.op !== "dot") throw new Bug("a dot that is none");
        const form = dotForm(
          node,
          nodeOf(graph, node.operands[0]).shape,
          nodeOf(graph, node.operands[1]).shape,
        );
        dots.set(id, form);
        if (form.kind === "product") costs[id] = below + 1;
        else hard.add(id);
        if (form.kind === "matrices") node.operands.forEach(addressable);
        break;
      }
      case "reduction":
        hard.add(id);
        break;
      case "concat":
      case "pad":
        hard.add(id);
        break;
      case "scatter_add":
      case "cholesky":
      case "triangular_solve":
      case "scan":
      case "forward":
      case "recur":
        hard.add(id);
        node.operands.forEach(addressable);
        break;
    }
    // What is stored costs no more than a load.
    if (hard.has(id)) costs[id] = 0;
    else if (shared.has(id) || ((readers[id] ?? 0) > 1 && (costs[id] ?? 0) > cheap && rule.kind !== "view")) {
      shared.add(id);
      costs[id] = 0;
    }
  }
  for (const id of graph.outputs) {
    const node = nodeOf(graph, id);
    if (node.op === "input") continue;
    const home = contiguous(id);
    if (home.holder !== id) homes.set(id, home);
  }
  for (const id of hard) shared.delete(id);
  const kept = new Set([...hard, ...shared]);
  return {
    graph,
    live,
    kept,
    shared,
    dots,
    home: (id) =>
      homes.get(id) ?? (kept.has(id) || isSource(nodeOf(graph, id)) ? { holder: id, base: 0 } : null),
    through: (node, at) => through(node, nodeOf(graph, node.operands[0]).shape, at),
  };
}

/** The first element of a slice that is one run of its operand, or null. */
function contiguousSlice(operand: Shape, result: Shape, start: readonly number[]): number | null {
  const strides = rowMajor(operand);
  const base = start.reduce((sum, from, axis) => sum + from * (strides[axis] ?? 0), 0);
  const first = result.findIndex((size) => size !== 1);
  if (first < 0) return base;
  const whole = result.every((size, axis) => axis <= first || size === operand[axis]);
  return whole ? base : null;
}

function reach(graph: Graph): ReadonlySet<NodeId> {
  const needed = Array.from<boolean>({ length: graph.nodes.length }).fill(false);
  for (const id of graph.outputs) needed[id] = true;
  for (let id = graph.nodes.length - 1; id >= 0; id--) {
    if (needed[id]) for (const operand of nodeOf(graph, id).operands) needed[operand] = true;
  }
  return new Set(needed.flatMap((is, id) => (is ? [id] : [])));
}
