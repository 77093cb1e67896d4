/** The standard normal in plain numbers, fast: predictive mixtures evaluate it millions of times. */

import { normalCdf as exactCdf } from "../library/special.ts";

export const rootTwoPi = Math.sqrt(2 * Math.PI);

/** φ(z) = e^(−z²/2) / √2π */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / rootTwoPi;
}

/** Φ(z), to 1e-15. In the far tails take the library's, slower, for their own digits. */
export function normalCdf(z: number): number {
  return cdfGiven(z, Math.exp(-0.5 * z * z));
}

/** Φ(z), `bell` being e^(−z²/2): Hart's rational approximation as West gives it ("Better approximations to cumulative normal functions", 2005). */
export function cdfGiven(z: number, bell: number): number {
  const x = Math.abs(z);
  const tail = bell * (x < 7.07106781186547 ? rational(x) : fraction(x));
  return z > 0 ? 1 - tail : tail;
}

function rational(x: number): number {
  let above = 3.52624965998911e-2 * x + 0.700383064443688;
  above = above * x + 6.37396220353165;
  above = above * x + 33.912866078383;
  above = above * x + 112.079291497871;
  above = above * x + 221.213596169931;
  above = above * x + 220.206867912376;
  let below = 8.83883476483184e-2 * x + 1.75566716318264;
  below = below * x + 16.064177579207;
  below = below * x + 86.7807322029461;
  below = below * x + 296.564248779674;
  below = below * x + 637.333633378831;
  below = below * x + 793.826512519948;
  below = below * x + 440.413735824752;
  return above / below;
}

// 1 / (x + 1/(x + 2/(x + 3/(x + 4/(x + 0.65))))) / √2π
function fraction(x: number): number {
  if (x === Infinity) return 0;
  let below = x + 0.65;
  for (let k = 4; k >= 1; k--) below = x + k / below;
  return 1 / below / rootTwoPi;
}

/** Φ⁻¹(p): Newton's steps on log Φ, which is concave, so that they settle from anywhere to the left. ±∞ at 0 and 1. */
export function normalQuantile(p: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? -Infinity : Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  // Φ(z) ≤ e^(−z²/2) / 2 for z ≤ 0
  let z = -Math.sqrt(-2 * Math.log(2 * p));
  for (let step = 0; step < 50; step++) {
    const below = exactCdf(z);
    const move = ((Math.log(below) - Math.log(p)) * below) / normalDensity(z);
    z -= move;
    if (Math.abs(move) <= 1e-15 * Math.abs(z)) break;
  }
  return z;
}
