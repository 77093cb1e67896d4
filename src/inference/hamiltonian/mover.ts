/** What makes one draw from another: the protocol that paths of fixed length and trees share. */

import type { Dynamics } from "./dynamics.ts";

/** A place a chain may stand at. */
export interface Point {
  readonly position: Float64Array;
  readonly gradient: Float64Array;
  logDensity: number;
  /** With the momentum it was reached by. */
  energy: number;
}

/** What is told of the last move. */
export interface Info {
  divergent: boolean;
  depth: number;
  leapfrogs: number;
  /** The mean Metropolis probability over the path: what the step size is adapted to. */
  acceptance: number;
}

/** The randomness of a move. */
export interface Choices {
  /** Uniform between 0 and 1. */
  next(): number;
  /** True with this probability. */
  chance(probability: number): boolean;
}

export interface Mover {
  /** Where the chain stands; another object after a move. */
  readonly point: Point;
  readonly info: Info;
  /** The last position before the step that diverged. */
  readonly before: Float64Array;
  /** One draw. The dynamics stand at `point` with a fresh momentum. */
  readonly move: (dynamics: Dynamics, stepSize: number, choices: Choices) => void;
}

/** A loss of energy beyond this is a divergence, in nats: Stan's. */
export const greatestError = 1_000;

export function emptyPoint(size: number): Point {
  return { position: new Float64Array(size), gradient: new Float64Array(size), logDensity: 0, energy: 0 };
}

/** Vectors up to this length are copied faster one number after another than by a call. */
const short = 40;

export function copyInto(to: Float64Array, from: Float64Array): void {
  const { length } = from;
  if (length > short) to.set(from);
  else for (let i = 0; i < length; i++) to[i] = from[i] as number;
}

/** Writes the state of the dynamics, found by a step, to a point. */
export function keep(point: Point, dynamics: Dynamics, energy: number): void {
  copyInto(point.position, dynamics.position);
  copyInto(point.gradient, dynamics.gradient);
  point.logDensity = dynamics.logDensity[0] as number;
  point.energy = energy;
}
