/** The language's reductions in plain f64. Sums are compensated, so that an average of a million cells keeps its digits. */

import type { Reduction } from "../check/program.ts";

/** Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974. */
function sum(values: Float64Array): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

const mean = (values: Float64Array): number => sum(values) / values.length;
const max = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, value), -Infinity);

export const reductions: { readonly [R in Reduction]: (values: Float64Array) => number } = {
  sum,
  mean,
  /** √(Σ(x − x̄)² / (n − 1)) */
  sd: (values) => {
    const centre = mean(values);
    return Math.sqrt(sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
  },
  max,
  logsumexp: (values) => {
    const most = max(values);
    return most === -Infinity ? most : most + Math.log(sum(values.map((value) => Math.exp(value - most))));
  },
};
