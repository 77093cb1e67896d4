/**
 * A stretch of a trajectory, of which only its ends, the sum of its momenta and one chosen state are kept (Hoffman & Gelman
 * 2014, algorithm 3; Betancourt 2017, appendix A). Two that follow one another become one without allocating.
 */

import { emptyPoint, type Point } from "./mover.ts";

export interface End {
  readonly momentum: Float64Array;
  readonly velocity: Float64Array;
}

export interface Segment {
  /** In the order of building. */
  first: End;
  last: End;
  /** ρ = Σ p over its states. */
  readonly momenta: Float64Array;
  /** Σ exp(H₀ − H) over its states. */
  weight: number;
  /** One of its states, drawn in proportion to its weight. */
  chosen: Point;
}

export function emptySegment(size: number): Segment {
  const end = (): End => ({ momentum: new Float64Array(size), velocity: new Float64Array(size) });
  return {
    first: end(),
    last: end(),
    momenta: new Float64Array(size),
    weight: 0,
    chosen: emptyPoint(size),
  };
}

/**
 * `a` takes `b`, which begins where it ends. Whether both ends still move apart: over the whole, and between each half and the
 * nearest state of the other (the checks across subtrees of Stan 2.21). `b` is left with what `a` no longer needs.
 */
export function join(a: Segment, b: Segment): boolean {
  const { momenta: sumA } = a;
  const { momenta: sumB } = b;
  const { velocity: startA } = a.first;
  const { velocity: endA, momentum: lastA } = a.last;
  const { velocity: startB, momentum: firstB } = b.first;
  const { velocity: endB } = b.last;
  let wholeStart = 0;
  let wholeEnd = 0;
  let leftStart = 0;
  let leftEnd = 0;
  let rightStart = 0;
  let rightEnd = 0;
  for (let i = 0; i < sumA.length; i++) {
    const rhoA = sumA[i] as number;
    const rhoB = sumB[i] as number;
    const whole = rhoA + rhoB;
    const left = rhoA + (firstB[i] as number);
    const right = rhoB + (lastA[i] as number);
    const start = startA[i] as number;
    const end = endB[i] as number;
    wholeStart += start * whole;
    wholeEnd += end * whole;
    leftStart += start * left;
    leftEnd += (startB[i] as number) * left;
    rightStart += (endA[i] as number) * right;
    rightEnd += end * right;
    sumA[i] = whole;
  }
  const { last } = a;
  a.last = b.last;
  b.last = last;
  a.weight += b.weight;
  return wholeStart > 0 && wholeEnd > 0 && leftStart > 0 && leftEnd > 0 && rightStart > 0 && rightEnd > 0;
}

/** The chosen state of `b` becomes that of `a`. */
export function adopt(a: Segment, b: Segment): void {
  const { chosen } = a;
  a.chosen = b.chosen;
  b.chosen = chosen;
}

/** The same states in the other order. */
export function turn(segment: Segment): void {
  const { first } = segment;
  segment.first = segment.last;
  segment.last = first;
}
