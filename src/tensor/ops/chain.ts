/**
 * Chains of states summed out: the forward algorithm in log space (Baum, Petrie, Soules and Weiss 1970; Rabiner 1989, "A tutorial on hidden Markov
 * models", section III), each step given those before it so that nothing drifts; and the linear recurrence of vectors that all its derivatives are.
 */

import { invariant } from "../../diagnostic/bug.ts";
import { isFloat } from "../../shape/dtype.ts";
import { range, sameList } from "../axes.ts";
import type { Builder, Tensor } from "../builder.ts";
import { elements, type Shape } from "../graph.ts";
import { operand, spread, type Op, type Type } from "./op.ts";
import { zeros } from "./scan-body.ts";

/** [steps, states, …rest] of the last operand, whose dtype all have. */
function sizesOf(operands: readonly Type[]) {
  const last = operand(operands, operands.length - 1);
  const [steps = 0, states = 0, ...rest] = last.shape;
  invariant(
    last.shape.length >= 2 && operands.every(({ dtype }) => dtype === last.dtype) && isFloat(last.dtype),
    "a chain is of floats over steps and states",
  );
  return { steps, states, rest, width: elements(rest), type: last };
}

function wants(x: Type, shape: Shape, what: string): void {
  invariant(sameList(x.shape, shape), `${what} of a chain is [${x.shape.join(", ")}]`);
}

/** Row t is the value's row t − 1, the first one zeros; row t + 1 and the last one where it looks ahead. */
function shifted(b: Builder, x: Tensor, ahead: boolean): Tensor {
  const steps = operand(x.shape, 0);
  const corner = (from: number) => x.shape.map((_, axis) => (axis === 0 ? from : 0));
  const rows = b.slice(x, corner(ahead ? 1 : 0), [ahead ? steps : steps - 1, ...x.shape.slice(1)]);
  return ahead ? b.pad(rows, corner(0), corner(1)) : b.pad(rows, corner(1), corner(0));
}

/** A vector of each step along `axis` of a matrix's two, 1 or 2, repeated along the other. */
function along(b: Builder, x: Tensor, axis: 1 | 2): Tensor {
  const [steps = 0, states = 0, ...rest] = x.shape;
  return b.broadcast(
    x,
    [steps, states, states, ...rest],
    [0, axis, ...range(rest.length).map((each) => each + 3)],
  );
}

function matrixTransposed(b: Builder, x: Tensor): Tensor {
  return b.transpose(x, [0, 2, 1, ...range(x.shape.length - 3).map((each) => each + 3)]);
}

/** The transition to each step, where one serves all. */
function everyStep(b: Builder, transition: Tensor, steps: number): Tensor {
  const [given, ...rest] = transition.shape;
  if (given === steps) return transition;
  return b.broadcast(
    b.reshape(transition, rest),
    [steps, ...rest],
    rest.map((_, axis) => axis + 1),
  );
}

/** log p(state | all up to its step): −∞ stays. */
function normalised(b: Builder, y: Tensor): Tensor {
  const total = b.logsumexp(y, [1]);
  const finite = b.select(b.gt(total, -Infinity), total, 0);
  return b.sub(y, b.broadcast(finite, y.shape, [0, ...range(y.shape.length - 2).map((axis) => axis + 2)]));
}

/** p(state before | state now, all up to now), [steps, before, now, …rest]: nought at the first step. */
function backward(b: Builder, y: Tensor, transition: Tensor, emission: Tensor): Tensor {
  const known = b.gt(y, -Infinity);
  const less = b.select(known, b.sub(emission, b.select(known, y, 0)), 0);
  const before = along(b, shifted(b, normalised(b, y), false), 1);
  const logs = b.add(b.add(before, everyStep(b, transition, operand(y.shape, 0))), along(b, less, 2));
  const later = b.gt(b.iota(logs.shape, 0, "i32"), 0);
  const counted = b.and(later, along(b, known, 2));
  return b.select(counted, b.exp(b.select(counted, logs, 0)), 0);
}

/** log Σ exp of `count` numbers, of none that is finite −∞. */
function logSum(count: number, value: (i: number) => number): number {
  let greatest = -Infinity;
  for (let i = 0; i < count; i++) greatest = Math.max(greatest, value(i));
  const shift = Math.abs(greatest) < Infinity ? greatest : 0;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.exp(value(i) - shift);
  return shift + Math.log(sum);
}

