/** Where a network's noise layers find their random numbers: in the environment, put there by a method that trains with noise. */

import type { NetworkLayer } from "../check/program.ts";
import { allLayers } from "../check/weights.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Shape } from "../tensor/graph.ts";
import type { Environment, Model } from "./model.ts";

/** Ours have a colon, which no name in a model has. */
const names = { key: ":noise key", step: ":noise step" } as const;

/** Streams of noise layers start far from those of a method's own draws. */
const firstStream = 2 ** 20;

/** A stream of its own for each layer by its name, so that a change elsewhere in the program leaves its draws. */
function streamOf(layer: string): number {
  const hash = [...layer].reduce((h, letter) => Math.imul(h, 31) + (letter.codePointAt(0) ?? 0), 7);
  return firstStream + ((hash >>> 0) % firstStream);
}

export function hasNoise(model: Model): boolean {
  return model.program.networks.some((network) => allLayers(network.layers).some(isNoise));
}

function isNoise({ rate }: NetworkLayer): boolean {
  return rate !== null;
}

/** The environment in which noise layers draw: from this key, anew at each step. */
export function withNoise(environment: Environment, key: Tensor, step: Tensor): Environment {
  return new Map(environment)
    .set(names.key, { tensor: key, dimensions: [] })
    .set(names.step, { tensor: step, dimensions: [] });
}

/** Uniforms for a layer, or null where the environment brings no noise. A network applied twice in a step drops the same. */
export function uniformFor(b: Builder, environment: Environment, layer: string, shape: Shape): Tensor | null {
  const [key, step] = [environment.get(names.key), environment.get(names.step)];
  if (key === undefined || step === undefined) return null;
  return b.random("uniform", key.tensor, step.tensor, streamOf(layer), shape);
}
