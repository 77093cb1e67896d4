/** One element of a conjugate posterior in plain numbers: its moments and its cdf. A moment that does not exist is NaN. */

import { Bug } from "../diagnostic/bug.ts";
import { crpsOfStudent } from "../library/crps.ts";
import { incompleteBeta, lowerGamma, studentCdf, upperGamma } from "../library/special.ts";
import type { Mixture } from "./mixture.ts";

const where = (exists: boolean, value: number): number => (exists ? value : Number.NaN);

function continuous(mean: number, variance: number, cdf: (x: number) => number): Mixture {
  return { mean, sd: Math.sqrt(variance), discrete: false, cdf, normals: null };
}

/** In the order of the distributions' parameters. */
const families: Readonly<Record<string, (a: number, b: number) => Mixture>> = {
  beta: (a, b) =>
    continuous(a / (a + b), (a * b) / ((a + b) ** 2 * (a + b + 1)), (x) => incompleteBeta(x, a, b)),
  gamma: (a, b) => continuous(a / b, a / b ** 2, (x) => lowerGamma(a, b * x)),
  inverse_gamma: (a, b) =>
    continuous(where(a > 1, b / (a - 1)), where(a > 2, b ** 2 / ((a - 1) ** 2 * (a - 2))), (x) =>
      x <= 0 ? 0 : upperGamma(a, b / x),
    ),
};

export function elementOf(family: string, a: number, b: number): Mixture {
  const make = families[family];
  if (make === undefined) throw new Bug(`${family} is no conjugate family`);
  return make(a, b);
}

/** Student's t with this location and scale. */
export function student(df: number, location: number, scale: number): Mixture {
  const variance = where(df > 2, scale ** 2 * (df / (df - 2)));
  const cdf = (x: number): number => studentCdf((x - location) / scale, df);
  const crps = (y: number): number => scale * crpsOfStudent((y - location) / scale, df);
  return { ...continuous(where(df > 1, location), variance, cdf), crps };
}
