/**
 * One chain as a value: from its state and a number of iterations to its next state and the draws in between. Every random
 * number is a function of (key, iteration, index), so that where a chain runs, and how often it is put down and taken up, changes no bit.
 */

import type { SamplerStatistic } from "../../posterior/posterior.ts";
import { fold, type Key } from "../../tensor/random.ts";
import { Uniforms } from "../../tensor/uniforms.ts";
import { type Estimate, forget, identity, include, emptyEstimate, regularised } from "./covariance.ts";
import { average, averaged, type Averaging, beginAveraging } from "./dual-averaging.ts";
import type { Dynamics } from "./dynamics.ts";
import type { MetricKind } from "./leapfrog.ts";
import type { Momentum } from "./momentum.ts";
import type { Mover, Point } from "./mover.ts";
import { place, searchStepSize } from "./step-size.ts";
import { windowsOf } from "./windows.ts";

export interface ChainPlan {
  readonly warmup: number;
  readonly draws: number;
  readonly targetAccept: number;
  readonly metric: MetricKind;
}

/** Plain numbers and typed arrays: it can be copied, sent and stored. */
export interface ChainState {
  /** Of the chain. */
  readonly key: Key;
  /** Done, warm-up included. */
  readonly iteration: number;
  readonly point: Point;
  readonly stepSize: number;
  readonly averaging: Averaging;
  readonly estimate: Estimate;
  readonly inverseMetric: Float64Array;
  /** Searches for a first step size that have been made. */
  readonly searches: number;
}

/** Draws after warm-up. */
export interface Stretch {
  readonly count: number;
  /** [count, P], unconstrained. */
  readonly positions: Float64Array;
  /** Each [count]. */
  readonly statistics: Readonly<Record<SamplerStatistic, Float64Array>>;
  /** Where divergences were: the draw, counted within the stretch, and the last position before [divergences, P]. */
  readonly divergent: { readonly draw: readonly number[]; readonly positions: Float64Array };
}

export type Advance =
  | { readonly kind: "advanced"; readonly state: ChainState; readonly stretch: Stretch }
  | { readonly kind: "endless" | "none"; readonly state: ChainState };

/** What a chain runs on; several chains may take turns on one. */
export interface Machine {
  readonly dynamics: Dynamics;
  readonly momentum: Momentum;
  readonly mover: Mover;
}

/** Powers of two that a search may pass. */
const mostTries = 2_048;

const streams = { momenta: 0, searches: 1, choices: 2 } as const;

export function beginChain(key: Key, point: Point, metric: MetricKind): ChainState {
  const size = point.position.length;
  return {
    key,
    iteration: 0,
    point,
    stepSize: 1,
    averaging: beginAveraging(1),
    estimate: emptyEstimate(metric, size),
    inverseMetric: identity(metric, size),
    searches: 0,
  };
}

/** `iterations` further, or up to the plan's end. `state` stays as it is. */
export function advance(machine: Machine, plan: ChainPlan, state: ChainState, iterations: number): Advance {
  const { dynamics, momentum, mover } = machine;
  const { warmup, metric: kind } = plan;
  const { key } = state;
  const windows = windowsOf(warmup);
  const momenta = fold(key, streams.momenta);
  const uniforms = new Uniforms();
  const estimate = copyOf(state.estimate);
  const inverseMetric = state.inverseMetric.slice();
  const end = Math.min(state.iteration + iterations, warmup + plan.draws);
  const stretch = emptyStretch(Math.max(0, end - Math.max(warmup, state.iteration)), dynamics.size);
  const away: number[] = [];
  let { iteration, stepSize, averaging, searches } = state;
  copyPoint(state.point, mover.point);
  dynamics.inverseMetric.set(inverseMetric);
  momentum.metric(inverseMetric);

  const now = (): ChainState => ({
    key,
    iteration,
    point: pointCopy(mover.point),
    stepSize,
    averaging,
    estimate,
    inverseMetric,
    searches,
  });
  const search = (): "endless" | "none" | null => {
    const from = searches++ * mostTries;
    const found = searchStepSize(
      dynamics,
      momentum,
      mover.point,
      stepSize,
      fold(key, streams.searches),
      from,
    );
    if (found.kind !== "found") return found.kind;
    ({ stepSize } = found);
    averaging = beginAveraging(stepSize);
    return null;
  };

  if (searches === 0) {
    const fault = search();
    if (fault !== null) return { kind: fault, state: now() };
  }
  for (; iteration < end; iteration++) {
    momentum.refresh(dynamics, momenta, iteration);
    place(dynamics, mover.point);
    uniforms.begin(key, streams.choices, iteration);
    mover.move(dynamics, stepSize, uniforms);
    if (iteration >= warmup) {
      const draw = iteration - Math.max(warmup, state.iteration);
      record(stretch, draw, mover, stepSize);
      if (mover.info.divergent) away.push(draw, ...mover.before);
      continue;
    }
    ({ averaging, stepSize } = average(averaging, mover.info.acceptance, plan.targetAccept));
    if (iteration >= windows.first && iteration <= windows.last)
      include(kind, estimate, mover.point.position);
    if (windows.ends.includes(iteration)) {
      regularised(kind, estimate, inverseMetric);
      forget(estimate);
      dynamics.inverseMetric.set(inverseMetric);
      momentum.metric(inverseMetric);
      const fault = search();
      if (fault !== null) return { kind: fault, state: now() };
    }
    if (iteration === warmup - 1) stepSize = averaged(averaging);
  }
  return {
    kind: "advanced",
    state: now(),
    stretch: { ...stretch, divergent: divergencesOf(away, dynamics.size) },
  };
}

function emptyStretch(count: number, size: number): Omit<Stretch, "divergent"> {
  const each = () => new Float64Array(count);
  return {
    count,
    positions: new Float64Array(count * size),
    statistics: {
      energy: each(),
      divergent: each(),
      depth: each(),
      leapfrogs: each(),
      acceptance: each(),
      step_size: each(),
      log_density: each(),
    },
  };
}

function record(
  { positions, statistics }: Omit<Stretch, "divergent">,
  draw: number,
  { point, info }: Mover,
  stepSize: number,
): void {
  positions.set(point.position, draw * point.position.length);
  statistics.energy[draw] = point.energy;
  statistics.divergent[draw] = info.divergent ? 1 : 0;
  statistics.depth[draw] = info.depth;
  statistics.leapfrogs[draw] = info.leapfrogs;
  statistics.acceptance[draw] = info.acceptance;
  statistics.step_size[draw] = stepSize;
  statistics.log_density[draw] = point.logDensity;
}

/** From draw and position one after another. */
function divergencesOf(away: readonly number[], size: number): Stretch["divergent"] {
  const count = away.length / (size + 1);
  const positions = new Float64Array(count * size);
  const draw = Array.from({ length: count }, (_, i) => {
    const from = i * (size + 1);
    positions.set(away.slice(from + 1, from + 1 + size), i * size);
    return away[from] as number;
  });
  return { draw, positions };
}

function copyPoint(from: Point, to: Point): void {
  to.position.set(from.position);
  to.gradient.set(from.gradient);
  to.logDensity = from.logDensity;
  to.energy = from.energy;
}

function pointCopy({ position, gradient, logDensity, energy }: Point): Point {
  return { position: position.slice(), gradient: gradient.slice(), logDensity, energy };
}

function copyOf({ count, mean, products }: Estimate): Estimate {
  return { count, mean: mean.slice(), products: products.slice() };
}
