/** What to say when chains cannot begin, cannot move, or have no end. */

import { type Diagnostic, diagnose } from "../../diagnostic/diagnostic.ts";
import { isImproper } from "../../check/placed.ts";
import type { Site } from "../../model/model.ts";
import type { Layout } from "../kernel/layout.ts";
import { at } from "../kernel/lists.ts";
import type { Task } from "../method.ts";
import { blockSizes, writeData } from "../kernel/blocks.ts";
import type { Gathered } from "./gather.ts";
import { inspectionProgram } from "./inspect.ts";

/** No starting point has a finite density: the part of the model in which it breaks first, at the last of them. */
export async function noBeginning(
  task: Task,
  layout: Layout,
  position: Float64Array,
  tries: number,
): Promise<Diagnostic> {
  const { model, bound, runtime, infer } = task;
  const sizes = blockSizes(model, bound.facts.sizes, bound.rows);
  const inspection = await runtime.compile(inspectionProgram(model, sizes, layout));
  writeData(inspection, model, sizes, bound, { start: 0, live: bound.rows }, bound.rows);
  for (const { name, offset, size } of layout.places)
    inspection.write(`point:${name}`, position.subarray(offset, offset + size));
  await inspection.run(1);
  const bad = inspection.program.outputs.find(({ name }) => !Number.isFinite(inspection.read(name)[0]));
  inspection.dispose();
  const where = bad === undefined ? "the density" : bad.name.slice(bad.name.indexOf(":") + 1);
  const help =
    "look for a logarithm of zero, a division by zero, and for data that the model rules out; `init = zero` begins in the middle of the unconstrained scale";
  return diagnose("H0707", { tries, where }, { at: infer.span, help });
}

/** Nothing in the density holds a latent: the posterior has no end. */
export function runaway(site: Site): Diagnostic {
  const prior = site.latent.type.support.kind === "positive" ? "half_normal(10)" : "normal(0, 10)";
  const help = `give it a proper prior, ${prior} for instance, or let the likelihood depend on it`;
  return diagnose("H0708", { name: site.name }, { at: site.latent.span, help });
}

/** Every step of any size is accepted: a flat latent has no end, or the density is so large that no prior shows in its digits. */
export function endless(task: Task): Diagnostic {
  const flat = task.model.sites.find(({ latent }) => isImproper(latent.distribution.distribution));
  if (flat !== undefined) return runaway(flat);
  const why = "the density is so large a number that no step changes its digits";
  return diagnose("H0709", { why }, { at: task.infer.span, help: steep });
}

const steep =
  "look for a density with jumps, as `where` or `floor` of a latent makes, and for scales that are nearly zero";

/** No step, however small, is accepted. */
export function stuck(task: Task, why: string): Diagnostic {
  return diagnose("H0709", { why }, { at: task.infer.span, help: steep });
}

/** What an improper prior adds to the slope on the unconstrained scale: that of its Jacobian, where it is the same everywhere. */
const ownSlope: Readonly<Record<string, number>> = { real: 0, positive: 1 };

/** The first latent that neither prior nor data hold: at all these gradients some element has no slope but its Jacobian's. */
export function unheld(layout: Layout, gradients: readonly Float64Array[]): Site | null {
  const loose = layout.places.find(({ site, offset, size }) => {
    const own = ownSlope[site.bijector.name];
    if (own === undefined || !isImproper(site.latent.distribution.distribution)) return false;
    const elements = Array.from({ length: size }, (_, i) => offset + i);
    return elements.some((i) => gradients.every((slopes) => slopes[i] === own));
  });
  return loose?.site ?? null;
}

/** Chains all of whose draws are one: an error where no chain moved, a warning that counts them where some did. */
export function unmoved(task: Task, { chains, draws, positions }: Gathered): Diagnostic | null {
  const size = positions.length / (chains * draws);
  if (size === 0 || draws < 2) return null;
  const still = Array.from({ length: chains }, (_, chain) => {
    const first = positions.subarray(chain * draws * size, (chain * draws + 1) * size);
    for (let i = 1; i < draws; i++) {
      const from = (chain * draws + i) * size;
      if (first.some((value, j) => value !== positions[from + j])) return false;
    }
    return true;
  }).filter(Boolean).length;
  if (still === chains) return stuck(task, "every draw is the point a chain stood at after warm-up");
  const help = "leave more room for warm-up, or begin elsewhere with `init`";
  return still === 0 ? null : diagnose("H0712", { still, chains }, { at: task.infer.span, help });
}

/** A posterior that reaches e^±100 on a logarithmic scale has no end there: no unit of a positive latent is so far from another. */
const endOfLogarithms = 100;

/** The improper priors whose latents the chains do not agree on, or run away on together, each a warning. */
export function driftWarnings(layout: Layout, draws: Gathered): readonly Diagnostic[] {
  return layout.places.flatMap(({ site, offset, size, name }) => {
    if (!isImproper(site.latent.distribution.distribution)) return [];
    const far = Array.from({ length: size }, (_, i) => disagreement(draws, layout.size, offset + i));
    const apart = Math.max(...far) > 1.5;
    const furthest =
      site.bijector.name === "positive" ? furthestOf(draws, layout.size, offset, offset + size) : 0;
    if (!apart && Math.abs(furthest) <= endOfLogarithms) return [];
    const seen = apart
      ? `the chains do not agree on ${name}`
      : `the chains take ${name} to 1e${Math.round(furthest / Math.LN10)}`;
    const help = "give it a proper prior, or leave out what it cannot be told apart from";
    return [diagnose("H0711", { seen }, { at: site.latent.span, help })];
  });
}

/** The number furthest from 0 of the unconstrained elements from `start` to `end`, over all draws. */
function furthestOf({ positions }: Gathered, size: number, start: number, end: number): number {
  let furthest = 0;
  for (let row = 0; row < positions.length; row += size)
    for (const value of positions.subarray(row + start, row + end))
      if (Math.abs(value) > Math.abs(furthest)) furthest = value;
  return furthest;
}

/** √((between + within) / within) of one number over the chains: about 1 where they agree (Gelman & Rubin 1992). */
function disagreement({ chains, draws, positions }: Gathered, size: number, element: number): number {
  const moments = Array.from({ length: chains }, (_, chain) => {
    let mean = 0;
    let squares = 0;
    for (let i = 0; i < draws; i++) {
      const value = at([positions[(chain * draws + i) * size + element]], 0);
      const difference = value - mean;
      mean += difference / (i + 1);
      squares += difference * (value - mean);
    }
    return { mean, variance: squares / (draws - 1) };
  });
  const within = moments.reduce((sum, { variance }) => sum + variance, 0) / chains;
  const centre = moments.reduce((sum, { mean }) => sum + mean, 0) / chains;
  const between = moments.reduce((sum, { mean }) => sum + (mean - centre) ** 2, 0) / (chains - 1);
  return Math.sqrt((between + within) / within);
}
