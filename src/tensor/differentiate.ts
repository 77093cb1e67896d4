/**
 * Derivatives of graphs, as graphs, inside the builder that made them. Forward mode applies the tangent rules of the op table;
 * reverse mode transposes that linearisation (Radul, Paszke, Frostig, Johnson and Maclaurin 2023, "You only linearize once").
 * Both may be taken again of their own results. Nodes that a derivative did not need are left to `finish`.
 */

import { Bug, invariant } from "../diagnostic/bug.ts";
import { isFloat } from "../shape/dtype.ts";
import { at, sameList } from "./axes.ts";
import type { Builder, Tensor } from "./builder.ts";
import type { NodeId, NodeOf, OpName } from "./graph.ts";
import { operand } from "./ops/op.ts";
import { ops } from "./ops/table.ts";

type Tangents = ReadonlyMap<NodeId, Tensor>;

function checkType(x: Tensor, like: Tensor, what: string): void {
  invariant(
    x.dtype === like.dtype && sameList(x.shape, like.shape),
    `${what} has another type than what it belongs to`,
  );
}

/** The nodes from which an output can be reached. */
function ancestors(b: Builder, outputs: readonly Tensor[]): Uint8Array {
  const reached = new Uint8Array(b.nodes.length);
  let last = -1;
  for (const { id } of outputs) {
    reached[id] = 1;
    last = Math.max(last, id);
  }
  for (let id = last; id >= 0; id--) {
    if (reached[id]) for (const from of at(b.nodes, id).operands) reached[from] = 1;
  }
  return reached;
}

function tangentOf<P extends OpName>(
  b: Builder,
  node: NodeOf<P>,
  id: NodeId,
  known: Tangents,
): Tensor | null {
  const tangents = node.operands.map((from) => known.get(from) ?? null);
  if (!isFloat(node.dtype) || tangents.every((tangent) => tangent === null)) return null;
  const site = { operands: node.operands.map((from) => b.tensor(from)), attributes: node.attributes };
  return ops[node.op].tangent?.(b, site, b.tensor(id), tangents) ?? null;
}

/** The tangents of `outputs` when each of `wrt` moves by its seed; null where an output does not depend on them. */
function pushForward(
  b: Builder,
  outputs: readonly Tensor[],
  wrt: readonly Tensor[],
  seeds: readonly Tensor[],
): (Tensor | null)[] {
  const reached = ancestors(b, outputs);
  const tangents = new Map<NodeId, Tensor>();
  wrt.forEach(({ id }, i) => {
    const before = tangents.get(id);
    tangents.set(id, before ? b.add(before, at(seeds, i)) : at(seeds, i));
  });
  const first = Math.min(...wrt.map(({ id }) => id));
  for (let id = first; id < reached.length; id++) {
    if (!reached[id]) continue;
    const tangent = tangentOf(b, at(b.nodes, id), id, tangents);
    const seed = tangents.get(id);
    if (tangent) tangents.set(id, seed ? b.add(seed, tangent) : tangent);
  }
  return outputs.map(({ id }) => tangents.get(id) ?? null);
}

/**
 * Jacobian-vector products: the directional derivative of each output when each of `wrt` moves along its tangent.
 * Tangents have the types of `wrt`; results those of `outputs`. Something computed from another of `wrt` moves with it.
 */
export function jvp(
  b: Builder,
  outputs: readonly Tensor[],
  wrt: readonly Tensor[],
  tangents: readonly Tensor[],
): Tensor[] {
  wrt.forEach((x, i) => checkType(at(tangents, i), x, "a tangent"));
  return pushForward(b, outputs, wrt, tangents).map((tangent, i) => tangent ?? zerosLike(b, at(outputs, i)));
}

function zerosLike(b: Builder, { shape, dtype }: Tensor): Tensor {
  return b.constant(0, shape, dtype);
}

