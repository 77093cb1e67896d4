/** A closed form on disk: the arrays of its groups and parameters, what of it stands in `posterior.json`, and both together again. */

import type { Array64 } from "./npy.ts";
import type { Conjugate, NormalGroup } from "./posterior.ts";

/** What the arrays' names do not tell. */
export interface ConjugateEntry {
  readonly groups: readonly { readonly sites: readonly string[]; readonly scale: string | null }[];
  /** By site, the names of its parameters in order. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
}

export function conjugateEntry({ groups, parameters }: Conjugate): ConjugateEntry {
  return {
    groups: groups.map(({ sites, scale }) => ({ sites, scale })),
    parameters: Object.fromEntries([...parameters].map(([name, own]) => [name, Object.keys(own)])),
  };
}

/** `mean`, `covariance`; `mean given variance`; `shape variance`. `shapeOf` gives a site's. */
export function conjugateArrays(
  { groups, parameters }: Conjugate,
  shapeOf: (site: string) => readonly number[],
): ReadonlyMap<string, Array64> {
  const arrays = new Map<string, Array64>();
  for (const { scale, mean, covariance } of groups) {
    arrays.set(named("mean", scale), { shape: [mean.length], values: mean });
    arrays.set(named("covariance", scale), { shape: [mean.length, mean.length], values: covariance });
  }
  for (const [site, own] of parameters)
    for (const [parameter, values] of Object.entries(own))
      arrays.set(`${parameter} ${site}`, { shape: shapeOf(site), values });
  return arrays;
}

function named(what: string, scale: string | null): string {
  return scale === null ? what : `${what} given ${scale}`;
}

/** Null where an array that is needed is not there. */
export function conjugateFrom(entry: ConjugateEntry, arrays: ReadonlyMap<string, Array64>): Conjugate | null {
  const groups: NormalGroup[] = [];
  for (const { sites, scale } of entry.groups) {
    const mean = arrays.get(named("mean", scale))?.values;
    const covariance = arrays.get(named("covariance", scale))?.values;
    if (mean === undefined || covariance === undefined) return null;
    groups.push({ sites, scale, mean, covariance });
  }
  const parameters = new Map<string, Readonly<Record<string, Float64Array>>>();
  for (const [site, names] of Object.entries(entry.parameters)) {
    const own = names.map((name) => [name, arrays.get(`${name} ${site}`)?.values] as const);
    if (!own.every((each): each is [string, Float64Array] => each[1] !== undefined)) return null;
    parameters.set(site, Object.fromEntries(own));
  }
  return { kind: "conjugate", groups, parameters };
}

/** What the arrays and the model's sites disagree on, in words. */
export function conjugateFault(
  { groups, parameters }: Conjugate,
  wanted: readonly (readonly [string, number])[],
): string | null {
  const counts = new Map(wanted);
  const held = [...groups.flatMap(({ sites }) => sites), ...parameters.keys()];
  const missing = wanted.find(([name]) => !held.includes(name));
  if (missing !== undefined) return `it holds nothing of ${missing[0]}`;
  if (held.length !== wanted.length || held.some((name) => !counts.has(name)))
    return "it holds latents that the model does not have";
  for (const { sites, scale, mean, covariance } of groups) {
    const total = sites.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
    if (mean.length !== total || covariance.length !== total * total)
      return `it holds ${mean.length} numbers of ${sites.join(", ")}, the model has ${total}`;
    if (scale !== null && !parameters.has(scale)) return `it holds nothing of ${scale}`;
  }
  for (const [name, own] of parameters)
    for (const values of Object.values(own))
      if (values.length !== counts.get(name))
        return `${name} has ${values.length} numbers, the model wants ${counts.get(name)}`;
  return null;
}
