/**
 * Limited-memory BFGS for the last digits of a mode: Nocedal (1980), the two-loop recursion of Nocedal & Wright (2006),
 * algorithms 7.4 and 7.5, with a line search that seeks the weak Wolfe conditions by bisection (Lewis & Overton 2013).
 */

export interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Minimised; a value or gradient that is not finite counts as infinitely high. */
export type Objective = (point: Float64Array) => Promise<Evaluation>;

export interface Descent extends Evaluation {
  readonly point: Float64Array;
  readonly evaluations: number;
  readonly outcome: "converged" | "no_progress" | "out_of_steps" | "stopped";
}

export interface Limits {
  readonly evaluations: number;
  /** Converged where every |gradient| is at most this, times max(1, |value|). */
  readonly tolerance: number;
  readonly stopped: () => boolean;
}

const memory = 20;
const sufficientDecrease = 1e-4;
const curvature = 0.9;

export async function minimise(objective: Objective, start: Float64Array, limits: Limits): Promise<Descent> {
  const pairs: Pair[] = [];
  let point = start;
  let { value, gradient } = await objective(start);
  let evaluations = 1;
  const done = (outcome: Descent["outcome"]): Descent => ({ point, value, gradient, evaluations, outcome });
  for (;;) {
    if (greatest(gradient) <= limits.tolerance * Math.max(1, Math.abs(value))) return done("converged");
    if (limits.stopped()) return done("stopped");
    if (evaluations >= limits.evaluations) return done("out_of_steps");
    let direction = descentDirection(pairs, gradient);
    if (dot(direction, gradient) >= 0) {
      pairs.length = 0;
      direction = descentDirection(pairs, gradient);
    }
    const budget = Math.min(40, limits.evaluations - evaluations);
    const found = await lineSearch(objective, point, { value, gradient }, direction, budget);
    evaluations += found.evaluations;
    if (found.next === null) {
      if (pairs.length === 0) return done("no_progress");
      pairs.length = 0;
      continue;
    }
    remember(pairs, difference(found.next.point, point), difference(found.next.gradient, gradient));
    ({ point, value, gradient } = found.next);
  }
}

interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  /** 1 / yᵀs */
  readonly rho: number;
}

function remember(pairs: Pair[], s: Float64Array, y: Float64Array): void {
  const product = dot(s, y);
  if (!(product > 1e-14 * Math.sqrt(dot(s, s) * dot(y, y)))) return;
  pairs.push({ s, y, rho: 1 / product });
  if (pairs.length > memory) pairs.shift();
}

// −H g, H from the pairs; H₀ = yᵀs / yᵀy. Before the first pair, a step of length at most one.
function descentDirection(pairs: readonly Pair[], gradient: Float64Array): Float64Array {
  const q = gradient.map((g) => -g);
  const weights: number[] = [];
  for (const { s, y, rho } of pairs.toReversed()) {
    const weight = rho * dot(s, q);
    weights.push(weight);
    addTo(q, -weight, y);
  }
  const last = pairs.at(-1);
  const scale = last ? 1 / (last.rho * dot(last.y, last.y)) : 1 / Math.max(1, Math.sqrt(dot(q, q)));
  for (let i = 0; i < q.length; i++) q[i] = (q[i] ?? 0) * scale;
  for (const { s, y, rho } of pairs) addTo(q, (weights.pop() ?? 0) - rho * dot(y, q), s);
  return q;
}

interface Point extends Evaluation {
  readonly point: Float64Array;
}

/** A step that meets both conditions; else the lowest that decreases; else null. */
async function lineSearch(
  objective: Objective,
  point: Float64Array,
  from: Evaluation,
  direction: Float64Array,
  budget: number,
): Promise<{ readonly next: Point | null; readonly evaluations: number }> {
  const slope = dot(direction, from.gradient);
  let low = 0;
  let high = Infinity;
  let length = 1;
  let best: Point | null = null;
  for (let evaluations = 1; ; evaluations++) {
    const candidate = point.slice();
    addTo(candidate, length, direction);
    const reached: Point = { point: candidate, ...(await objective(candidate)) };
    const finite = Number.isFinite(reached.value) && reached.gradient.every(Number.isFinite);
    const steepness = dot(direction, reached.gradient);
    if (finite && level(from, reached) && Math.abs(steepness) <= curvature * -slope)
      return { next: reached, evaluations };
    const decreases = finite && reached.value <= from.value + sufficientDecrease * length * slope;
    if (decreases && reached.value < (best?.value ?? from.value)) best = reached;
    if (!decreases) high = length;
    else if (steepness < curvature * slope) low = length;
    else return { next: reached, evaluations };
    if (evaluations >= budget) return { next: best, evaluations };
    length = high === Infinity ? 2 * length : (low + high) / 2;
  }
}

/** Equal but for rounding: near the mode only the slope can tell progress (Hager & Zhang 2005). */
function level(from: Evaluation, to: Evaluation): boolean {
  return to.value <= from.value + 1e-14 * Math.max(1, Math.abs(from.value));
}

function greatest(x: Float64Array): number {
  return x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function dot(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
}

function difference(x: Float64Array, y: Float64Array): Float64Array {
  return x.map((value, i) => value - (y[i] ?? 0));
}

/** x += factor · y */
function addTo(x: Float64Array, factor: number, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) x[i] = (x[i] ?? 0) + factor * (y[i] ?? 0);
}
