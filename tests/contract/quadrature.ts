/** Integrals by the double-exponential rule: Takahasi & Mori (1974). Ends at infinity and at singularities are welcome. */

import type { Support } from "../../src/shape/support.ts";

export interface Point {
  readonly x: number;
  readonly weight: number;
}

const step = 1 / 64;
const reach = 6.5;

/** Nodes and weights on (low, high), either of which may be infinite; `split` is where a kink or a peak may stand. */
export function quadrature(low: number, high: number, split: number): readonly Point[] {
  return [...side(split, high, 1), ...side(split, low, -1)];
}

/** From `from` in one direction to `to`. */
function side(from: number, to: number, sign: 1 | -1): readonly Point[] {
  const points: Point[] = [];
  for (let t = -reach; t <= reach; t += step) {
    const s = (Math.PI / 2) * Math.sinh(t);
    const slope = (Math.PI / 2) * Math.cosh(t);
    if (Number.isFinite(to)) {
      // from + (to − from) / (1 + exp(−2s))
      const length = Math.abs(to - from);
      const fraction = 1 / (1 + Math.exp(-2 * s));
      const weight = (length * slope * 2 * fraction) / (1 + Math.exp(2 * s));
      points.push({ x: from + sign * length * fraction, weight: weight * step });
    } else {
      // from + exp(s)
      points.push({ x: from + sign * Math.exp(s), weight: Math.exp(s) * slope * step });
    }
  }
  return points.filter(
    ({ x, weight }) => Number.isFinite(x) && Number.isFinite(weight) && x !== to && weight > 0,
  );
}

/** The ends of a continuous support. */
export function ends(support: Support): readonly [number, number] | null {
  switch (support.kind) {
    case "real":
      return [-Infinity, Infinity];
    case "positive":
    case "nonnegative":
      return [0, Infinity];
    case "unit":
      return [0, 1];
    case "interval":
      return [support.low, support.high];
    case "int":
    case "count":
    case "bool":
    case "label":
    case "simplex":
    case "ordered":
    case "covariance":
    case "correlation":
      return null;
  }
}
