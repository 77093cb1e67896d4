/** Draws of chains of labels, `z: State[Series, T] ~ markov(transition)`: each place beside the last dimension is a chain of its own. */

import type { Latent } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Noise } from "../library/distribution.ts";
import { evaluate } from "../model/evaluate.ts";
import { type Environment, type Named, shapeOf, spread } from "../model/named.ts";
import { type Dimension, type Sizes } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";

/** The labels' places, of the latent's own shape. */
export function drawChain(
  b: Builder,
  { type, distribution: call }: Pick<Latent, "type" | "distribution">,
  sizes: Sizes,
  env: Environment,
  noise: Noise,
): Tensor {
  const { support, dimensions } = type;
  const { transition, initial } = call.arguments;
  const next = transition?.type.dimensions.at(-1);
  const along = dimensions.at(-1);
  if (support.kind !== "label" || transition === undefined || next === undefined || along === undefined)
    throw new Bug("a chain of labels has a transition");
  const state = support.dimension;
  const rest = dimensions.slice(0, -1);
  const [steps = 1, states = 1] = shapeOf([along, state], sizes);
  const count = shapeOf(rest, sizes).reduce((product, size) => product * size, 1);
  const own = (value: Named): Named => ({ ...value, dimensions: value.dimensions.map(ownName(state)) });
  const matrices = b.reshape(
    spread(b, own(evaluate(b, transition, sizes, env)), [...rest, along, state, next], sizes),
    [count, steps, states, states],
  );
  const firsts =
    initial === undefined
      ? null
      : b.reshape(spread(b, own(evaluate(b, initial, sizes, env)), [...rest, state], sizes), [count, states]);
  const chains = Array.from({ length: count }, (_, i) => {
    const matrix = b.slice(matrices, [i, 0, 0, 0], [i + 1, steps, states, states]);
    const first = firsts === null ? null : b.slice(firsts, [i, 0], [i + 1, states]);
    const p = {
      transition: b.reshape(matrix, [steps, states, states]),
      ...(first === null ? {} : { initial: b.reshape(first, [states]) }),
    };
    return call.distribution.sample(b, noise, p, [steps]);
  });
  return b.reshape(b.concat(chains, 0), shapeOf(dimensions, sizes));
}

/** The states may stand under the name that they share with a twin. */
function ownName(state: Dimension): (dimension: Dimension) => Dimension {
  return (dimension) => (dimension === state.twin ? state : dimension);
}
