/**
 * Whether a sampler's draws can be believed: a sentence a check, that says what was seen, what it means and what to do. Limits are
 * those of Vehtari et al. (2021) and of Betancourt (2016, 2017).
 */

import { grouped, significant } from "../number.ts";
import { elementName, type Positions } from "../positions.ts";
import { clusterOf } from "./clusters.ts";
import { energyFractions } from "./energy.ts";
import type { Judged, Quantity } from "./judge.ts";
import { stuckChains } from "./stuck.ts";

export type CheckName = "stuck" | "rhat" | "ess_bulk" | "ess_tail" | "divergences" | "max_depth" | "ebfmi";

export interface Check<Name extends string = string> {
  readonly name: Name;
  /** Null where there is nothing to measure. */
  readonly value: number | null;
  /** Null where no value fails. */
  readonly limit: number | null;
  readonly ok: boolean;
  /** What was seen; what it means, and what to do, where that is not nothing. */
  readonly seen: string;
  readonly meaning: string | null;
  readonly advice: string | null;
}

type SamplerCheck = Check<CheckName>;

/** The whole of a check in a sentence. */
export function sentence({ seen, meaning, advice }: Check): string {
  return `${seen}${meaning === null ? "" : `: ${meaning}`}${advice === null ? "" : `; ${advice}`}`;
}

/** What is looked at. Statistics are `[chains * draws]`. */
export interface Run {
  readonly chains: number;
  /** Of each chain. */
  readonly draws: number;
  readonly judged: readonly Judged[];
  readonly quantities: readonly Quantity[];
  readonly energy: Float64Array;
  readonly divergent: Float64Array;
  readonly depth: Float64Array;
  /** The option; Infinity for paths that are no trees. */
  readonly maxDepth: number;
  /** Where paths broke off, by quantity. */
  readonly positions: ReadonlyMap<string, Float64Array>;
}

const limits = { rhat: 1.01, effectivePerChain: 100, energy: 0.3 } as const;

export function samplerChecks(run: Run, names: Positions): readonly SamplerCheck[] {
  return [
    moved(run),
    agreement(run, names),
    effective(run, names, "ess_bulk"),
    effective(run, names, "ess_tail"),
    divergences(run, names),
    depth(run),
    energy(run),
  ];
}

/** Of each chain, for halves of two: what any figure of agreement needs. */
const fewest = 4;

/** The element with the least favourable figure; null where none has any. */
function worst(
  judged: readonly Judged[],
  figures: (of: Judged) => Float64Array,
  worse: (a: number, b: number) => boolean,
  names: Positions,
): { readonly value: number; readonly where: string } | null {
  let found: { value: number; where: string } | null = null;
  for (const one of judged) {
    for (const [i, value] of figures(one).entries()) {
      if (Number.isNaN(value) || (found !== null && !worse(value, found.value))) continue;
      found = { value, where: elementName(one.name, one.shape, i, names) };
    }
  }
  return found;
}

function moved({ chains, draws, quantities }: Run): SamplerCheck {
  const still = stuckChains(quantities, chains, draws);
  const about = { name: "stuck", value: still.length, limit: 0 } as const;
  if (still.length === 0)
    return { ...about, ok: true, seen: "every chain moved", meaning: null, advice: null };
  return {
    ...about,
    ok: false,
    seen: chains === 1 ? "the chain never moved" : `of ${chains} chains, never moved: ${still.join(", ")}`,
    meaning: "all draws are the point where warm-up ended, which says nothing of the posterior",
    advice: "begin elsewhere (`init`, another seed), or take a longer `warmup`",
  };
}

function agreement({ chains, draws, judged }: Run, names: Positions): SamplerCheck {
  const found = worst(
    judged,
    ({ rhat }) => rhat,
    (a, b) => a > b,
    names,
  );
  const about = { name: "rhat", value: found?.value ?? null, limit: limits.rhat } as const;
  if (found === null) {
    const few = draws < fewest ? "too few draws to compare chains" : "nothing varies, and nothing disagrees";
    const alone = "one chain has no other to agree with";
    return chains === 1
      ? { ...about, ok: true, seen: alone, meaning: null, advice: "run four" }
      : { ...about, ok: true, seen: few, meaning: null, advice: null };
  }
  const shown = significant(found.value, 4);
  if (found.value < limits.rhat)
    return {
      ...about,
      ok: true,
      seen: `R̂ is at most ${shown}, of ${found.where}`,
      meaning: "the chains agree",
      advice: null,
    };
  return {
    ...about,
    ok: false,
    seen: `R̂ of ${found.where} is ${shown}`,
    meaning: "the chains have not come to one distribution, so means and sds are not those of the posterior",
    advice: "run longer (more `warmup` and `draws`); look for several modes, or a prior that says too little",
  };
}

