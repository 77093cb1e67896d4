/** Random graphs that no builder has simplified, for properties of passes. */

import fc from "fast-check";
import { at } from "../../src/tensor/axes.ts";
import {
  elements,
  type Dtype,
  type Graph,
  type Node,
  type NodeOf,
  type OpAttributes,
  type OpName,
  type Shape,
} from "../../src/tensor/graph.ts";
import { ops } from "../../src/tensor/ops/table.ts";

/** Appends a node by its shape rule alone. */
export function append<P extends OpName>(
  nodes: Node[],
  op: P,
  operands: readonly number[],
  attributes: OpAttributes[P],
): number {
  const { shape, dtype } = ops[op].type(
    operands.map((id) => at(nodes, id)),
    attributes,
  );
  nodes.push({ op, operands, attributes, shape, dtype } as NodeOf<P> as Node);
  return nodes.length - 1;
}

const unary = ["neg", "abs", "exp", "log", "sqrt", "square", "reciprocal", "tanh", "softplus"] as const;
const binary = ["add", "sub", "mul", "div", "pow", "max", "min"] as const;
const comparisons = ["eq", "lt", "le"] as const;
const special = [0, -0, 1, -1, 2, 0.5, 3, 0.7, -4, Infinity, -Infinity, NaN, 1e-320, 1e308];
const shapes: readonly Shape[] = [[], [3], [2, 3], [1, 3], [3, 1]];

/** One more node, where the dice find operands that fit. */
function grow(nodes: Node[], [kind = 0, x = 0, y = 0, z = 0]: readonly number[]): void {
  const ofDtype = (dtype: Dtype, shape?: Shape) =>
    nodes.flatMap((node, id) =>
      node.dtype === dtype && (!shape || node.shape.join() === shape.join()) ? [id] : [],
    );
  const pick = <T>(list: readonly T[], dice: number): T => at(list, dice % list.length);
  const first = pick(ofDtype("f64"), x);
  const { shape } = at(nodes, first);
  const fellow = pick(ofDtype("f64", shape), y);
  const bools = ofDtype("bool", shape);
  const rank = shape.length;
  switch (kind % 14) {
    case 0:
    case 1:
      append(nodes, pick(unary, z), [first], {});
      break;
    case 2:
    case 3:
    case 4:
      append(nodes, pick(binary, z), [first, fellow], {});
      break;
    case 5:
      append(nodes, pick(comparisons, z), [first, fellow], {});
      break;
    case 6:
      if (bools.length > 0) append(nodes, "select", [pick(bools, z), first, fellow], {});
      break;
    case 7:
      if (bools.length > 0)
        append(nodes, pick(["and", "or"] as const, x), [pick(bools, y), pick(bools, z)], {});
      if (bools.length > 0) append(nodes, "not", [pick(bools, z)], {});
      break;
    case 8:
      if (rank === 0) append(nodes, "broadcast", [first], { shape: pick(shapes, z), axes: [] });
      if (rank === 1) append(nodes, "broadcast", [first], { shape: [2, ...shape], axes: [1] });
      break;
    case 9: {
      const constant = append(nodes, "constant", [], { value: pick(special, y), shape, dtype: "f64" });
      append(nodes, pick(binary, z), x % 2 === 0 ? [first, constant] : [constant, first], {});
      break;
    }
    case 10:
      if (rank === 2) append(nodes, "transpose", [first], { permutation: z % 2 === 0 ? [1, 0] : [0, 1] });
      else append(nodes, "reshape", [first], { shape: rank === 1 ? [1, ...shape] : shape });
      break;
    case 11:
      append(nodes, pick(["sum", "reduce_max"] as const, y), [first], { axes: rank === 0 ? [] : [z % rank] });
      break;
    case 12:
      if (rank === 2) {
        const contract = pick(
          [
            [[1], [1]],
            [[0], [0]],
            [[], []],
          ] as const,
          z,
        );
        append(nodes, "dot", [first, fellow], {
          contract,
          batch: z % 5 === 0 && contract[0][0] === 1 ? [[0], [0]] : [[], []],
        });
      }
      break;
    case 13:
      if (rank === 1) append(nodes, "slice", [first], { start: [z % 2], stop: shape });
      if (rank === 1) append(nodes, "pad", [first], { before: [x % 2], after: [y % 2] });
      if (rank > 0) append(nodes, "concat", z % 2 === 0 ? [first] : [first, fellow], { axis: 0 });
      break;
  }
}

const value = fc.oneof(fc.constantFrom(...special), fc.double({ min: -3, max: 3 }));

/** A graph of inputs x: [2, 3], v: [3] and s: [], some of whose values are NaN, ±∞ or −0. */
export const rawGraph: fc.Arbitrary<{ graph: Graph; inputs: Float64Array[] }> = fc
  .tuple(
    fc.array(fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 }), { minLength: 20, maxLength: 50 }),
    fc.array(value, { minLength: 10, maxLength: 10 }),
  )
  .map(([dice, values]) => {
    const inputs = (
      [
        ["x", [2, 3]],
        ["v", [3]],
        ["s", []],
      ] as const
    ).map(([name, shape]) => ({ name, shape, dtype: "f64" as const }));
    const nodes: Node[] = [];
    inputs.forEach((slot, index) => append(nodes, "input", [], { index, ...slot }));
    append(nodes, "constant", [], { value: -0, shape: [2, 3], dtype: "f64" });
    for (const throws of dice) grow(nodes, throws);
    // Every node is looked at, so that no later one can hide a fault.
    const outputs = nodes.map((_, id) => id);
    let from = 0;
    const arrays = inputs.map(({ shape }) =>
      Float64Array.from(values.slice(from, (from += elements(shape)))),
    );
    return { graph: { inputs, nodes, outputs }, inputs: arrays };
  });
