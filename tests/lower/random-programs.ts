/** Random programs on small whole numbers, where every sum is exact in any order: backends must agree to the bit. */

import fc from "fast-check";
import { at } from "../../src/tensor/axes.ts";
import { elements, type Dtype, type Graph, type Node, type Shape } from "../../src/tensor/graph.ts";
import type { Program } from "../../src/tensor/program.ts";
import { append } from "../tensor/raw-graphs.ts";

const shapes: readonly Shape[] = [[], [3], [5], [2, 3], [3, 5], [5, 3], [1, 5], [2, 3, 5], [17], [4, 9]];

/** Appends a node that fits what is there; `dice` decides. */
function grow(nodes: Node[], hidden: Set<number>, float: Dtype, dice: readonly number[]): void {
  const [kind = 0, x = 0, y = 0, z = 0] = dice;
  const pick = <T>(list: readonly T[], die: number): T => at(list, die % list.length);
  const numbers = nodes.flatMap((node, id) => (node.dtype === float && !hidden.has(id) ? [id] : []));
  // Most go on from what was made last, so that programs are deep.
  const recent = kind % 3 === 0 ? numbers : numbers.slice(-8);
  const first = pick(recent, x);
  const { shape } = at(nodes, first);
  const rank = shape.length;
  const same = (dtype: Dtype) =>
    nodes.flatMap((node, id) =>
      node.dtype === dtype && node.shape.join() === shape.join() && !hidden.has(id) ? [id] : [],
    );
  const fellow = pick(same(float), y);
  const constant = (value: number, like: Shape) =>
    append(nodes, "constant", [], { value, shape: like, dtype: float });
  /** Held within ±20, so that products stay exact; nothing goes on from what is not. */
  const held = (id: number) => {
    const { shape: own } = at(nodes, id);
    const upper = append(nodes, "min", [id, constant(20, own)], {});
    hidden.add(id);
    hidden.add(upper);
    return append(nodes, "max", [upper, constant(-20, own)], {});
  };
  // A sum of 20s over at most 2000 · 3³ elements stays below 2²⁴, where f32 ends to hold whole numbers.
  if ([7, 11, 12].includes(kind % 22) && elements(shape) > 2000) return;
  switch (kind % 22) {
    case 0:
      append(nodes, pick(["neg", "abs", "sign"] as const, z), [first], {});
      break;
    case 1:
    case 2:
      held(append(nodes, pick(["add", "sub", "mul"] as const, z), [first, fellow], {}));
      break;
    case 3:
      append(nodes, pick(["max", "min"] as const, z), [first, fellow], {});
      break;
    case 4:
      append(nodes, pick(["lt", "le", "eq"] as const, z), [first, fellow], {});
      break;
    case 5:
    case 6: {
      const bools = same("bool");
      if (bools.length === 0) return;
      if (z % 3 === 0) append(nodes, pick(["and", "or"] as const, x), [pick(bools, y), pick(bools, z)], {});
      else append(nodes, "select", [pick(bools, z), first, fellow], {});
      break;
    }
    case 7: {
      const wide = pick(
        shapes.filter((s) => s.length > rank),
        z,
      );
      if (rank === 0) append(nodes, "broadcast", [first], { shape: wide, axes: [] });
      if (rank === 1)
        append(
          nodes,
          "broadcast",
          [first],
          z % 2 === 0 ? { shape: [4, ...shape], axes: [1] } : { shape: [...shape, 3], axes: [0] },
        );
      break;
    }
    case 8: {
      const count = elements(shape);
      const to = pick([[count], [1, count], [count, 1], [...shape].toReversed()], z);
      append(nodes, "reshape", [first], { shape: to });
      break;
    }
    case 9:
      if (rank === 2) append(nodes, "transpose", [first], { permutation: [1, 0] });
      if (rank === 3)
        append(nodes, "transpose", [first], {
          permutation: pick(
            [
              [2, 0, 1],
              [1, 0, 2],
              [2, 1, 0],
            ],
            z,
          ),
        });
      break;
    case 10:
      if (rank > 0)
        append(nodes, "slice", [first], {
          start: shape.map((size) => (size > 1 ? z % 2 : 0)),
          stop: shape.map((size) => Math.max(size - (y % 2), size > 1 ? z % 2 : 0)),
        });
      break;
    case 11:
      append(nodes, "pad", [first], { before: shape.map(() => y % 3), after: shape.map(() => z % 2) });
      break;
    case 12:
      if (rank > 0) append(nodes, "concat", [first, fellow, first], { axis: z % rank });
      break;
    case 13:
      held(
        append(nodes, "sum", [first], {
          axes: rank === 0 ? [] : pick([[z % rank], shape.map((_, i) => i)], y),
        }),
      );
      break;
    case 14:
      if (rank > 0 && elements(shape) > 0) append(nodes, "reduce_max", [first], { axes: [z % rank] });
      break;
    case 15: {
      if (rank === 0 || float === "i32") return;
      const axis = z % rank;
      const partners = numbers.filter((id) => at(nodes, id).shape.includes(at(shape, axis)));
      const partner = pick(partners, y);
      const other = at(nodes, partner).shape.indexOf(at(shape, axis));
      if (elements(shape) * elements(at(nodes, partner).shape) > 2000) return;
      held(append(nodes, "dot", [first, partner], { contract: [[axis], [other]], batch: [[], []] }));
      break;
    }
    case 16: {
      if (rank === 0 || shape[0] === 0) return;
      const rows = at(shape, 0);
      const values = [0, 1, 2, 3, 4, 5].map((i) => (i * x + y) % rows);
      const indices = append(nodes, "literal", [], {
        values,
        shape: z % 2 === 0 ? [6] : [2, 3],
        dtype: "i32",
      });
      const rowsRead = append(nodes, "gather", [first, indices], {});
      if (y % 2 === 0) held(append(nodes, "scatter_add", [indices, rowsRead], { rows: rows + 1 }));
      break;
    }
    case 18:
    case 19:
      // |x| the dear way: kept for its readers, or made anew in a loop of theirs.
      if (float === "i32") return;
      hidden.add(append(nodes, "square", [first], {}));
      append(nodes, "sqrt", [nodes.length - 1], {});
      break;
    case 20:
    case 21: {
      // Draws of 0 … 7, exactly.
      if (float === "i32" || elements(shape) === 0) return;
      const key = append(nodes, "literal", [], { values: [x, y], shape: [2], dtype: "u32" });
      const step = append(nodes, "constant", [], { value: z, shape: [], dtype: "u32" });
      const attributes = { kind: "uniform", stream: 3, shape, dtype: float } as const;
      const uniform = append(nodes, "random", [key, step], attributes);
      const eighths = append(nodes, "mul", [uniform, constant(8, shape)], {});
      hidden.add(uniform);
      hidden.add(eighths);
      append(nodes, "floor", [eighths], {});
      break;
    }
    case 17:
      if (rank > 0) append(nodes, "iota", [], { axis: z % rank, shape, dtype: float });
      break;
  }
}

