/** The uniform distribution. */

import type { Distribution, Parameter } from "../distribution.ts";
import { real } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";

const end = (name: string, doc: string): Parameter => ({ ...real(name, doc), constant: true });

export const uniform: Distribution = {
  name: "uniform",
  doc: "Every value between two numbers alike; normal where values beyond them are only unlikely.",
  support: (values) => ({ kind: "interval", low: values?.low ?? 0, high: values?.high ?? 1 }),
  signatures: [{ parameters: [end("low", "the least value"), end("high", "the greatest value")] }],
  // log p(x) = −log(high − low), low ≤ x ≤ high
  logDensity: (b, x, p) => {
    const { low, high } = pick(p, "low", "high");
    const inside = b.and(b.ge(x, low), b.le(x, high));
    return b.select(inside, b.neg(b.log(b.sub(high, low))), -Infinity);
  },
  // x = low + (high − low) u
  sample: (b, noise, p) => {
    const { low, high } = pick(p, "low", "high");
    return b.add(low, b.mul(b.sub(high, low), noise.uniform(valueShape(p))));
  },
  reparameterised: true,
  mean: (b, p) => {
    const { low, high } = pick(p, "low", "high");
    return b.mul(0.5, b.add(low, high));
  },
  // (high − low)² / 12
  variance: (b, p) => {
    const { low, high } = pick(p, "low", "high");
    return b.div(b.square(b.sub(high, low)), 12);
  },
  cdf: (x, p) => {
    const { low, high } = pick(p, "low", "high");
    return Math.min(1, Math.max(0, (x - low) / (high - low)));
  },
  // |u − F| + F² − F + ⅓ on the unit interval
  crps: (y, p) => {
    const { low, high } = pick(p, "low", "high");
    const place = (y - low) / (high - low);
    const inside = Math.min(1, Math.max(0, place));
    return (high - low) * (Math.abs(place - inside) + inside * inside - inside + 1 / 3);
  },
  example: { low: -0.8, high: 1.7 },
};
