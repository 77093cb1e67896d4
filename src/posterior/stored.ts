/**
 * A posterior as files: `posterior.json` and an array file each. The format is docs/reference/posterior-format.md; this room never
 * parses a model, so what is read back is a StoredPosterior until the pipeline has compiled its source again.
 */

import type { BindingFacts, BoundArray } from "../data/bound.ts";
import { Bug } from "../diagnostic/bug.ts";
import { diagnose, failure, success, type Outcome } from "../diagnostic/diagnostic.ts";
import type { Source } from "../diagnostic/source.ts";
import { freeShape } from "../library/bijector.ts";
import type { Model, Site } from "../model/model.ts";
import { sizeOf } from "../shape/dimension.ts";
import { elements, type Shape } from "../tensor/graph.ts";
import { chainArrays, chainsFault } from "./chains.ts";
import { conjugateArrays, conjugateFault } from "./conjugate-stored.ts";
import type { Array64 } from "./npy.ts";
import type { Approximation, FitRecord, Posterior, SiteValues } from "./posterior.ts";
import { shapeIn } from "./sites.ts";

export interface StoredPosterior {
  /** The folder, as it was named. */
  readonly path: string;
  /** Of the Hunch that wrote it. */
  readonly version: string;
  readonly source: Source;
  readonly modelName: string;
  readonly record: FitRecord;
  readonly facts: StoredFacts;
  readonly approximation: Approximation;
  readonly training?: ReadonlyMap<string, StoredConstant>;
}

/** BindingFacts whose constants name their dimensions by id. */
type StoredFacts = Omit<BindingFacts, "constants"> & {
  readonly constants: ReadonlyMap<string, StoredConstant>;
};

export interface StoredConstant extends Array64 {
  readonly dimensions: readonly string[];
  readonly integer: boolean;
}

/** The stored posterior joined to its compiled model; the two must agree on names and sizes. */
export function revive(stored: StoredPosterior, model: Model): Outcome<Posterior> {
  const { facts, approximation, record, path } = stored;
  const constants = withDimensions(facts.constants, model);
  const training = withDimensions(stored.training ?? new Map(), model);
  const stranger = [constants, training].find((each) => typeof each === "string");
  if (typeof constants === "string" || typeof training === "string")
    return failure(mismatch(path, `${String(stranger)} has a dimension that the model lacks`));
  const unsized = model.sites
    .flatMap((site) => site.dimensions)
    .find((dimension) => sizeOf(dimension, facts.sizes) === null);
  if (unsized !== undefined) return failure(mismatch(path, `it does not know the size of ${unsized.name}`));
  const free = approximation.kind === "mean_field" || approximation.kind === "gaussian";
  const wanted = model.sites.map((site) => [site.name, elements(storedShape(site, facts, free))] as const);
  const wrong = disagreement(approximation, wanted);
  if (wrong !== null) return failure(mismatch(path, wrong));
  const kept = stored.training === undefined ? {} : { training };
  return success({ model, facts: { ...facts, constants }, approximation, record, ...kept });
}

/** The arrays over the model's own dimensions; the name of one that has another. */
function withDimensions(
  stored: ReadonlyMap<string, StoredConstant>,
  { program }: Model,
): ReadonlyMap<string, BoundArray> | string {
  const dimensions = new Map(program.dimensions.map((dimension) => [dimension.id, dimension]));
  const arrays = new Map<string, BoundArray>();
  for (const [name, { shape, values, dimensions: ids, integer }] of stored) {
    const known = ids.flatMap((id) => dimensions.get(id) ?? []);
    if (known.length !== ids.length) return name;
    arrays.set(name, { name, dimensions: known, shape, values, integer });
  }
  return arrays;
}

/** Of a site's own values: on the unconstrained scale where normals approximate it there. */
function storedShape(
  { dimensions, bijector }: Site,
  facts: Pick<BindingFacts, "sizes">,
  free: boolean,
): Shape {
  const declared = shapeIn(facts.sizes, dimensions);
  return free ? freeShape(bijector, declared) : declared;
}

function mismatch(path: string, why: string) {
  return diagnose("H0653", { path }, { at: null, notes: [why], help: "fit the model again" });
}

/** What the arrays and the model's sites disagree on, in words. */
function disagreement(
  approximation: Approximation,
  wanted: readonly (readonly [string, number])[],
): string | null {
  if (approximation.kind === "gaussian") {
    const total = wanted.reduce((sum, [, count]) => sum + count, 0);
    const { mean, covariance } = approximation;
    const fits = mean.length === total && covariance.length === total * total;
    return fits ? null : `it holds ${mean.length} numbers, the model has ${total} latents`;
  }
  if (approximation.kind === "conjugate") return conjugateFault(approximation, wanted);
  const repeats = approximation.kind === "draws" ? approximation.chains * approximation.draws : 1;
  for (const values of siteMaps(approximation)) {
    for (const [name, count] of wanted) {
      const found = values.get(name);
      if (found === undefined) return `it holds nothing of ${name}`;
      if (found.length !== count * repeats)
        return `${name} has ${found.length} numbers, the model wants ${count * repeats}`;
    }
    if (values.size !== wanted.length) return "it holds latents that the model does not have";
  }
  return approximation.kind === "draws" ? chainsFault(approximation, wanted) : null;
}

function siteMaps(
  approximation: Exclude<Approximation, { kind: "gaussian" | "conjugate" }>,
): readonly SiteValues[] {
  return approximation.kind === "mean_field"
    ? [approximation.mean, approximation.sd]
    : [approximation.values];
}

/** The arrays of an approximation by name: `mean f.hidden.weight`. */
export function arraysOf(posterior: Posterior): ReadonlyMap<string, Array64> {
  const { approximation, model, facts } = posterior;
  const arrays = new Map<string, Array64>();
  const addSites = (kind: string, values: SiteValues, leading: readonly number[]): void => {
    for (const site of model.sites) {
      const own = values.get(site.name);
      if (own === undefined) throw new Bug(`the posterior holds nothing of ${site.name}`);
      const shape = storedShape(site, facts, approximation.kind === "mean_field");
      arrays.set(`${kind} ${site.name}`, { shape: [...leading, ...shape], values: own });
    }
  };
  switch (approximation.kind) {
    case "point":
      addSites("value", approximation.values, []);
      break;
    case "mean_field":
      addSites("mean", approximation.mean, []);
      addSites("sd", approximation.sd, []);
      break;
    case "gaussian": {
      const { mean, covariance } = approximation;
      arrays.set("mean", { shape: [mean.length], values: mean });
      arrays.set("covariance", { shape: [mean.length, mean.length], values: covariance });
      break;
    }
    case "conjugate": {
      const shapes = new Map(model.sites.map((site) => [site.name, storedShape(site, facts, false)]));
      const shapeOfSite = (name: string): Shape => shapes.get(name) ?? [];
      for (const [name, array] of conjugateArrays(approximation, shapeOfSite)) arrays.set(name, array);
      break;
    }
    case "draws":
      addSites("draws", approximation.values, [approximation.chains, approximation.draws]);
      for (const [name, array] of chainArrays(approximation)) arrays.set(name, array);
      if (approximation.divergences.chain.length > 0)
        addSites("divergence at", approximation.divergences.positions, [
          approximation.divergences.chain.length,
        ]);
      break;
  }
  for (const [name, constant] of facts.constants) arrays.set(`data ${name}`, constant);
  for (const [name, array] of posterior.training ?? []) arrays.set(`training ${name}`, array);
  return arrays;
}
