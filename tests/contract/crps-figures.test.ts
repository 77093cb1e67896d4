/** The continuous ranked probability score of every family beside scoringrules' and SciPy's figures; bench/peers/crps.py made the file. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { distributions } from "../../src/library/distributions/table.ts";
import { crpsOfCdf } from "../../src/posterior/crps-integral.ts";
import { generalMixture } from "../../src/posterior/mixture.ts";
import { crps } from "../../src/posterior/scores.ts";
import { isDiscrete } from "../../src/shape/support.ts";
import { compute } from "./compute.ts";
import { given, need } from "./distribution-cases.ts";

interface Figures {
  readonly distribution: string;
  readonly arguments: Readonly<Record<string, number>>;
  readonly observations: readonly number[];
  readonly crps: readonly number[];
}

const file = join(import.meta.dirname, "crps-figures.json");
const figures = JSON.parse(readFileSync(file, "utf8")) as readonly Figures[];

function mixtureOf(row: Figures) {
  const distribution = need(distributions.get(row.distribution));
  const parameters = Object.fromEntries(
    Object.entries(row.arguments).map(([name, value]) => [name, Float64Array.of(value)]),
  );
  const { mean, variance } = distribution;
  const [m = NaN, v = NaN] =
    mean === null || variance === null
      ? []
      : compute(given(row.arguments), (b, p) => [mean(b, p), variance(b, p)]).flat();
  const discrete = isDiscrete(distribution.support(null));
  return generalMixture(distribution, parameters, { mean: m, sd: Math.sqrt(v), discrete });
}

const close = (found: number, wanted: number, tolerance: number) =>
  expect(Math.abs(found - wanted) / (1 + Math.abs(wanted)), `${found}, not ${wanted}`).toBeLessThan(
    tolerance,
  );

// Planted: ½ for ¾ in laplace; the share of gamma not weighed by size; σ² for σ in lognormal's share; cauchy cut at the observation alone.
test.each(figures)("$distribution $arguments", (row) => {
  const mixture = mixtureOf(row);
  row.observations.forEach((y, i) => {
    close(crps(mixture, null, y), need(row.crps[i]), Number.isFinite(mixture.crps?.(y)) ? 1e-10 : 1e-8);
    // The definition, from the cdf alone; that of uniform has corners.
    close(crpsOfCdf(mixture, y), need(row.crps[i]), row.distribution === "uniform" ? 1e-4 : 1e-7);
  });
});

test("every closed form has its figures", () => {
  const closed = [...distributions.values()].filter((row) => row.crps !== undefined).map(({ name }) => name);
  expect(closed.length).toBeGreaterThan(10);
  for (const name of closed) expect(figures.map(({ distribution }) => distribution)).toContain(name);
});
