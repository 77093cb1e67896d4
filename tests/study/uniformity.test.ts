import { describe, expect, test } from "vitest";
import { uniformityP } from "../../src/study/uniformity.ts";
import { keyOf, createStream } from "../../src/tensor/random.ts";

describe("the p-value", () => {
  // Two ranks among 0, 1, 2: all 9 pairs written out. Planted: the band's ends counted as inside.
  test("is the share of uniform ranks that go as far", () => {
    const all = [0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => [a, b] as const));
    // Counts at ranks 0 and ≤ 1: a tail of 1/9 at (0, 0) and (2, 2), of 4/9 at the mixed ends, of 5/9 or more elsewhere.
    const tailOf = (ranks: readonly number[]): number => {
      const at = (k: number, p: number): number => {
        const c = ranks.filter((r) => r <= k).length;
        const pmf = [(1 - p) ** 2, 2 * p * (1 - p), p ** 2];
        const lower = pmf.slice(0, c + 1).reduce((sum, each) => sum + each, 0);
        const upper = pmf.slice(c).reduce((sum, each) => sum + each, 0);
        return Math.min(lower, upper);
      };
      return Math.min(at(0, 1 / 3), at(1, 2 / 3));
    };
    for (const ranks of all) {
      const share = all.filter((other) => tailOf(other) <= tailOf(ranks) * (1 + 1e-9)).length / 9;
      expect(uniformityP(ranks, 2)).toBeCloseTo(share, 12);
    }
  });

  // Its own distribution over 400 sets of uniform ranks: at most α below α. Planted: one point's tail taken for all points'.
  test("is uniform where ranks are", () => {
    const random = createStream(keyOf(5));
    const sets = 400;
    const p = Array.from({ length: sets }, () =>
      uniformityP(
        Array.from({ length: 60 }, () => random.bits() % 20),
        19,
      ),
    );
    for (const level of [0.05, 0.2, 0.5]) {
      const below = p.filter((each) => each <= level).length / sets;
      expect(below).toBeLessThan(level + 4 * Math.sqrt((level * (1 - level)) / sets));
      expect(below).toBeGreaterThan(0.7 * level - 4 * Math.sqrt((level * (1 - level)) / sets));
    }
  });

  test("is tiny where ranks pile up at the ends, in the middle or on one side", () => {
    const repeat = (ranks: readonly number[]) =>
      Array.from({ length: 100 }, (_, i) => ranks[i % ranks.length] ?? 0);
    expect(uniformityP(repeat([0, 1, 18, 19]), 19)).toBeLessThan(1e-6);
    expect(uniformityP(repeat([8, 9, 10, 11]), 19)).toBeLessThan(1e-6);
    expect(uniformityP(repeat([0, 1, 2, 5, 9]), 19)).toBeLessThan(1e-6);
    expect(uniformityP(repeat([...Array(20).keys()]), 19)).toBeGreaterThan(0.9);
  });

  // Planted: 1 less what is inside, which rounding makes negative; red here.
  test("is above 0 however far ranks are from uniform", () => {
    const low = Array.from({ length: 300 }, (_, i) => i % 30);
    expect(uniformityP(low, 99)).toBeGreaterThan(0);
    expect(uniformityP(low, 99)).toBeLessThan(1e-100);
  });
});
