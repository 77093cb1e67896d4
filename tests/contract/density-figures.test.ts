/** Log densities, cdfs and moments beside SciPy's figures; bench/peers/densities.py made the file. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { distributions } from "../../src/library/distributions/table.ts";
import { compute } from "./compute.ts";
import { given, logDensityAt, need } from "./distribution-cases.ts";

interface Figures {
  readonly distribution: string;
  readonly arguments: Readonly<Record<string, number>>;
  readonly points: readonly number[];
  readonly logDensity: readonly number[];
  readonly cdf: readonly number[];
  readonly mean: number | null;
  readonly variance: number | null;
}

const file = join(import.meta.dirname, "density-figures.json");
const figures = JSON.parse(readFileSync(file, "utf8")) as readonly Figures[];

const close = (found: number, wanted: number, tolerance: number) =>
  expect(Math.abs(found - wanted) / (1 + Math.abs(wanted)), `${found}, not ${wanted}`).toBeLessThan(
    tolerance,
  );

// Planted: a rate for a scale in gamma; the dispersion inverted in neg_binomial.
test.each(figures)("$distribution is SciPy's of $arguments", (row) => {
  const distribution = need(distributions.get(row.distribution));
  logDensityAt(distribution, row.arguments, row.points).forEach((found, i) =>
    close(found, need(row.logDensity[i]), 1e-10),
  );
  row.points.forEach((x, i) => close(need(distribution.cdf)(x, row.arguments), need(row.cdf[i]), 1e-9));
  const { mean, variance } = distribution;
  if (mean === null || variance === null) return;
  const [m = NaN, v = NaN] = compute(given(row.arguments), (b, p) => [mean(b, p), variance(b, p)]).flat();
  if (row.mean !== null) close(m, row.mean, 1e-10);
  if (row.variance !== null) close(v, row.variance, 1e-10);
});