const parts = {
  ess_bulk: {
    figures: ({ bulk }: Judged) => bulk,
    of: "in the middle of the distribution",
    what: "means and medians",
  },
  ess_tail: { figures: ({ tail }: Judged) => tail, of: "in the tails", what: "the 5 % and 95 % quantiles" },
} as const;

function effective({ chains, draws, judged }: Run, names: Positions, name: keyof typeof parts): SamplerCheck {
  const { figures, of, what } = parts[name];
  const limit = limits.effectivePerChain * chains;
  const found = worst(judged, figures, (a, b) => a < b, names);
  const about = { name, value: found?.value ?? null, limit };
  // One cause, one check that fails.
  if (found === null && draws < fewest && name === "ess_bulk")
    return {
      ...about,
      ok: false,
      seen: `each chain has ${draws === 1 ? "1 draw" : `${draws} draws`}, fewer than ${fewest}`,
      meaning: "there is no telling how far to trust them",
      advice: "take more `draws`",
    };
  if (found === null)
    return {
      ...about,
      ok: true,
      seen: `${draws < fewest ? "too few draws" : "nothing varies"} ${of}`,
      meaning: null,
      advice: null,
    };
  const seen = `${of} the draws of ${found.where} are worth ${grouped(Math.floor(found.value))} independent ones`;
  if (found.value >= limit)
    return {
      ...about,
      ok: true,
      seen: `${seen}, the fewest of all`,
      meaning: `enough for ${what}`,
      advice: null,
    };
  return {
    ...about,
    ok: false,
    seen: `${seen}, fewer than ${grouped(limit)}`,
    meaning: `${what}, and R̂ itself, are noisy`,
    advice: "take more `draws`, or write the model so that its latents depend less on one another",
  };
}

function divergences(
  { chains, draws, divergent, quantities, positions }: Run,
  names: Positions,
): SamplerCheck {
  const value = divergent.reduce((sum, each) => sum + each, 0);
  const about = { name: "divergences", value, limit: 0 } as const;
  if (value === 0)
    return {
      ...about,
      ok: true,
      seen: "no path diverged",
      meaning: "none met a place too curved for its steps",
      advice: null,
    };
  const cluster = clusterOf(quantities, positions, value);
  const shape = quantities.find((each) => each.name === cluster?.name)?.shape ?? [];
  const place =
    cluster === null
      ? "nowhere in particular"
      : `where ${elementName(cluster.name, shape, cluster.element, names)} is ${cluster.side}, about ${significant(cluster.median, 2)}`;
  return {
    ...about,
    ok: false,
    seen: `${grouped(value)} of ${grouped(chains * draws)} paths diverged, ${place}`,
    meaning:
      "the posterior is more curved there than steps can follow, so draws from there are missing and means are biased",
    advice:
      "write a hierarchy non-centred, give a scale a prior that keeps it from 0, or raise `target_accept` (0.95)",
  };
}

/** Paths cut short cost time and not truth: R̂ and the effective sizes tell whether that matters. */
function depth({ depth: depths, maxDepth }: Run): SamplerCheck {
  const value = depths.reduce((sum, each) => sum + (each >= maxDepth ? 1 : 0), 0);
  const about = { name: "max_depth", value, limit: null, ok: true } as const;
  if (value === 0) return { ...about, seen: "no path was cut short", meaning: null, advice: null };
  return {
    ...about,
    seen: `${grouped(value)} paths were cut short at depth ${maxDepth}, ${grouped(2 ** maxDepth - 1)} steps`,
    meaning: "that is slow and not wrong",
    advice: "standardise the data, try `metric = dense`, or raise `max_depth`",
  };
}

function energy({ chains, draws, energy: energies }: Run): SamplerCheck {
  const fractions = [...energyFractions({ chains, draws, values: energies })].filter(Number.isFinite);
  const value = fractions.length === 0 ? null : Math.min(...fractions);
  const about = { name: "ebfmi", value, limit: limits.energy } as const;
  if (value === null)
    return { ...about, ok: true, seen: "too few draws to compare energies", meaning: null, advice: null };
  if (value >= limits.energy) {
    const seen = `E-BFMI is at least ${significant(value, 2)}`;
    return {
      ...about,
      ok: true,
      seen,
      meaning: "the energies of the draws spread as they should",
      advice: null,
    };
  }
  return {
    ...about,
    ok: false,
    seen: `E-BFMI of the worst chain is ${significant(value, 2)}`,
    meaning: "momentum changes the energy too little to reach the tails, which are under-represented",
    advice: "write heavy-tailed or hierarchical latents otherwise, non-centred for one",
  };
}
