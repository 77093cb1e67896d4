/** A chain of labels, each drawn given the one before it. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Shape } from "../../tensor/graph.ts";
import type { Arguments, Distribution, Parameter } from "../distribution.ts";
import { eventDimension } from "../parameters.ts";
import { pick } from "../rows.ts";

const transition: Parameter = {
  name: "transition",
  support: { kind: "simplex" },
  spans: "transition",
  doc: "the probability of each next state, from each state",
};

const initial: Parameter = {
  name: "initial",
  support: { kind: "simplex" },
  spans: "first",
  doc: "the probabilities of the first state; uniform if left out",
};

/** log p of the first state, [states]. */
function firstLogs(b: Builder, p: Arguments, states: number): Tensor {
  return p.initial === undefined ? b.constant(-Math.log(states), [states]) : b.log(p.initial);
}

function statesOf(p: Arguments): number {
  return pick(p, "transition").transition.shape.at(-1) ?? 1;
}

/** Whether each number along `x` is each of 0, 1, …: an axis of them last. */
function oneHot(b: Builder, x: Tensor, states: number): Tensor {
  const shape = [...x.shape, states];
  const wide = b.broadcast(
    x,
    shape,
    x.shape.map((_, axis) => axis),
  );
  return b.cast(b.eq(wide, b.iota(shape, x.shape.length, x.dtype)), b.float);
}

/** The number of weights, laid along the last axis, that a uniform draw has passed. */
function drawnBy(b: Builder, u: Tensor, weights: Tensor, states: number): Tensor {
  const ends = b.literal(
    Array.from({ length: states * states }, (_, i) => (Math.floor(i / states) >= i % states ? 1 : 0)),
    [states, states],
    weights.dtype,
  );
  const reached = b.dot(weights, ends, [[weights.shape.length - 1], [1]]);
  const wide = b.broadcast(
    u,
    reached.shape,
    u.shape.map((_, axis) => axis),
  );
  const passed = b.cast(b.ge(wide, reached), "i32");
  return b.min(b.sum(passed, [reached.shape.length - 1]), states - 1);
}

export const markov: Distribution = {
  name: "markov",
  doc: "A chain of labels along the last dimension, each drawn given the one before it; categorical where they do not depend on each other.",
  support: () => ({ kind: "label", dimension: eventDimension }),
  event: 1,
  signatures: [{ parameters: [transition] }, { parameters: [transition, initial], keywordOnly: true }],
  // log π[z₁] + Σ log A[z_{t−1}, z_t], of one chain
  logDensity: (b, x, p) => {
    const states = statesOf(p);
    const steps = x.shape[0] ?? 0;
    const first = b.gather(firstLogs(b, p, states), b.slice(x, [0], [1]));
    const pairs = b.add(b.mul(b.slice(x, [0], [steps - 1]), states), b.slice(x, [1], [steps]));
    const logs = b.reshape(b.log(pick(p, "transition").transition), [states * states]);
    return b.add(b.sum(first), b.sum(b.gather(logs, pairs)));
  },
  // The transition may be of each step. Each uniform draw maps every state to a next one; the path of the first state through these maps is a linear recurrence of one-hot vectors.
  sample: (b, noise, p, value: Shape = [1]) => {
    const states = statesOf(p);
    const steps = value[0] ?? 1;
    const matrix = pick(p, "transition").transition;
    const begin = b.reshape(b.exp(firstLogs(b, p, states)), [1, states]);
    const first = oneHot(b, drawnBy(b, noise.uniform([1]), begin, states), states);
    const every = matrix.shape.length > 2 ? matrix : b.broadcast(matrix, [steps, states, states], [1, 2]);
    const draws = b.broadcast(noise.uniform([steps]), [steps, states], [0]);
    const maps = oneHot(b, drawnBy(b, draws, every, states), states);
    const path = b.emit("recur", [b.transpose(maps, [0, 2, 1]), b.pad(first, [0, 0], [steps - 1, 0])], {
      reverse: false,
    });
    const labels = b.cast(b.iota(path.shape, 1), path.dtype);
    return b.cast(b.sum(b.mul(path, labels), [1]), "i32");
  },
  reparameterised: false,
  mean: null,
  variance: null,
  example: { transition: [0.9, 0.1, 0.2, 0.8] },
};
