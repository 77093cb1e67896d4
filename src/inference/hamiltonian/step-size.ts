/** A first step size: doubled or halved until one step's acceptance crosses 0.8 (Hoffman & Gelman 2014, algorithm 4, with Stan's threshold). */

import type { Key } from "../../tensor/random.ts";
import { type Dynamics, energyOf } from "./dynamics.ts";
import type { Momentum } from "./momentum.ts";
import type { Point } from "./mover.ts";

export type StepSizeSearch =
  | { readonly kind: "found"; readonly stepSize: number }
  /** Any step is accepted: the density is the same ever further. */
  | { readonly kind: "endless" }
  /** No step is, however small. */
  | { readonly kind: "none" };

const threshold = Math.log(0.8);

/** Beyond any unit: latents in dollars or in bytes ask for steps of 1e9 and more, and a latent that nothing holds for any. */
const endless = 1e100;

/** From `point`, each try with a momentum of its own: those of (key, first), (key, first + 1), … */
export function searchStepSize(
  dynamics: Dynamics,
  momentum: Momentum,
  point: Point,
  stepSize: number,
  key: Key,
  first: number,
): StepSizeSearch {
  let tries = first;
  const gain = (size: number): number => {
    momentum.refresh(dynamics, key, tries++);
    place(dynamics, point);
    const before = energyOf(dynamics);
    dynamics.step(size);
    return before - energyOf(dynamics);
  };
  let size = stepSize;
  const doubling = gain(size) > threshold;
  while (gain(size) > threshold === doubling) {
    size = doubling ? 2 * size : 0.5 * size;
    if (size > endless) return { kind: "endless" };
    if (size === 0) return { kind: "none" };
  }
  return { kind: "found", stepSize: size };
}

/** The dynamics stand at the point; their momentum stays. */
export function place(dynamics: Dynamics, { position, gradient, logDensity }: Point): void {
  dynamics.position.set(position);
  dynamics.gradient.set(gradient);
  dynamics.logDensity[0] = logDensity;
}
