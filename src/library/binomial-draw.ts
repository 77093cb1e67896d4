/**
 * Binomial draws as graphs of fixed shape: by inversion where few successes are expected, else by Hörmann's transformed
 * rejection, "The generation of binomial random variates" (1993), algorithm BTRS without its squeezes.
 */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Shape } from "../tensor/graph.ts";
import { firstAccepted, invertSums, repeat, widen } from "./draws.ts";
import type { Noise } from "./distribution.ts";
import { logGammaRatio } from "./gamma-ratio.ts";

const smallMean = 10;

/** Of n tries, each a success with probability p. */
export function binomialDraw(b: Builder, noise: Noise, n: Tensor, p: Tensor, value: Shape): Tensor {
  const tries = widen(b, n, value);
  const success = widen(b, p, value);
  // The rarer of the two outcomes is counted.
  const flipped = b.gt(success, 0.5);
  const rare = b.select(flipped, b.sub(1, success), success);
  const isSmall = b.lt(b.mul(tries, rare), smallMean);
  const count = b.select(
    isSmall,
    smallDraw(b, noise, b.select(isSmall, tries, 0), rare, value),
    // Twenty tries of ½ stand in for the rest.
    largeDraw(b, noise, b.select(isSmall, 2 * smallMean, tries), b.select(isSmall, 0.5, rare), value),
  );
  return b.select(flipped, b.sub(tries, count), count);
}

/** log C(n, k) */
function logChoose(b: Builder, n: Tensor, k: Tensor): Tensor {
  return b.sub(logGammaRatio(b, b.add(b.sub(n, k), 1), k), b.lgamma(b.add(k, 1)));
}

function smallDraw(b: Builder, noise: Noise, n: Tensor, p: Tensor, value: Shape): Tensor {
  return invertSums(b, noise, value, (counts, wide) => {
    const tries = wide(n);
    const possible = b.le(counts, tries);
    const k = b.select(possible, counts, 0);
    // k log p is nought at k = 0, whatever p.
    const yes = b.mul(k, b.log(b.select(b.gt(k, 0), wide(p), 1)));
    const no = b.mul(b.sub(tries, k), b.log1p(b.neg(wide(p))));
    return b.select(possible, b.add(logChoose(b, tries, k), b.add(yes, no)), -Infinity);
  });
}

// Each attempt is accepted with probability above 0.65, so 24 all fail with 1e-11.
function largeDraw(b: Builder, noise: Noise, tries: Tensor, success: Tensor, value: Shape): Tensor {
  const shape = [...value, 24];
  const [n, p] = [repeat(b, tries, shape), repeat(b, success, shape)];
  const mean = b.mul(n, p);
  const spread = b.sqrt(b.mul(mean, b.sub(1, p)));
  const slope = b.add(1.15, b.mul(2.53, spread));
  const a = b.add(b.sub(b.mul(0.0248, slope), 0.0873), b.mul(0.01, p));
  const alpha = b.mul(b.add(2.83, b.div(5.1, slope)), spread);
  const u = b.sub(noise.uniform(shape), 0.5);
  const us = b.sub(0.5, b.abs(u));
  const k = b.floor(b.add(b.mul(b.add(b.div(b.mul(2, a), us), slope), u), b.add(mean, 0.5)));
  const valid = b.and(b.ge(k, 0), b.le(k, n));
  const count = b.select(valid, k, 0);
  const mode = b.floor(b.mul(b.add(n, 1), p));
  const odds = b.sub(b.log(p), b.log1p(b.neg(p)));
  // log f(k) − log f(mode)
  const likelier = b.add(
    b.sub(logChoose(b, n, count), logChoose(b, n, mode)),
    b.mul(b.sub(count, mode), odds),
  );
  const height = b.log(b.div(alpha, b.add(b.div(a, b.square(us)), slope)));
  const accepted = b.le(b.add(b.log(noise.uniform(shape)), height), likelier);
  return firstAccepted(b, count, b.and(valid, accepted));
}
