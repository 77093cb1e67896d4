import { describe, expect, test } from "vitest";
import { adopt, emptySegment, join, type Segment, turn } from "../../../src/inference/hamiltonian/segment.ts";

/** States on a circle: q = (cos t, sin t), p its velocity. */
function arc(times: readonly number[]): Segment {
  const segment = emptySegment(2);
  const momentum = (t = 0) => Float64Array.of(-Math.sin(t), Math.cos(t));
  segment.first.momentum.set(momentum(times[0]));
  segment.first.velocity.set(momentum(times[0]));
  segment.last.momentum.set(momentum(times.at(-1)));
  segment.last.velocity.set(momentum(times.at(-1)));
  for (const t of times) momentum(t).forEach((p, i) => (segment.momenta[i] = (segment.momenta[i] ?? 0) + p));
  segment.weight = times.length;
  segment.chosen.position[0] = times[0] ?? 0;
  return segment;
}

describe("two that follow one another become one", () => {
  test("with the ends, the momenta and the weight of both", () => {
    const [a, b, both] = [arc([0, 0.1]), arc([0.2, 0.3]), arc([0, 0.1, 0.2, 0.3])];
    expect(join(a, b)).toBe(true);
    expect([a.first, a.last, a.weight]).toEqual([both.first, both.last, 4]);
    both.momenta.forEach((p, i) => expect(a.momenta[i]).toBeCloseTo(p, 14));
    expect(a.chosen.position[0]).toBe(0);
    adopt(a, b);
    expect(a.chosen.position[0]).toBe(0.2);
  });

  test("until the ends move together again", () => {
    expect(join(arc([0, 1]), arc([2]))).toBe(true);
    expect(join(arc([0, 1.2]), arc([2.4, 3.6]))).toBe(false);
  });

  test("a turned one joins at its other end", () => {
    const a = arc([0, 0.1]);
    turn(a);
    join(a, arc([-0.1, -0.2]));
    const both = arc([0.1, 0, -0.1, -0.2]);
    expect([a.first, a.last]).toEqual([both.first, both.last]);
  });
});

// Four states a step of a full turn apart: the whole does not see that they went round, the halves do. Seen red: without the
// checks between a half and the nearest state of the other (Stan before 2.21).
test("a path that went round once between two states is found by the halves", () => {
  const step = 2 * Math.PI - 0.1;
  const tight = [0, 1, 2, 3].map((k) => k * step);
  const halves = () => [arc(tight.slice(0, 2)), arc(tight.slice(2))] as const;
  const [a, b] = halves();
  // On a circle sampled once a round the momenta hardly differ: nothing turns.
  expect(join(a, b)).toBe(true);
  // Half a round between the halves: their sums cancel, and each half with its neighbour's first state turns.
  const left = arc([0, 0.05]);
  const right = arc([Math.PI + 0.6, Math.PI + 0.4]);
  expect(join(left, right)).toBe(false);
});