export interface RandomProgram {
  readonly program: Program;
  readonly values: readonly (readonly number[])[];
}

export function randomPrograms(float: "f32" | "f64" | "i32"): fc.Arbitrary<RandomProgram> {
  const die = fc.nat({ max: 1000 });
  return fc
    .record({
      dice: fc.array(fc.array(die, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 40 }),
      picks: fc.array(die, { minLength: 4, maxLength: 4 }),
      ends: fc.array(die, { minLength: 8, maxLength: 8 }),
      numbers: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 50, maxLength: 50 }),
    })
    .map(({ dice, picks, ends, numbers }) => {
      const nodes: Node[] = [];
      const slots = picks.map((pick, index) => {
        // The first two states have one shape, that they may change places.
        const shape = at(shapes, (index === 1 ? (picks[0] ?? 0) : pick) % shapes.length);
        const slot = { name: `slot${index}`, shape, dtype: float };
        append(nodes, "input", [], { index, ...slot });
        return slot;
      });
      const hidden = new Set<number>();
      for (const throwOfDice of dice) grow(nodes, hidden, float, throwOfDice);
      const state = slots.slice(0, 3);
      const news = state.map(({ shape }, i) => {
        const fits = nodes.flatMap((node, id) =>
          node.dtype === float && node.shape.join() === shape.join() && !hidden.has(id) ? [id] : [],
        );
        return at(fits, (ends[i] ?? 0) % fits.length);
      });
      const results = ends.slice(3).map((end) => nodes.length - 1 - (end % Math.min(nodes.length, 12)));
      const outputs = results.map((id, i) => ({
        name: `output${i}`,
        shape: at(nodes, id).shape,
        dtype: at(nodes, id).dtype,
      }));
      const step: Graph = { inputs: slots, nodes, outputs: [...news, ...results] };
      const program: Program = { name: "random", state, inputs: slots.slice(3), outputs, step };
      return {
        program,
        values: slots.map(({ shape }, s) =>
          Array.from({ length: elements(shape) }, (_, i) => at(numbers, (i + 7 * s) % 50)),
        ),
      };
    });
}
