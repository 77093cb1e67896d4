/** The body of a scan: a graph of scalars and elementwise ops, checked, run on the elements of a step, and lifted to all steps with its tangents. */

import { invariant } from "../../diagnostic/bug.ts";
import { isFloat } from "../../shape/dtype.ts";
import { at } from "../axes.ts";
import type { Builder, Tensor } from "../builder.ts";
import type { Graph, Node, Shape } from "../graph.ts";
import { binaryOps } from "./binary.ts";
import { choiceOps } from "./choice.ts";
import { operand, type Op, type Type } from "./op.ts";
import { unaryOps } from "./unary.ts";

const bodyOps = { ...unaryOps, ...binaryOps, ...choiceOps };
type BodyOp = keyof typeof bodyOps;

/** The rows are of one shape whatever the op. */
function rowOf<P extends BodyOp>(op: P): Op<P> {
  return bodyOps[op] as unknown as Op<P>;
}

function isBodyOp(op: string): op is BodyOp {
  return Object.hasOwn(bodyOps, op);
}

/** Throws `Bug` where the body is no such graph, or does not take these operands. */
export function checkBody(body: Graph, operands: readonly Type[]): void {
  invariant(body.outputs.length === 1, "the body of a scan has one result");
  invariant(body.inputs.length === operands.length, "the body of a scan takes each operand");
  for (const node of body.nodes) {
    invariant(node.shape.length === 0, "the body of a scan is of scalars");
    const known = node.op === "input" || node.op === "constant" || isBodyOp(node.op);
    invariant(known, `the body of a scan holds ${node.op}`);
  }
  body.inputs.forEach(({ dtype }, i) =>
    invariant(dtype === operand(operands, i).dtype, "an operand of a scan is not what its body takes"),
  );
}

/** The result of `body` and all on the way to it, on tensors of one shape. */
export function lift(b: Builder, body: Graph, inputs: readonly Tensor[], shape: Shape): Tensor[] {
  const lifted: Tensor[] = [];
  for (const node of body.nodes) {
    if (node.op === "input") lifted.push(at(inputs, node.attributes.index));
    else if (node.op === "constant") lifted.push(b.constant(node.attributes.value, shape, node.dtype));
    else {
      const operands = node.operands.map((id) => at(lifted, id));
      lifted.push(b.emit(node.op, operands, node.attributes));
    }
  }
  return lifted;
}

/** The tangent of the body's result, given those of its inputs. */
export function push(
  b: Builder,
  body: Graph,
  lifted: readonly Tensor[],
  seeds: readonly (Tensor | null)[],
): Tensor | null {
  const tangents: (Tensor | null)[] = [];
  body.nodes.forEach((node, id) => {
    if (node.op === "input") return tangents.push(seeds[node.attributes.index] ?? null);
    return tangents.push(tangentOf(b, node, at(lifted, id), lifted, tangents));
  });
  return tangents[at(body.outputs, 0)] ?? null;
}

function tangentOf(
  b: Builder,
  node: Node,
  result: Tensor,
  lifted: readonly Tensor[],
  known: readonly (Tensor | null)[],
): Tensor | null {
  const tangents = node.operands.map((id) => known[id] ?? null);
  if (!isBodyOp(node.op) || !isFloat(node.dtype) || tangents.every((tangent) => tangent === null))
    return null;
  const site = { operands: node.operands.map((id) => at(lifted, id)), attributes: node.attributes };
  return rowOf(node.op).tangent?.(b, site, result, tangents) ?? null;
}

/** Zeros of a type. */
export function zeros(b: Builder, { shape, dtype }: Type): Tensor {
  return b.constant(0, shape, dtype);
}

/** ∂y_t / ∂(the i-th operand's row), for all steps. */
export function partial(b: Builder, body: Graph, lifted: readonly Tensor[], i: number, like: Type): Tensor {
  const one = b.constant(1, like.shape, operand(body.inputs, i).dtype);
  const seeds = body.inputs.map((_, j) => (j === i ? one : null));
  return push(b, body, lifted, seeds) ?? zeros(b, like);
}

/** One step of the body, on `width` elements. */
export function stepOf(body: Graph, inputs: readonly Float64Array[], width: number): Float64Array {
  const values: Float64Array[] = [];
  for (const node of body.nodes) values.push(valueOf(body, node, values, inputs, width));
  return at(values, at(body.outputs, 0));
}

function valueOf(
  body: Graph,
  node: Node,
  values: readonly Float64Array[],
  inputs: readonly Float64Array[],
  width: number,
): Float64Array {
  if (node.op === "input") return at(inputs, node.attributes.index);
  if (node.op === "constant") return new Float64Array(width).fill(node.attributes.value);
  invariant(isBodyOp(node.op), `the body of a scan holds ${node.op}`);
  const wide = (type: Type): Type => ({ shape: [width], dtype: type.dtype });
  const types = node.operands.map((id) => wide(at(body.nodes, id)));
  const operands = node.operands.map((id) => at(values, id));
  return rowOf(node.op).value(operands, node.attributes, types, wide(node));
}
