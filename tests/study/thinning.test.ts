import { expect, test } from "vitest";
import { rankableDraws } from "../../src/study/thinning.ts";
import { keyOf, createStream } from "../../src/tensor/random.ts";

// Planted: the greatest effective size for the least.
test("half of what the slowest quantity is worth, within limits", () => {
  const random = createStream(keyOf(1));
  const noise = Array.from({ length: 1000 }, () => random.bits() / 2 ** 32);
  const slow = noise.map((_, i) =>
    noise.slice(Math.max(0, i - 40), i + 1).reduce((sum, each) => sum + each, 0),
  );
  const of = (series: readonly (readonly number[])[]) =>
    rankableDraws(
      { chains: 1, draws: 1000 },
      {
        shapes: new Map(),
        at: (sites) =>
          new Map(series.map((each, k) => [`q${k}`, Float64Array.of(each[sites.get("i")?.[0] ?? 0] ?? 0)])),
      },
      { at: (i) => new Map([["i", [i]]]) },
      99,
    );
  expect(of([noise])).toBe(99);
  expect(of([noise, slow])).toBeLessThan(40);
  expect(of([noise, slow])).toBeGreaterThanOrEqual(9);
});
