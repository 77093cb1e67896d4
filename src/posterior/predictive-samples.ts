/** Draws of responses from their own distributions, in the predictive's program. */

import type { Noise } from "../library/distribution.ts";
import type { Predictive } from "../model/model.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";

/** A draw of each numeric response from its own distribution, each noise a stream of its own. */
export function addSamples(
  b: Builder,
  numeric: readonly (readonly [string, Predictive])[],
  outputs: Map<string, Tensor>,
): void {
  const key = b.input("key", [2], "u32");
  const step = b.input("step", [], "u32");
  let stream = 0;
  const noise = {
    normal: (shape: readonly number[]): Tensor => b.random("normal", key, step, stream++, shape),
    uniform: (shape: readonly number[]): Tensor => b.random("uniform", key, step, stream++, shape),
  };
  for (const [name, { draw, weights }] of numeric) {
    const sample = b.cast(draw(b, noise), "f64");
    outputs.set(`sample of ${name}`, weights === null ? sample : choose(b, weights, sample, noise));
  }
}

/** The sample of the first part at which the weights so far pass a uniform draw. */
function choose(b: Builder, weights: Tensor, samples: Tensor, noise: Noise): Tensor {
  const [count = 1, ...rest] = weights.shape;
  const row = (x: Tensor, k: number): Tensor =>
    b.reshape(b.slice(x, [k, ...rest.map(() => 0)], [k + 1, ...rest]), rest);
  const u = noise.uniform(rest);
  let reached = row(weights, 0);
  let chosen = row(samples, 0);
  for (let k = 1; k < count; k++) {
    chosen = b.select(b.lt(u, reached), chosen, row(samples, k));
    reached = b.add(reached, row(weights, k));
  }
  return chosen;
}
