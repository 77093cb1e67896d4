import { expect, test } from "vitest";
import { crpsOfNormals } from "../../src/posterior/crps-normals.ts";
import { weightOf, type Normals } from "../../src/posterior/mixture.ts";
import { normalCdf } from "../../src/posterior/normal.ts";
import { createStream } from "../../src/tensor/random.ts";

/** E|X|, X ~ normal(m, s) */
const distance = (m: number, s: number): number =>
  s * Math.sqrt(2 / Math.PI) * Math.exp(-0.5 * (m / s) ** 2) + m * (2 * normalCdf(m / s) - 1);

/** Every pair, itself among them: the definition. */
function byPairs(normals: Normals, y: number): number {
  const { mean, sd } = normals;
  const count = mean.length;
  let [near, apart] = [0, 0];
  for (let s = 0; s < count; s++) {
    near += weightOf(normals, s) * distance(y - (mean[s] as number), sd[s] as number);
    for (let t = 0; t < count; t++) {
      const spread = Math.hypot(sd[s] as number, sd[t] as number);
      const weight = weightOf(normals, s) * weightOf(normals, t);
      apart += weight * distance((mean[s] as number) - (mean[t] as number), spread);
    }
  }
  return near / count - apart / (2 * count * count);
}

/** `wide` is how far the sds lie apart, e to its power; `far` spreads the means. */
function mixture(count: number, { far = 2, wide = 0, weighed = false } = {}): Normals {
  const stream = createStream([1, count]);
  const mean = Float64Array.from({ length: count }, () => far * stream.normal());
  const sd = Float64Array.from({ length: count }, () => 0.5 * Math.exp(wide * stream.normal()));
  const weight = Float64Array.from({ length: count }, () => stream.uniform());
  const total = weight.reduce((sum, each) => sum + each, 0) / count;
  return weighed ? { mean, sd, weight: weight.map((each) => each / total) } : { mean, sd };
}

// Planted: a step of twice the least sd; components not whole beyond where they rise; weights left out of the sum; ½ left out of the pairs.
test.each([
  ["few components, all pairs", mixture(9)],
  ["few, weighed", mixture(9, { weighed: true })],
  ["many of one width", mixture(700)],
  ["many of many widths", mixture(700, { wide: 0.5 })],
  ["many, weighed", mixture(700, { wide: 0.3, weighed: true })],
  ["many, far apart", mixture(700, { far: 40 })],
  ["many that are one", mixture(400, { far: 0 })],
  ["many, orders apart", mixture(400, { wide: 3 })],
])("%s: as the sum over pairs gives it", (_, normals) => {
  for (const y of [-3, 0.7, 25]) {
    const wanted = byPairs(normals, y);
    expect(Math.abs(crpsOfNormals(normals, y) - wanted)).toBeLessThan(1e-11 * (1 + Math.abs(wanted)));
  }
});

test("a width of nought is a draw", () => {
  const mean = Float64Array.of(1, 3, 4);
  expect(crpsOfNormals({ mean, sd: new Float64Array(3) }, 2)).toBeCloseTo(4 / 3 - 6 / 9, 14);
});
