/**
 * In which order discrete latents are summed out, exactly: each takes all that depends on it, leaves a function of those not yet
 * summed out, and is gone (variable elimination: Zhang & Poole 1994, "A simple approach to Bayesian network computations").
 */

import { type Dimension, type Sizes, sizeOf } from "../shape/dimension.ts";
import { listNames } from "../shape/print.ts";
import type { CheckedProgram, Latent, Observation } from "./program.ts";
import type { Scope } from "./scope.ts";
import { Bug } from "../diagnostic/bug.ts";
import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { type Obstacle, reached, samePlace, type Use, usesOf } from "./states.ts";

/** Values that one latent, or several that meet, may have. */
const mostStates = 64;

/** A discrete latent with a dimension for its values. */
export interface Summed {
  readonly latent: Latent;
  readonly states: Dimension;
  /** Along which each value depends on the one before; null where values are independent. */
  readonly chain: Dimension | null;
}

/** A response, or what an earlier latent left. */
export type Source = Observation | Latent;

export interface Elimination {
  readonly summed: Summed;
  /** What depends on it, and how. */
  readonly takes: readonly { readonly from: Source; readonly use: Use }[];
  /** Those that are summed out later and met it: the rest depends on them. */
  readonly beside: readonly Summed[];
  /** How those are reached from its places. */
  readonly left: readonly Use[];
}

export interface Summation {
  readonly latents: readonly Summed[];
  readonly uses: ReadonlyMap<Observation, readonly Use[]>;
}

interface Factor {
  readonly from: Source;
  readonly uses: readonly Use[];
}

export function summation(program: CheckedProgram): Summation {
  const { latents, of } = usesOf(program);
  return { latents: latents.map(summedOf), uses: of };
}

function summedOf(latent: Latent): Summed {
  const { support, dimensions } = latent.type;
  const own = support.kind === "label" ? support.dimension : null;
  const states: Dimension = {
    name: latent.name,
    id: `:${latent.name}`,
    origin: "anonymous",
    size: own === null ? 2 : null,
    labels: null,
    twin: own,
  };
  const isChain = latent.distribution.distribution.event !== undefined;
  return { latent, states, chain: isChain ? (dimensions.at(-1) ?? null) : null };
}

/** The order for some of the responses, each latent that none of them depends on left out; an obstacle where there is none. */
export function eliminations(
  { latents, uses }: Summation,
  observations: readonly Observation[],
): readonly Elimination[] | Obstacle {
  let factors: readonly Factor[] = observations.flatMap((from) => {
    const own = uses.get(from);
    return own === undefined ? [] : [{ from, uses: own }];
  });
  const order: Elimination[] = [];
  let open = latents.filter(({ latent }) => factors.some((factor) => usesLatent(factor, latent)));
  while (open.length > 0) {
    const next = open
      .map((summed) => eliminate(summed, factors, latents))
      .find((elimination) => elimination !== null);
    if (next === undefined) return meeting(factors, latents);
    const { latent } = next.elimination.summed;
    order.push(next.elimination);
    factors = [...factors.filter((factor) => !usesLatent(factor, latent)), next.left];
    open = open.filter((summed) => summed.latent !== latent);
  }
  return order;
}

function usesLatent({ uses }: Factor, latent: Latent): boolean {
  return uses.some((use) => use.latent === latent);
}

/** What summing one out takes and leaves; null where others that it meets are not decided by its place. */
function eliminate(
  summed: Summed,
  factors: readonly Factor[],
  latents: readonly Summed[],
): { readonly elimination: Elimination; readonly left: Factor } | null {
  const { latent, chain } = summed;
  const takes: { readonly from: Source; readonly use: Use }[] = [];
  const left: Use[] = [];
  for (const { from, uses } of factors) {
    const use = uses.find((each) => each.latent === latent);
    if (use === undefined) continue;
    takes.push({ from, use });
    for (const other of uses) {
      if (other === use) continue;
      const seen = seenFrom(use, other, latent);
      // What a chain met would be carried from step to step.
      if (seen === null || chain !== null) return null;
      const before = left.find((each) => each.latent === other.latent);
      if (before === undefined) left.push(seen);
      else if (!before.places.every((place, i) => place.by === seen.places[i]?.by)) return null;
    }
  }
  const beside = latents.filter((each) => left.some((use) => use.latent === each.latent));
  return { elimination: { summed, takes, beside, left }, left: { from: latent, uses: left } };
}

