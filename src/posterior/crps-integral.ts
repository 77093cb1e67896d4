/**
 * The CRPS of a distribution that is known by its cdf: ∫ (F(z) − 1{z ≥ y})² dz (Gneiting and Raftery 2007, equation 20). Integrals by the double
 * exponential rule (Takahasi and Mori 1974), which minds no singular end; sums for whole numbers.
 */

import { quantile, type Mixture } from "./mixture.ts";

export function crpsOfCdf(mixture: Mixture, y: number): number {
  if (Number.isNaN(mixture.cdf(y))) return Number.NaN;
  return mixture.discrete ? ofWhole(mixture, y) : ofContinuous(mixture, y);
}

const spacing = 1 / 32;
const reach = 4;

/** Cut at the mean, or the median where there is none, since a cdf bends most there; and at nought where it begins there. */
function ofContinuous(mixture: Mixture, y: number): number {
  const { mean, sd, cdf } = mixture;
  // Below its support an observation is that far from all of it.
  if (y < 0 && cdf(0) === 0) return ofContinuous(mixture, 0) - y;
  const width = Number.isFinite(sd) && sd > 0 ? sd : quantile(mixture, 0.75) - quantile(mixture, 0.25);
  const centre = Number.isFinite(mean) ? mean : quantile(mixture, 0.5);
  const below = (z: number): number => cdf(z) ** 2;
  const above = (z: number): number => (1 - cdf(z)) ** 2;
  const low = Math.min(y, centre);
  const high = Math.max(y, centre);
  const lower = cdf(0) === 0 ? between(below, 0, low) : onward((t) => below(low - t), width);
  const middle = between(y < centre ? above : below, low, high);
  return lower + middle + onward((t) => above(high + t), width);
}

/** ∫₀^∞ f(t) dt, t = w exp(½π sinh s) */
function onward(f: (t: number) => number, width: number): number {
  let sum = 0;
  for (let s = -reach; s <= reach; s += spacing) {
    const t = width * Math.exp(0.5 * Math.PI * Math.sinh(s));
    const value = f(t);
    if (value > 0) sum += value * t * 0.5 * Math.PI * Math.cosh(s);
  }
  return sum * spacing;
}

/** ∫ f(z) dz, z = from + (to − from) / (1 + exp(−π sinh s)) */
function between(f: (z: number) => number, from: number, to: number): number {
  if (to <= from) return 0;
  let sum = 0;
  for (let s = -reach; s <= reach; s += spacing) {
    const share = 1 / (1 + Math.exp(-Math.PI * Math.sinh(s)));
    sum += f(from + (to - from) * share) * share * (1 - share) * Math.PI * Math.cosh(s);
  }
  return (to - from) * sum * spacing;
}

const mostTerms = 1e6;

function ofWhole({ cdf }: Mixture, y: number): number {
  let sum = Math.max(0, -y);
  for (let k = Math.floor(y) - 1; k >= 0 && y > 0; k--) {
    const value = cdf(k) ** 2;
    sum += value;
    if (!(value >= 1e-18)) break;
  }
  for (let k = Math.max(0, Math.floor(y)), n = 0; n < mostTerms; k++, n++) {
    const value = (1 - cdf(k)) ** 2;
    sum += value;
    if (!(value >= 1e-18)) break;
  }
  return sum;
}
