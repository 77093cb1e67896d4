/** What a sampler moves in: a state of position and momentum that takes leapfrog steps. All arrays are live and stay the same. */

import { Bug } from "../../diagnostic/bug.ts";
import type { Executable } from "../../tensor/program.ts";

export interface Dynamics {
  /** Elements of a position. */
  readonly size: number;
  readonly position: Float64Array;
  readonly momentum: Float64Array;
  /** ∇ log π at the position. */
  readonly gradient: Float64Array;
  /** M⁻¹ times the momentum. */
  readonly velocity: Float64Array;
  /** Of the state, after a step or a refreshment; one element each, in nats. */
  readonly logDensity: Float64Array;
  readonly kinetic: Float64Array;
  /** M⁻¹: its diagonal, or all of it, row-major. */
  readonly inverseMetric: Float64Array;
  /** One leapfrog step; backwards in time where `size` is negative. Exactly where it is, where 0. */
  readonly step: (size: number) => void;
}

/** H = ½ pᵀ M⁻¹ p − log π(q); what is not a number, or endlessly probable, counts as endlessly improbable. */
export function energyOf({ kinetic, logDensity }: Dynamics): number {
  const energy = (kinetic[0] as number) - (logDensity[0] as number);
  return Math.abs(energy) < Infinity ? energy : Infinity;
}

/** Density and gradient where the position stands; the momentum is lost. */
export function look(dynamics: Dynamics): void {
  dynamics.gradient.fill(0);
  dynamics.momentum.fill(0);
  dynamics.step(0);
}

/** On the program that `leapfrog.ts` makes; its data are written before. */
export function dynamicsOf(executable: Executable): Dynamics {
  const view = (slot: string): Float64Array => {
    const found = executable.view(slot);
    if (!(found instanceof Float64Array)) throw new Bug(`${slot} does not hold 64 bits`);
    return found;
  };
  const stepSize = view(":step_size");
  const position = view(":position");
  return {
    size: position.length,
    position,
    momentum: view(":momentum"),
    gradient: view(":gradient"),
    velocity: view(":velocity"),
    logDensity: view(":log_density"),
    kinetic: view(":kinetic"),
    inverseMetric: view(":inverse_metric"),
    step: (size) => {
      stepSize[0] = size;
      executable.step(1);
    },
  };
}