/** The outputs' derivative as a linear map: `tangents` are written with the linear ops of the table, from `seeds`. */
interface Linearisation {
  readonly seeds: readonly Tensor[];
  readonly tangents: readonly (Tensor | null)[];
}

function linearise(b: Builder, outputs: readonly Tensor[], wrt: readonly Tensor[]): Linearisation {
  const seeds = wrt.map(({ shape, dtype }) => b.placeholder(shape, dtype));
  return { seeds, tangents: pushForward(b, outputs, wrt, seeds) };
}

function cotangentsOf<P extends OpName>(
  b: Builder,
  node: NodeOf<P>,
  cotangent: Tensor,
  linear: readonly boolean[],
): readonly (Tensor | null)[] {
  const { transpose } = ops[node.op];
  if (!transpose) throw new Bug(`${node.op} stands in a linear map but has no transpose`);
  const site = { operands: node.operands.map((from) => b.tensor(from)), attributes: node.attributes };
  return transpose(b, site, cotangent, linear);
}

/** The transposed map: from cotangents of the outputs to cotangents of `wrt`; null where there is none. */
function pullBack(
  b: Builder,
  { seeds, tangents }: Linearisation,
  cotangents: readonly Tensor[],
): (Tensor | null)[] {
  const outputs = tangents.filter((tangent) => tangent !== null);
  const reached = ancestors(b, outputs);
  const first = Math.min(...seeds.map(({ id }) => id));
  const linear = new Uint8Array(reached.length);
  for (const { id } of seeds) linear[id] = 1;
  for (let id = first; id < reached.length; id++) {
    if (reached[id] && at(b.nodes, id).operands.some((from) => linear[from])) linear[id] = 1;
  }
  const sums = new Map<NodeId, Tensor>();
  const add = (id: NodeId, cotangent: Tensor) => {
    const sum = sums.get(id);
    sums.set(id, sum ? b.add(sum, cotangent) : cotangent);
  };
  tangents.forEach((tangent, i) => tangent && add(tangent.id, at(cotangents, i)));
  for (let id = reached.length - 1; id >= first; id--) {
    const cotangent = sums.get(id);
    const node = at(b.nodes, id);
    if (!linear[id] || !cotangent || node.op === "input") continue;
    const isLinear = node.operands.map((from) => linear[from] === 1);
    cotangentsOf(b, node, cotangent, isLinear).forEach((part, i) => {
      if (part && isLinear[i]) add(operand(node.operands, i), part);
    });
  }
  return seeds.map(({ id }) => sums.get(id) ?? null);
}

/**
 * Vector-Jacobian products: for each of `wrt`, the sum over the outputs of their cotangents times their derivative.
 * Cotangents have the types of `outputs`; results those of `wrt`.
 */
export function vjp(
  b: Builder,
  outputs: readonly Tensor[],
  wrt: readonly Tensor[],
  cotangents: readonly Tensor[],
): Tensor[] {
  outputs.forEach((output, i) => checkType(at(cotangents, i), output, "a cotangent"));
  for (const x of wrt) invariant(isFloat(x.dtype), `a derivative is taken with respect to ${x.dtype}`);
  if (wrt.length === 0) return [];
  const pulled = pullBack(b, linearise(b, outputs, wrt), cotangents);
  return pulled.map((cotangent, i) => cotangent ?? zerosLike(b, at(wrt, i)));
}

/**
 * The gradient of a scalar with respect to any tensors it was computed from, whole: where one of them depends on another,
 * what flows through it counts for both. A part or another shape of a tensor is not asked about in the tensor's stead: the
 * builder may have led from the tensor itself to where the part was used. Inputs are always safe.
 */
export function gradient(b: Builder, output: Tensor, wrt: readonly Tensor[]): Tensor[] {
  invariant(output.shape.length === 0, "a gradient is taken of a scalar");
  return vjp(b, [output], wrt, [b.constant(1, [], output.dtype)]);
}
