import { expect, test } from "vitest";
import { gammaTails, inverseGammaTails, powerMoment } from "../../src/library/gamma-tails.ts";
import { compute, compute1, scalar } from "../contract/compute.ts";

// Q(2, x) = (1 + x) e⁻ˣ. Planted: a rate for a scale; the reciprocal's tails exchanged.
test("a gamma's tails and its reciprocal's", () => {
  const given = { shape: scalar(2), rate: scalar(3), scale: scalar(3), x: scalar(0.5) };
  const above = (x: number) => (1 + x) * Math.exp(-x);
  const found = compute(given, (b, { x, ...p }) => [
    gammaTails.logSurvival(b, x, p),
    inverseGammaTails.logCdf(b, x, p),
    gammaTails.logCdf(b, x, p),
  ]).flat();
  expect(found.map(Math.exp)).toEqual(
    [above(1.5), above(6), 1 - above(1.5)].map((p) => expect.closeTo(p, 13)),
  );
});

test("at 0 they have finite logarithms", () => {
  const p = { shape: scalar(0.7), rate: scalar(2), scale: scalar(2), x: scalar(0) };
  const logs = compute(p, (b, { x, ...q }) => [
    gammaTails.logCdf(b, x, q),
    gammaTails.logSurvival(b, x, q),
    inverseGammaTails.logSurvival(b, x, q),
  ]).flat();
  expect(logs.every(Number.isFinite)).toBe(true);
});

// E √X of an exponential is Γ(3/2). Planted: 1 + n k for 1 + n/k.
test("a moment of a power of an exponential", () => {
  const [log = NaN] = compute1({ scale: scalar(4), power: scalar(2) }, (b, { scale, power }) =>
    b.add(
      ...(Object.values(powerMoment(b, 1, { low: b.constant(0), high: null }, scale, power)) as [
        never,
        never,
      ]),
    ),
  );
  expect(Math.exp(log)).toBeCloseTo(4 * Math.sqrt(Math.PI) * 0.5, 12);
});