export const chainOps: { readonly [P in "forward" | "recur"]: Op<P> } = {
  // y₀ = start + e₀;  y_t[j] = log Σᵢ exp(φ_{t−1}[i] + A_t[i, j]) + e_t[j],  φ = y − log Σ exp y
  forward: {
    type: (operands) => {
      const { steps, states, rest, type } = sizesOf(operands);
      const [start, transition] = [operand(operands, 0), operand(operands, 1)];
      wants(start, [states, ...rest], "the start");
      const given = operand(transition.shape, 0);
      invariant(given === 1 || given === steps, "a chain has one transition, or one a step");
      wants(transition, [given, states, states, ...rest], "the transition");
      return { shape: type.shape, dtype: type.dtype };
    },
    value: ([start, transition, emission], _, types) => {
      const { steps, states, width } = sizesOf(types);
      const given = operand(operand(types, 1).shape, 0);
      const [s, a, e] = [operand([start], 0), operand([transition], 0), operand([emission], 0)] as const;
      const y = new Float64Array(steps * states * width);
      const at = (x: Float64Array | undefined, i: number): number => (x as Float64Array)[i] as number;
      for (let t = 0; t < steps; t++) {
        const matrix = given === 1 ? 0 : t;
        for (let w = 0; w < width; w++) {
          const place = (step: number, state: number) => (step * states + state) * width + w;
          const total = t === 0 ? 0 : logSum(states, (i) => at(y, place(t - 1, i)));
          const finite = total > -Infinity || Number.isNaN(total) ? total : 0;
          for (let j = 0; j < states; j++) {
            const reached =
              t === 0
                ? at(s, j * width + w)
                : logSum(
                    states,
                    (i) => at(y, place(t - 1, i)) + at(a, ((matrix * states + i) * states + j) * width + w),
                  ) - finite;
            y[place(t, j)] = reached + at(e, place(t, j));
          }
        }
      }
      return y;
    },
    // y′_t[j] = Σᵢ P_t[i, j] (φ′_{t−1}[i] + A′_t[i, j]) + e′_t[j],  φ′ = y′ − Σ softmax(y) y′: a recurrence in y′.
    tangent: (b, { operands }, y, [start, transition, emission]) => {
      const steps = operand(y.shape, 0);
      const p = backward(b, y, operand(operands, 1), operand(operands, 2));
      const before = b.exp(normalised(b, y));
      const later = b.gt(b.iota(y.shape, 0, "i32"), 0);
      const weights = b.select(later, shifted(b, before, false), 0);
      const matrix = b.sub(matrixTransposed(b, p), along(b, weights, 2));
      let rest = emission ?? zeros(b, y);
      if (start) {
        const first = b.reshape(start, [1, ...start.shape]);
        const none = y.shape.map(() => 0);
        const after = y.shape.map((_, axis) => (axis === 0 ? steps - 1 : 0));
        rest = b.add(rest, b.pad(first, none, after));
      }
      if (transition) rest = b.add(rest, b.sum(b.mul(p, everyStep(b, transition, steps)), [1]));
      return b.emit("recur", [matrix, rest], { reverse: false });
    },
    transpose: null,
    batch: (b, { operands }, batched, size) =>
      batchLast(b, operands, batched, size, (inner) => b.emit("forward", inner, {})),
    simplify: null,
    elementwise: false,
  },
  // y_t = r_t + M_t y_{t−1}, or M_t y_{t+1}; nothing stands before the first step.
  recur: {
    type: (operands) => {
      const { steps, states, rest, type } = sizesOf(operands);
      wants(operand(operands, 0), [steps, states, states, ...rest], "the matrix");
      return { shape: type.shape, dtype: type.dtype };
    },
    value: ([matrix, added], { reverse }, types) => {
      const { steps, states, width } = sizesOf(types);
      const y = Float64Array.from(operand([added], 0) as Float64Array);
      const m = operand([matrix], 0) as Float64Array;
      for (let step = 1; step < steps; step++) {
        const t = reverse ? steps - 1 - step : step;
        const from = reverse ? t + 1 : t - 1;
        for (let j = 0; j < states; j++) {
          for (let w = 0; w < width; w++) {
            let sum = y[(t * states + j) * width + w] as number;
            for (let i = 0; i < states; i++) {
              const factor = m[((t * states + j) * states + i) * width + w] as number;
              sum += factor * (y[(from * states + i) * width + w] as number);
            }
            y[(t * states + j) * width + w] = sum;
          }
        }
      }
      return y;
    },
    // y′_t = (r′_t + M′_t y_{t−1}) + M_t y′_{t−1}
    tangent: (b, { operands, attributes }, y, [matrix, added]) => {
      let rest = added ?? zeros(b, y);
      if (matrix) {
        const before = along(b, shifted(b, y, attributes.reverse), 2);
        rest = b.add(rest, b.sum(b.mul(matrix, before), [2]));
      }
      return b.emit("recur", [operand(operands, 0), rest], attributes);
    },
    // λ_t = ȳ_t + M_{t+1}ᵀ λ_{t+1}
    transpose: (b, { operands, attributes: { reverse } }, ct, linear) => {
      invariant(linear[0] !== true, "a recurrence is linear in what is added alone");
      const matrix = shifted(b, matrixTransposed(b, operand(operands, 0)), !reverse);
      return [null, b.emit("recur", [matrix, ct], { reverse: !reverse })];
    },
    batch: (b, { operands, attributes }, batched, size) =>
      batchLast(b, operands, batched, size, (inner) => b.emit("recur", inner, attributes)),
    simplify: null,
    elementwise: false,
  },
};

/** Members stand behind all else, and are elements of the rest. */
function batchLast(
  b: Builder,
  operands: readonly Tensor[],
  batched: readonly boolean[],
  size: number,
  make: (operands: readonly Tensor[]) => Tensor,
): Tensor {
  const inner = operands.map((x, i) => {
    const wide = spread(b, x, batched[i] === true, size);
    return b.transpose(wide, [...range(wide.shape.length).slice(1), 0]);
  });
  const result = make(inner);
  const rank = result.shape.length;
  return b.transpose(result, [rank - 1, ...range(rank - 1)]);
}
