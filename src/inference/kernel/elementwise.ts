/** The posterior of latents that are conjugate element by element, rows taken block by block. */

import { rowsComeApart } from "../../check/all-rows.ts";
import { Bug } from "../../diagnostic/bug.ts";
import { isConjugatePrior, type Pair } from "../../model/conjugate-pairs.ts";
import { dataSlots, deterministics, logLikelihood } from "../../model/density.ts";
import type { Model, Named, Site } from "../../model/model.ts";
import { shapeOf } from "../../model/named.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Builder } from "../../tensor/builder.ts";
import { gradient } from "../../tensor/differentiate.ts";
import { elements, type Slot } from "../../tensor/graph.ts";
import type { Executable, Program } from "../../tensor/program.ts";
import type { Task } from "../method.ts";
import { blockCapacity, blocksOf, blockSizes, writeData } from "./blocks.ts";
import { logNormaliser, type Parameters, solve, updates } from "./conjugate-update.ts";
import { found } from "./lists.ts";
import { priorParameters } from "./prior-parameters.ts";
import { viewRows } from "./rows.ts";

export interface ElementwiseSolution {
  /** By site. */
  readonly parameters: ReadonlyMap<string, Parameters>;
  readonly logEvidence: number;
  readonly compileSeconds: number;
}

/** The posterior's parameters: the prior's, and the statistics that two slopes tell of. */
export async function solveElementwise(task: Task, most: number): Promise<ElementwiseSolution> {
  const { model, bound } = task;
  const { sizes } = bound.facts;
  const began = performance.now();
  const priors = await priorParameters(task);
  const sites = model.sites.map((site): SiteUpdate => {
    const own = found(priors, site.name);
    return { site, prior: own, s: ones(own), f: ones(own) };
  });
  if (model.observations.length === 0) return { parameters: priors, logEvidence: 0, compileSeconds: 0 };
  const comfortable = blockCapacity(model, sizes, bound.rows);
  const capacity = rowsComeApart(model.program) ? Math.min(most, comfortable) : comfortable;
  const held = blockSizes(model, sizes, capacity);
  const executable = await task.runtime.compile(likelihoodProgram(model, held));
  const compileSeconds = (performance.now() - began) / 1000;
  const likelihood = (point: ReadonlyMap<string, Float64Array>) => over(task, executable, capacity, point);

  // The second round looks where the first says that the latent is.
  for (let round = 0; round < 2; round++) {
    const low = await likelihood(pointOf(sites, 0));
    const high = await likelihood(pointOf(sites, 1));
    for (const each of sites)
      improve(each, found(low.slopes, each.site.name), found(high.slopes, each.site.name));
  }
  const parameters = new Map(sites.map((each) => [each.site.name, posteriorOf(each)]));
  const middle = new Map(sites.map((each) => [each.site.name, meanOf(each)]));
  const { value } = await likelihood(middle);
  executable.dispose();
  // log p(y) = ℓ(θ) − s·T₁(θ) − f·T₂(θ) + log Z(posterior) − log Z(prior), at any θ
  const logEvidence = sites.reduce((sum, each) => {
    const event = eventOf(each.site, sizes);
    const family = familyOf(each.site);
    const theta = found(middle, each.site.name);
    const kernel = theta.reduce((total, value_, i) => {
      const [first, second] = updates[family].statistics(value_);
      return total + (each.s[i] as number) * first + (each.f[i] as number) * second;
    }, 0);
    const normalisers =
      logNormaliser(family, posteriorOf(each), event) - logNormaliser(family, each.prior, event);
    return sum - kernel + normalisers;
  }, value);
  return { parameters, logEvidence, compileSeconds };
}

export function elementwisePrograms(model: Model, sizes: Sizes, capacity: number): readonly Program[] {
  return model.observations.length === 0
    ? []
    : [likelihoodProgram(model, blockSizes(model, sizes, capacity))];
}

interface SiteUpdate {
  readonly site: Site;
  readonly prior: Parameters;
  /** By element: what the likelihood adds. */
  readonly s: Float64Array;
  readonly f: Float64Array;
}

function ones(parameters: Parameters): Float64Array {
  const [first] = Object.values(parameters);
  return new Float64Array(first?.length ?? 0).fill(1);
}

export function familyOf({ latent, name }: Site): Pair["prior"] {
  const word = latent.distribution.distribution.name;
  if (!isConjugatePrior(word)) throw new Bug(`${name} is ${word}, no conjugate prior`);
  return word as Pair["prior"];
}

