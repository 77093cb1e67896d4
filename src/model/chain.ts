/** Chains of labels summed out: the forward algorithm over named dimensions, and what it says of each state before its step is seen. */

import type { Summed } from "../check/summation.ts";
import { Bug } from "../diagnostic/bug.ts";
import { without } from "../shape/align.ts";
import type { Dimension, Sizes } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { evaluate } from "./evaluate.ts";
import { elementwise, type Environment, knownSize, type Named, permute, shapeOf, spread } from "./named.ts";

export interface ChainSum {
  /** log p(state, what is seen at its step | what was seen before): [states, …the chain's dimensions]. */
  readonly table: Named;
  /** Each step given those before it, summed over states. */
  readonly marginal: Named;
  /** log p(state | what was seen before its step). */
  readonly ahead: Named;
  /** log p(next | state), [steps or 1, state, next, …the chain's other dimensions]. */
  readonly transition: Tensor;
}

/** `seen` is log p(what is seen | state), of whatever dimensions of the chain; null where nothing is. */
export function sumChain(
  b: Builder,
  summed: Summed,
  seen: Named | null,
  sizes: Sizes,
  env: Environment,
): ChainSum {
  const { chain, states, latent } = summed;
  if (chain === null) throw new Bug(`${latent.name} is no chain`);
  const rest = without(latent.type.dimensions, [chain]);
  const whole = [chain, states, ...rest];
  const nothing: Named = { tensor: b.constant(0), dimensions: [] };
  const emission = spread(b, seen ?? nothing, whole, sizes);
  const start = spread(b, startOf(b, summed, sizes, env), [states, ...rest], sizes);
  const transition = transitionOf(b, summed, chain, rest, sizes, env);
  const y = b.emit("forward", [start, transition, emission], {});
  const ordered = [states, ...latent.type.dimensions];
  const named = (tensor: Tensor): Named => permute(b, { tensor, dimensions: whole }, ordered);
  const marginal = permute(
    b,
    { tensor: b.logsumexp(y, [1]), dimensions: [chain, ...rest] },
    latent.type.dimensions,
  );
  return { table: named(y), marginal, ahead: named(aheadOf(b, y, start, transition)), transition };
}

/** log π, uniform where the model does not say: of whatever dimensions. */
function startOf(b: Builder, { latent, states }: Summed, sizes: Sizes, env: Environment): Named {
  const { initial } = latent.distribution.arguments;
  if (initial === undefined)
    return { tensor: b.constant(-Math.log(knownSize(states, sizes))), dimensions: [] };
  const given = elementwise([evaluate(b, initial, sizes, env)], sizes, b, (x) => b.log(x));
  const dimensions = given.dimensions.map((each) => (each === states.twin ? states : each));
  return { tensor: given.tensor, dimensions };
}

/** log A, [steps or 1, from, to, …rest]. */
function transitionOf(
  b: Builder,
  { latent, states }: Summed,
  chain: Dimension,
  rest: readonly Dimension[],
  sizes: Sizes,
  env: Environment,
): Tensor {
  const { transition } = latent.distribution.arguments;
  const next = transition?.type.dimensions.at(-1);
  if (transition === undefined || next === undefined) throw new Bug("a chain has a transition");
  const logs = elementwise([evaluate(b, transition, sizes, env)], sizes, b, (x) => b.log(x));
  const dimensions = logs.dimensions.map((each) => (each === states.twin ? states : each));
  const steps = dimensions.includes(chain) ? [chain] : [];
  const wanted = [...steps, states, next, ...rest];
  const tensor = spread(b, { tensor: logs.tensor, dimensions }, wanted, sizes);
  return steps.length === 1 ? tensor : b.reshape(tensor, [1, ...shapeOf(wanted, sizes)]);
}

/** log Σᵢ exp(φ_{t−1}[i] + A_t[i, j]); the start at the first step. */
function aheadOf(b: Builder, y: Tensor, start: Tensor, transition: Tensor): Tensor {
  const [steps = 0, states = 0, ...rest] = y.shape;
  const behind = rest.map((_, axis) => axis + 2);
  const total = b.logsumexp(y, [1]);
  const finite = b.select(b.gt(total, -Infinity), total, 0);
  const before = b.sub(y, b.broadcast(finite, y.shape, [0, ...behind]));
  const none = y.shape.map(() => 0);
  const earlier = b.pad(
    b.slice(before, none, [steps - 1, states, ...rest]),
    none.map((_, axis) => (axis === 0 ? 1 : 0)),
    none,
  );
  const shape = [steps, states, states, ...rest];
  const from = b.broadcast(earlier, shape, [0, 1, ...behind.map((axis) => axis + 1)]);
  const matrix =
    transition.shape[0] === steps
      ? transition
      : b.broadcast(
          b.reshape(transition, shape.slice(1)),
          shape,
          shape.slice(1).map((_, axis) => axis + 1),
        );
  const reached = b.logsumexp(b.add(from, matrix), [1]);
  const first = b.broadcast(
    start,
    y.shape,
    start.shape.map((_, axis) => axis + 1),
  );
  return b.select(b.eq(b.iota(y.shape, 0, "i32"), 0), first, reached);
}
