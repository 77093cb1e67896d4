/** The standard normal's tails as graphs, to 1e-15 relative however far out: cdf, survival, quantile, moments between bounds. */

import type { Builder, Tensor } from "../tensor/builder.ts";
import { normalCdf } from "./special.ts";
import type { Halved } from "./tails.ts";

/**
 * log(exp(x²) erfc(x)) − log t on 0 ≤ x, t = 2 / (2 + x), as Σ cⱼ Tⱼ(2t − 1) with the first halved: the expansion of
 * Schonfelder, "Chebyshev expansions for the error and related functions" (1978), calculated with 60 digits.
 */
// prettier-ignore
const coefficients = [
  -1.3026537197817094,
  0.6419697923564902,
  0.019476473204185836,
  -0.009561514786808632,
  -0.0009465953444820369,
  0.00036683949785276145,
  4.252332480690777e-05,
  -2.0278578112534242e-05,
  -1.6242900046470256e-06,
  1.3036558355805232e-06,
  1.5626441722066142e-08,
  -8.523809591492654e-08,
  6.5290544390988515e-09,
  5.059343495551469e-09,
  -9.91364156493033e-10,
  -2.273651222931836e-10,
  9.646791102015527e-11,
  2.3940380830391146e-12,
  -6.886027526497553e-12,
  8.944879273090725e-13,
  3.130921399342958e-13,
  -1.1270822361367252e-13,
  3.810905255189232e-16,
  7.106097613609237e-15,
  -1.5230282014571043e-15,
  -9.457494571291233e-17,
  1.210237189224279e-16,
  -2.816663087747177e-17,
];

/** log Φ(z). */
function logNormalCdf(b: Builder, z: Tensor): Tensor {
  const lower = b.le(z, 0);
  const small = logTail(b, b.mul(b.select(lower, b.neg(z), z), Math.SQRT1_2));
  // Each branch is given arguments at which its derivative is finite.
  return b.select(lower, small, b.log1p(b.neg(b.exp(b.select(lower, -1, small)))));
}

/** log ½ erfc(x) for x ≥ 0 = log ½t − x² + Σ cⱼ Tⱼ(2t − 1), by Clenshaw's recurrence. */
function logTail(b: Builder, x: Tensor): Tensor {
  const t = b.div(2, b.add(2, x));
  const s = b.sub(b.mul(4, t), 2);
  let next = b.constant(0, x.shape, x.dtype);
  let last = next;
  for (const c of coefficients.slice(1).toReversed()) {
    [last, next] = [b.add(b.sub(b.mul(s, last), next), c), last];
  }
  const series = b.sub(b.mul(0.5, b.add(b.mul(s, last), coefficients[0] ?? 0)), next);
  return b.add(b.sub(series, b.square(x)), b.log(b.mul(0.5, t)));
}

const steps = 8;

/**
 * z with these log Φ(z) and log Φ(−z). Φ(z) ≤ ½ exp(−z²/2) below 0 gives a start left of the root; log Φ is concave, so
 * Newton's steps come up to it from there, at last quadratically.
 */
function normalQuantile(b: Builder, logCdf: Tensor, logSurvival: Tensor): Tensor {
  const lower = b.le(logCdf, logSurvival);
  const wanted = b.min(b.select(lower, logCdf, logSurvival), -Math.LN2);
  let z = b.neg(b.sqrt(b.mul(2, b.sub(-Math.LN2, wanted))));
  for (let step = 0; step < steps; step += 1) {
    const log = logNormalCdf(b, z);
    z = b.sub(z, b.mul(b.sub(log, wanted), b.exp(b.sub(log, logNormalDensity(b, z)))));
  }
  return b.select(lower, z, b.neg(z));
}

/** log φ(z) = −½ z² − ½ log 2π */
function logNormalDensity(b: Builder, z: Tensor): Tensor {
  return b.sub(b.mul(-0.5, b.square(z)), 0.5 * Math.log(2 * Math.PI));
}

export const standardNormal: Halved = {
  logCdf: logNormalCdf,
  // ½ erf(z / √2)
  logWithin: (b, z) => b.log(b.mul(0.5, b.erf(b.mul(z, Math.SQRT1_2)))),
  quantile: normalQuantile,
  survival: (z) => normalCdf(-z),
  // With r(z) = φ(z) / mass: r(α) − r(β), and 1 + α r(α) − β r(β) − (r(α) − r(β))²
  moments: (b, { low, high, logMass }) => {
    const end = (z: Tensor | null) => {
      if (z === null) return { ratio: b.constant(0), slope: b.constant(0) };
      const ratio = b.exp(b.sub(logNormalDensity(b, z), logMass));
      return { ratio, slope: b.mul(z, ratio) };
    };
    const [from, to] = [end(low), end(high)];
    const mean = b.sub(from.ratio, to.ratio);
    return { mean, variance: b.sub(b.add(1, b.sub(from.slope, to.slope)), b.square(mean)) };
  },
};