/** Entries of a simplex; 1 where elements stand alone. */
function eventOf({ dimensions, latent }: Site, sizes: Sizes): number {
  return latent.distribution.distribution.event === 1 ? (shapeOf(dimensions, sizes).at(-1) ?? 1) : 1;
}

function pointOf(sites: readonly SiteUpdate[], which: 0 | 1): ReadonlyMap<string, Float64Array> {
  return new Map(
    sites.map(({ site, s, f }) => [
      site.name,
      s.map((value, i) => updates[familyOf(site)].points(value, f[i] as number)[which]),
    ]),
  );
}

function improve({ site, s, f }: SiteUpdate, low: Float64Array, high: Float64Array): void {
  const update = updates[familyOf(site)];
  for (let i = 0; i < s.length; i++) {
    const points = update.points(s[i] as number, f[i] as number);
    [s[i], f[i]] = solve(update, points, [low[i] as number, high[i] as number]);
  }
}

function posteriorOf({ site, prior, s, f }: SiteUpdate): Parameters {
  const { names } = updates[familyOf(site)];
  return Object.fromEntries(
    names.map((name, k) => [
      name,
      (prior[name] ?? s).map((value, i) => value + ((k === 0 ? s : f)[i] as number)),
    ]),
  );
}

/** A value of the latent that the posterior holds likely, inside its support. */
function meanOf(each: SiteUpdate): Float64Array {
  const { names } = updates[familyOf(each.site)];
  const own = posteriorOf(each);
  const [first = each.s, second = first] = names.map((name) => own[name]);
  const family = familyOf(each.site);
  return first.map((a, i) => {
    const b = second[i] as number;
    if (family === "beta") return a / (a + b);
    if (family === "gamma") return a / b;
    return family === "inverse_gamma" ? b / a : 1 / 2;
  });
}

function slotOf(name: string, shape: readonly number[]): Slot {
  return { name, shape, dtype: "f64" };
}

/** The log likelihood of a block of rows at values of the latents, and its slopes in them. */
function likelihoodProgram(model: Model, sizes: Sizes): Program {
  const b: Builder = createBuilder("f64");
  const data = dataSlots(model, sizes, "f64");
  const sites = model.sites.map(({ name, dimensions }) => {
    return { name, dimensions, slot: slotOf(`point:${name}`, shapeOf(dimensions, sizes)) };
  });
  const live: Slot = { name: ":live", shape: [], dtype: "i32" };
  const inputs = [...data.map(({ slot }) => slot), live, ...sites.map(({ slot }) => slot)];
  const all = new Map(inputs.map(({ name, shape, dtype }) => [name, b.input(name, shape, dtype)] as const));
  const env = new Map<string, Named>([
    ...data.map(
      ({ slot, dimensions }) => [slot.name, { tensor: found(all, slot.name), dimensions }] as const,
    ),
    ...sites.map(
      ({ name, dimensions, slot }) => [name, { tensor: found(all, slot.name), dimensions }] as const,
    ),
  ]);
  const view = viewRows(b, {
    dimension: model.program.rows,
    sizes,
    data: env,
    live: found(all, ":live"),
    indices: null,
  });
  const value = view.total(logLikelihood(b, model, sizes, deterministics(b, model, sizes, env)));
  const points = sites.map(({ slot }) => found(all, slot.name));
  return {
    name: "likelihood of conjugate latents",
    state: [],
    inputs,
    outputs: [slotOf(":value", []), ...sites.map(({ name, slot }) => slotOf(`slope:${name}`, slot.shape))],
    step: b.finish([value, ...gradient(b, value, points)]),
  };
}

async function over(
  task: Task,
  executable: Executable,
  capacity: number,
  point: ReadonlyMap<string, Float64Array>,
): Promise<{ readonly value: number; readonly slopes: ReadonlyMap<string, Float64Array> }> {
  const { model, bound } = task;
  const held = blockSizes(model, bound.facts.sizes, capacity);
  for (const [name, values] of point) executable.write(`point:${name}`, values);
  const slopes = new Map(
    model.sites.map((site) => [
      site.name,
      new Float64Array(elements(shapeOf(site.dimensions, bound.facts.sizes))),
    ]),
  );
  let value = 0;
  for (const block of blocksOf(bound.rows, capacity)) {
    writeData(executable, model, held, bound, block, capacity);
    executable.write(":live", [block.live]);
    await executable.run(1);
    value += Number(executable.read(":value")[0]);
    for (const [name, sum] of slopes)
      executable.read(`slope:${name}`).forEach((part, i) => (sum[i] = (sum[i] as number) + Number(part)));
  }
  return { value, slopes };
}
