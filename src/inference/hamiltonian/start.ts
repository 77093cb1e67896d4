/** Where chains begin: spread over the unconstrained scale, uniformly as Stan does, until a density and its gradient are finite. */

import { fold, type Key, randomValues } from "../../tensor/random.ts";
import { identity } from "./covariance.ts";
import { type Dynamics, look } from "./dynamics.ts";
import type { MetricKind } from "./leapfrog.ts";
import { emptyPoint, keep, type Point } from "./mover.ts";

/** Uniform over (−radius, radius) by element, or given. */
export type Start =
  | { readonly kind: "uniform"; readonly radius: number }
  | { readonly kind: "given"; readonly position: Float64Array };

export type Beginning =
  | { readonly kind: "found"; readonly point: Point }
  /** The last of the positions tried. */
  | { readonly kind: "none"; readonly tries: number; readonly position: Float64Array };

/** As Stan. */
const mostTries = 100;

/** The stream of a chain's key that its beginning is drawn from. */
const stream = 3;

export function findBeginning(dynamics: Dynamics, metric: MetricKind, start: Start, key: Key): Beginning {
  const { size, position } = dynamics;
  const moves = start.kind === "uniform" && start.radius > 0;
  const tries = moves ? mostTries : 1;
  dynamics.inverseMetric.set(identity(metric, size));
  let from: Float64Array = new Float64Array(size);
  for (let attempt = 0; attempt < tries; attempt++) {
    from = start.kind === "given" ? start.position : spread(fold(key, stream), attempt, size, start.radius);
    position.set(from);
    look(dynamics);
    if (!isFinite(dynamics)) continue;
    const point = emptyPoint(size);
    keep(point, dynamics, 0);
    return { kind: "found", point };
  }
  return { kind: "none", tries, position: from.slice() };
}

function spread(key: Key, attempt: number, size: number, radius: number): Float64Array {
  return randomValues("uniform", "f64", key, 0, attempt, size).map((u) => radius * (2 * u - 1));
}

function isFinite({ logDensity, gradient }: Dynamics): boolean {
  return Number.isFinite(logDensity[0]) && gradient.every(Number.isFinite);
}
