/** Draws of a closed form: parameters first – a variance, a rate, probabilities –, then the normals given their variance. */

import { Bug } from "../diagnostic/bug.ts";
import type { Noise } from "../library/distribution.ts";
import type { Model, Named } from "../model/model.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Executable } from "../tensor/program.ts";
import type { Conjugate, NormalGroup } from "./posterior.ts";
import { choleskyFactor } from "./cholesky.ts";
import type { SitePlace } from "./sites.ts";

/** The sites on the declared scale, from the inputs that `writeConjugate` fills. */
export function conjugateValues(
  b: Builder,
  model: Model,
  { groups, parameters }: Conjugate,
  places: readonly SitePlace[],
  noise: Noise,
): ReadonlyMap<string, Named> {
  const place = new Map(places.map((each) => [each.name, each]));
  const values = new Map<string, Named>();
  for (const { name, latent, dimensions } of model.sites) {
    const own = parameters.get(name);
    if (own === undefined) continue;
    const shape = place.get(name)?.shape ?? [];
    const inputs = Object.keys(own).map(
      (each) => [each, b.input(`${each} of ${name}`, shape, "f64")] as const,
    );
    const tensor = latent.distribution.distribution.sample(b, noise, Object.fromEntries(inputs), shape);
    values.set(name, { tensor, dimensions });
  }
  for (const group of groups) {
    // θ = μ + σ L z, L Lᵀ = Σ
    const size = group.mean.length;
    const factor = b.input(slot("factor", group), [size, size], "f64");
    const moved = b.dot(factor, noise.normal([size]), [[1], [0]]);
    const sd = scaleOf(b, model, group, values);
    const theta = b.add(
      b.input(slot("centre", group), [size], "f64"),
      sd === null ? moved : b.mul(moved, sd),
    );
    let from = 0;
    for (const name of group.sites) {
      const { shape = [], count = 0 } = place.get(name) ?? {};
      const site = model.sites.find((each) => each.name === name);
      const tensor = b.reshape(b.slice(theta, [from], [from + count]), shape);
      values.set(name, { tensor, dimensions: site?.dimensions ?? [] });
      from += count;
    }
  }
  return values;
}

/** The root of a variance, or one over that of a precision. */
function scaleOf(
  b: Builder,
  model: Model,
  { scale, mean }: NormalGroup,
  values: ReadonlyMap<string, Named>,
): Tensor | null {
  if (scale === null) return null;
  const drawn = values.get(scale)?.tensor;
  const site = model.sites.find(({ name }) => name === scale);
  if (drawn === undefined || site === undefined) throw new Bug(`${scale} is drawn nowhere`);
  const root = b.sqrt(drawn);
  const precision = site.latent.distribution.distribution.name === "gamma";
  return b.broadcast(precision ? b.reciprocal(root) : root, [mean.length], []);
}

export function writeConjugate(executable: Executable, { groups, parameters }: Conjugate): void {
  for (const [name, own] of parameters)
    for (const [parameter, values] of Object.entries(own))
      executable.write(`${parameter} of ${name}`, values);
  for (const group of groups) {
    executable.write(slot("centre", group), group.mean);
    executable.write(slot("factor", group), choleskyFactor(group.covariance, group.mean.length));
  }
}

function slot(what: string, { scale }: NormalGroup): string {
  return scale === null ? `:${what}` : `:${what} given ${scale}`;
}
