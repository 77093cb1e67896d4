/** A scan as ordered loops: the steps outside, the elements of a step inside, what is looked back at read from memory. */

import { Bug } from "../diagnostic/bug.ts";
import type { Graph, Node, NodeId } from "../tensor/graph.ts";
import { addressOf, addUp, affineOf, constantAffine, scaled } from "./affine.ts";
import { rowMajor } from "./coordinates.ts";
import { elementOf, elementOfMemory } from "./elements.ts";
import type { KernelBuilder } from "./kernel-builder.ts";
import type { Affine, LoopIndex, Value } from "./loop-program.ts";
import { applyElement } from "./rules.ts";
import { nodeOf } from "./storage.ts";
import { type OwnSite, type Stored, storedOperand } from "./stored.ts";

/** An element of an array at a row and at the indices of the other axes. */
function place({ layout }: Stored, row: Affine, rest: readonly LoopIndex[]) {
  const [stride = 0, ...others] = layout.strides;
  const parts = rest.map((index, axis) => scaled(affineOf(index), others[axis] ?? 0));
  return addressOf(addUp([scaled(row, stride), ...parts], layout.offset));
}

/** The steps in runs between the lags: within a run, each lag is read from the rows before the first or from the result. */
function runs(lags: readonly number[], steps: number): readonly (readonly [number, number])[] {
  const ends = [...new Set([0, ...lags.filter((lag) => lag < steps), steps])].toSorted((x, y) => x - y);
  return ends.slice(1).map((end, i) => [ends[i] ?? 0, end]);
}

export function scan(k: KernelBuilder, site: OwnSite, id: NodeId): void {
  const node = nodeOf(site.storage.graph, id);
  if (node.op !== "scan") throw new Bug("a scan that is none");
  const { body, lags, steps, reverse } = node.attributes;
  const operands = node.operands.map((operand) => storedOperand(site, operand));
  const target: Stored = {
    buffer: site.buffers.of(id),
    layout: { offset: 0, strides: rowMajor(node.shape) },
  };
  for (const [from, to] of runs(lags, steps)) {
    k.loop(constantAffine(from), constantAffine(to), 1, (step) => {
      const row = (plus: number): Affine =>
        reverse ? addUp([scaled(affineOf(step), -1)], steps - 1 - plus) : affineOf(step, plus);
      const open = (axis: number, rest: readonly LoopIndex[]): void => {
        const size = node.shape[axis];
        if (size !== undefined) return k.times(size, 1, (index) => open(axis + 1, [...rest, index]));
        const inputs = body.inputs.map(({ dtype }, i): Value => {
          const element = elementOfMemory(dtype);
          const [lag, operand] = [lags[i], operands[i]];
          if (operand === undefined) throw new Bug("a scan lacks an operand");
          if (lag !== undefined && from >= lag)
            return k.load(target.buffer, element, 1, place(target, row(-lag), rest), true);
          // What stands after the last row counts on from it.
          const at = lag === undefined || !reverse ? row(0) : addUp([row(0)], lag - steps);
          const value = k.load(operand.buffer, element, 1, place(operand, at, rest));
          return dtype === "bool" ? k.unary("mask", value, "mask32") : value;
        });
        k.store(target.buffer, place(target, row(0), rest), valueOf(k, body, inputs));
      };
      open(1, []);
    });
  }
}

/** The body's result. */
function valueOf(k: KernelBuilder, body: Graph, inputs: readonly Value[]): Value {
  const values: Value[] = [];
  const known = (id: NodeId): Value => {
    const value = values[id];
    if (value === undefined) throw new Bug("the body of a scan is out of order");
    return value;
  };
  for (const node of body.nodes) values.push(compute(k, body, node, inputs, known));
  return known(body.outputs[0] ?? 0);
}

function compute(
  k: KernelBuilder,
  body: Graph,
  node: Node,
  inputs: readonly Value[],
  known: (id: NodeId) => Value,
): Value {
  if (node.op === "input") {
    const value = inputs[node.attributes.index];
    if (value === undefined) throw new Bug("the body of a scan lacks an input");
    return value;
  }
  if (node.op === "constant") {
    const { value, dtype } = node.attributes;
    return dtype === "bool"
      ? k.prefix("i32", 1, value === 0 ? 0 : 1)
      : k.constant(elementOf(dtype), 1, value);
  }
  const from = nodeOf(body, node.operands[0]).dtype;
  const site = { attributes: node.attributes, dtype: node.dtype, from };
  return applyElement(k, node.op, node.operands.map(known), site);
}
