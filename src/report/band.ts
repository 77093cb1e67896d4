/** A predictive band: how a number is expected to go with one input, and how much of the doubt is ours. */

/** `low` and `high` have a value for each of `x`. */
export interface Interval {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface Band {
  readonly title: string;
  /** Ascending; in the data's own units, which the labels name. */
  readonly x: readonly number[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly mean: readonly number[];
  /** Where the mean lies: doubt about the latents, which more data would shrink. */
  readonly epistemic: Interval;
  /** Where a new observation lies. */
  readonly total: Interval;
  /** The probability both intervals hold. */
  readonly level: number;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** The range of every value drawn, a little room added on both sides. */
export function extent(values: readonly number[], margin = 0.04): readonly [number, number] {
  const finite = values.filter((value) => Number.isFinite(value));
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  if (finite.length === 0) return [0, 1];
  const room = high > low ? (high - low) * margin : Math.abs(low) * 0.1 || 1;
  return [low - room, high + room];
}

export function bandExtent(band: Band): { x: readonly [number, number]; y: readonly [number, number] } {
  return {
    x: extent([...band.x, ...band.points.map((point) => point.x)], 0.02),
    y: extent([...band.total.low, ...band.total.high, ...band.points.map((point) => point.y)]),
  };
}

/** The value of a line through (x, y) at `at`, straight between its knots; NaN outside. */
export function interpolate(x: readonly number[], y: readonly number[], at: number): number {
  const right = x.findIndex((knot) => knot >= at);
  if (right < 0 || at < (x[0] ?? Infinity)) return Number.NaN;
  const [x1, y1] = [x[right] ?? Number.NaN, y[right] ?? Number.NaN];
  if (right === 0 || x1 === at) return y1;
  const [x0, y0] = [x[right - 1] ?? Number.NaN, y[right - 1] ?? Number.NaN];
  return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}