/** How another latent is reached from the places of this one; null where several of its values are. */
function seenFrom(use: Use, other: Use, latent: Latent): Use | null {
  const direct = use.places.every(({ by }) => by === null);
  if (direct) {
    return reached(other).every((dimension) => latent.type.dimensions.includes(dimension)) ? other : null;
  }
  const known = other.places.every((place) => use.places.some((mine) => samePlace(mine, place)));
  return known ? { ...other, places: other.places.map((place) => ({ ...place, by: null })) } : null;
}

/** Two latents whose sums do not come apart. */
function meeting(factors: readonly Factor[], latents: readonly Summed[]): Obstacle {
  const uses = factors.find((factor) => factor.uses.length > 1)?.uses ?? [];
  const [first, second] = uses;
  if (first === undefined || second === undefined) throw new Bug("latents that meet are two");
  const chains = uses.filter((use) => latents.some((each) => each.latent === use.latent && each.chain));
  const each = ({ latent }: Use): string =>
    latent.type.dimensions.length === 0
      ? "one value"
      : `a value for each ${latent.type.dimensions.map(({ name }) => name).join(", ")}`;
  const text =
    chains.length > 1
      ? "two chains that meet are one chain of pairs of states"
      : `${first.latent.name} has ${each(first)}, ${second.latent.name} ${each(second)}`;
  return {
    latent: second.latent,
    why: `it meets ${first.latent.name}, and neither sum comes apart`,
    at: second.span,
    text,
    help: null,
  };
}

/** Latents that cannot be summed out, told where the use stands that is in the way. */
export function checkSummation(scope: Scope, program: CheckedProgram): void {
  const { obstacles } = usesOf(program);
  for (const each of obstacles) report(scope, each);
  if (obstacles.length > 0) return;
  const observations = program.likelihood.filter((statement) => statement.kind === "observation");
  const order = eliminations(summation(program), observations);
  if (!isOrder(order)) report(scope, order);
  else {
    const fault = statesFault(program, new Map());
    if (fault !== null) report(scope, fault);
  }
}

export function isOrder(order: readonly Elimination[] | Obstacle): order is readonly Elimination[] {
  return Array.isArray(order);
}

function report(scope: Scope, { latent, why, at, text, help }: Obstacle): void {
  const labels = at === latent.span ? [] : [{ span: latent.span, text: `${latent.name} is drawn here` }];
  scope.mistakes.report("H0416", { name: latent.name, why }, { at, text, labels, help });
}

/** Too many values at once, once the data says how many there are. */
export function tooManyStates(program: CheckedProgram, sizes: Sizes): Diagnostic | null {
  const fault = statesFault(program, sizes);
  if (fault === null) return null;
  const { latent, why, at, text, help } = fault;
  return diagnose("H0416", { name: latent.name, why }, { at, text, help });
}

/** The same before any data, as far as sizes are declared. */
function statesFault(program: CheckedProgram, sizes: Sizes): Obstacle | null {
  const sums = summation(program);
  const order = eliminations(sums, [...sums.uses.keys()]);
  if (!isOrder(order)) return null;
  for (const { summed, beside } of order) {
    const together = [summed, ...beside];
    const counts = together.map(({ states }) => sizeOf(states, sizes) ?? 1);
    const count = counts.reduce((product, each) => product * each, 1);
    if (count <= mostStates) continue;
    const names = listNames(together.map(({ latent }) => latent.name));
    const { latent } = summed;
    return {
      latent,
      why: beside.length === 0 ? `it has ${count} values` : `${names} have ${count} values together`,
      at: latent.span,
      text: `at most ${mostStates} are summed out`,
      help: "give the labels fewer values, or describe the groups by a real latent for each",
    };
  }
  return null;
}
