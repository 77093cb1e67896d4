/** Means, sds and quantiles of each latent's elements in closed form, where the approximation has one. */

import { Bug } from "../diagnostic/bug.ts";
import type { Site } from "../model/model.ts";
import { elementOf, student } from "./closed-families.ts";
import { type Mixture, quantile } from "./mixture.ts";
import { normalQuantile } from "./normal.ts";
import type { Conjugate, Posterior } from "./posterior.ts";
import { type SitePlace, sitePlaces } from "./sites.ts";

/** By element, row-major, on the declared scale. */
export interface Shaped {
  readonly shape: readonly number[];
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  readonly q05: Float64Array;
  readonly q50: Float64Array;
  readonly q95: Float64Array;
}

/** By site; sites without a closed form, and deterministic quantities, are absent. */
export function closedForm(posterior: Posterior): ReadonlyMap<string, Shaped> {
  const { approximation, model } = posterior;
  const found = new Map<string, Shaped>();
  const places = sitePlaces(posterior);
  model.sites.forEach((site, i) => {
    const place = places[i];
    if (place === undefined) throw new Bug(`${site.name} has no place`);
    const { name, shape, start, count } = place;
    switch (approximation.kind) {
      case "point": {
        const value = valuesOf(approximation.values, name);
        found.set(name, { shape, mean: value, sd: value.map(() => 0), q05: value, q50: value, q95: value });
        break;
      }
      case "mean_field": {
        // Its spread is that of what it stands on, too.
        if (site.nonCentred) break;
        const marginals = transformed(
          site,
          valuesOf(approximation.mean, name),
          valuesOf(approximation.sd, name),
        );
        if (marginals !== null) found.set(name, { shape, ...marginals });
        break;
      }
      case "gaussian": {
        const { mean, covariance } = approximation;
        const sd = Float64Array.from({ length: count }, (_, k) =>
          Math.sqrt(covariance[(start + k) * (mean.length + 1)] as number),
        );
        const marginals = transformed(site, mean.slice(start, start + count), sd);
        if (marginals !== null) found.set(name, { shape, ...marginals });
        break;
      }
      case "conjugate":
        found.set(name, { shape, ...conjugateMarginals(approximation, site, places) });
        break;
      case "draws":
        break;
    }
  });
  return found;
}

/** Of a closed form every site has one: of a simplex each entry's is a beta distribution. */
function conjugateMarginals(
  { groups, parameters }: Conjugate,
  site: Site,
  places: readonly SitePlace[],
): Omit<Shaped, "shape"> {
  const family = site.latent.distribution.distribution.name;
  const own = parameters.get(site.name);
  if (own !== undefined) {
    const [first = new Float64Array(), second] = Object.values(own);
    const place = places.find(({ name }) => name === site.name);
    const event = second === undefined ? (place?.shape.at(-1) ?? 1) : 1;
    return ofMixtures(
      Array.from(first, (a, i) => {
        if (second !== undefined) return elementOf(family, a, second[i] as number);
        const start = i - (i % event);
        const rest = first.subarray(start, start + event).reduce((sum, each) => sum + each, 0) - a;
        return elementOf("beta", a, rest);
      }),
    );
  }
  const group = groups.find(({ sites }) => sites.includes(site.name));
  if (group === undefined) throw new Bug(`the posterior holds nothing of ${site.name}`);
  const before = group.sites.slice(0, group.sites.indexOf(site.name));
  const countOf = (name: string): number => places.find((place) => place.name === name)?.count ?? 0;
  const start = before.reduce((sum, name) => sum + countOf(name), 0);
  const mean = group.mean.slice(start, start + countOf(site.name));
  const sd = mean.map((_, k) => Math.sqrt(group.covariance[(start + k) * (group.mean.length + 1)] as number));
  const [shape, scale] = Object.values(parameters.get(group.scale ?? "") ?? {}).map(([value]) => value);
  if (shape === undefined || scale === undefined) {
    const at = (p: number): Float64Array =>
      mean.map((each, k) => each + (sd[k] as number) * normalQuantile(p));
    return { mean, sd, q05: at(0.05), q50: at(0.5), q95: at(0.95) };
  }
  return ofMixtures(
    Array.from(mean, (each, k) => student(2 * shape, each, (sd[k] as number) * Math.sqrt(scale / shape))),
  );
}

function ofMixtures(elements: readonly Mixture[]): Omit<Shaped, "shape"> {
  const of = (value: (mixture: Mixture) => number): Float64Array => Float64Array.from(elements, value);
  const at = (p: number): Float64Array => of((mixture) => quantile(mixture, p));
  return {
    mean: of(({ mean }) => mean),
    sd: of(({ sd }) => sd),
    q05: at(0.05),
    q50: at(0.5),
    q95: at(0.95),
  };
}

/** A normal seen through the site's bijector. */
function transformed(site: Site, m: Float64Array, s: Float64Array): Omit<Shaped, "shape"> | null {
  const by = (value: (m: number, s: number) => number): Float64Array =>
    m.map((each, i) => value(each, s[i] as number));
  const quantiles = (through: (u: number) => number) => {
    const at = (p: number): Float64Array => by((mean, sd) => through(mean + sd * normalQuantile(p)));
    return { q05: at(0.05), q50: at(0.5), q95: at(0.95) };
  };
  if (site.bijector.name === "real") return { mean: m, sd: s, ...quantiles((u) => u) };
  if (site.bijector.name !== "positive") return null;
  // exp of a normal: mean e^(m + s²/2), variance (e^(s²) − 1) mean²
  return {
    mean: by((mean, sd) => Math.exp(mean + (sd * sd) / 2)),
    sd: by((mean, sd) => Math.sqrt(Math.expm1(sd * sd)) * Math.exp(mean + (sd * sd) / 2)),
    ...quantiles(Math.exp),
  };
}

function valuesOf(values: ReadonlyMap<string, Float64Array>, name: string): Float64Array {
  const found = values.get(name);
  if (found === undefined) throw new Bug(`the posterior holds nothing of ${name}`);
  return found;
}
