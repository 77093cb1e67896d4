/** The move of Hamiltonian Monte Carlo with paths of a given length: go there, accept or stay (Neal 2011, section 3.2). */

import { type Dynamics, energyOf } from "./dynamics.ts";
import {
  type Choices,
  copyInto,
  emptyPoint,
  greatestError,
  type Info,
  keep,
  type Mover,
  type Point,
} from "./mover.ts";

/** How long paths are: a time, or a number of steps; `jitter` is the share by which each may be shorter or longer. */
export interface PathLength {
  readonly length: number;
  readonly leapfrogs: number | null;
  readonly jitter: number;
}

/** Steps of a path given by its time, at the most. */
const mostSteps = 1_024;

/** u in (0, 1) picks from the lengths that the jitter allows. */
export function stepsOf({ length, leapfrogs, jitter }: PathLength, stepSize: number, u: number): number {
  const factor = 1 + jitter * (2 * u - 1);
  const steps = Math.round(factor * (leapfrogs ?? length / stepSize));
  return Math.max(1, leapfrogs === null ? Math.min(mostSteps, steps) : steps);
}

export class Path implements Mover {
  readonly info: Info = { divergent: false, depth: 0, leapfrogs: 0, acceptance: 0 };
  readonly before: Float64Array;
  readonly #length: PathLength;
  #point: Point;
  #proposal: Point;

  constructor(size: number, length: PathLength) {
    this.#length = length;
    this.before = new Float64Array(size);
    this.#point = emptyPoint(size);
    this.#proposal = emptyPoint(size);
  }

  get point(): Point {
    return this.#point;
  }

  move(dynamics: Dynamics, stepSize: number, choices: Choices): void {
    const { info } = this;
    const start = energyOf(dynamics);
    this.#point.energy = start;
    const steps = stepsOf(this.#length, stepSize, choices.next());
    let energy = start;
    info.divergent = false;
    info.leapfrogs = 0;
    while (info.leapfrogs < steps && !info.divergent) {
      copyInto(this.before, dynamics.position);
      dynamics.step(stepSize);
      energy = energyOf(dynamics);
      info.leapfrogs += 1;
      info.divergent = !(start - energy >= -greatestError);
    }
    info.acceptance = info.divergent ? 0 : Math.min(1, Math.exp(start - energy));
    if (!choices.chance(info.acceptance)) return;
    keep(this.#proposal, dynamics, energy);
    const point = this.#point;
    this.#point = this.#proposal;
    this.#proposal = point;
  }
}
