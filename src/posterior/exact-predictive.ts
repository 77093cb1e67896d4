/**
 * The predictive in closed form, response by response. Normals' means m(θ) = Aθ + c are affine, so the columns of A L, LLᵀ = Σ, are
 * differences m(μ + Lₖ) − m(μ); which element of a conjugate latent a response rests on is seen by numbering them: no derivative is needed.
 */

import { rowsComeApart } from "../check/all-rows.ts";
import type { Bound } from "../data/bound.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Link } from "../model/model.ts";
import { type Beliefs, classBlock, compoundBlock, type Resting } from "./elementwise-predictive.ts";
import { closedFormOf, groupsOf, pointsOf, withNewLabels } from "./exact-points.ts";
import { knownBlock } from "./known-predictive.ts";
import { type Moves, normalBlock } from "./normal-predictive.ts";
import { affineNewLabels } from "./new-labels.ts";
import type { Posterior } from "./posterior.ts";
import { blockCapacity, type PredictiveBlock, type ResponseBlock } from "./predictive-block.ts";
import { openPredictive, type PredictiveCall, type ResponseSlots } from "./predictive-program.ts";
import type { PredictiveOptions } from "./sampled-predictive.ts";

/** Labels that training never saw have one only among normals: elsewhere their effects are drawn from their priors. */
export function hasExactPredictive(
  { approximation, model }: Posterior,
  bound: Pick<Bound, "unseen">,
): boolean {
  return (
    (approximation.kind === "gaussian" && model.conjugacy.kind === "linear_gaussian") ||
    (approximation.kind === "conjugate" && model.conjugacy.kind === "conjugate" && bound.unseen.size === 0)
  );
}

export async function* exactPredictive(
  posterior: Posterior,
  bound: Bound,
  { runtime, blockRows, signal }: PredictiveOptions,
): AsyncGenerator<PredictiveBlock> {
  const { model } = posterior;
  const groups = groupsOf(posterior);
  const { families, parameters } = closedFormOf(posterior);
  const grown = bound.unseen.size === 0 ? null : await affineNewLabels(posterior, bound, runtime);
  const sites =
    grown === null ? pointsOf(posterior, groups) : withNewLabels(pointsOf(posterior, groups), grown);
  const latents = sites.groups.reduce((sum, { columns }) => sum + columns.length, 0);
  const capacity = blockCapacity(
    bound.rows,
    4 * Math.max(1, latents),
    !rowsComeApart(model.program),
    blockRows,
  );
  const call = await openPredictive(model, bound, capacity, null, runtime);
  for (let start = 0; start < bound.rows && signal?.aborted !== true; start += capacity) {
    const count = Math.min(capacity, bound.rows - start);
    call.load(start, count);
    const responses = new Map<string, ResponseBlock>();
    // Where elements are numbered, and read once before the point of the normals is.
    call.run(sites.numbered, 0);
    const numbers = readAll(call, count);
    call.run(sites.centre, 0);
    const centre = readAll(call, count);
    for (const response of call.responses) {
      const family = families.find((each) => each.responses.includes(response.name));
      const observed = bound.arrays
        .get(response.name)
        ?.values.subarray(start * response.width, (start + count) * response.width);
      if (family?.kind === "known")
        responses.set(
          response.name,
          knownBlock(response, (what) => centre(response, what)),
        );
      if (family?.kind !== "elementwise") continue;
      const link = family.links.get(response.name);
      if (link === undefined) throw new Bug(`${response.name} is linked to nothing`);
      const own = Object.values(parameters.get(link.site) ?? {});
      const beliefs = { first: own[0] ?? new Float64Array(), second: own[1] ?? null };
      const resting = restingOf(
        response,
        link,
        (what) => numbers(response, what),
        (what) => centre(response, what),
        observed ?? null,
      );
      responses.set(response.name, elementwiseBlock(response, resting, beliefs, count));
    }
    for (const { group, columns, scale } of sites.groups) {
      const own = call.responses.filter(({ name }) =>
        families.some(
          (each) => each.kind === "normal" && each.scale === group.scale && each.responses.includes(name),
        ),
      );
      const moves = own.map((response): Moves & { readonly shifts: Float64Array[] } => {
        const { name, width } = response;
        return {
          name,
          width,
          mean: centre(response, "mean"),
          noise: centre(response, "variance"),
          shifts: [],
        };
      });
      if (moves.length === 0) continue;
      for (const column of columns) {
        call.run(column, 0);
        own.forEach((response, r) => {
          const moved = call.read(response.name, "mean");
          const { mean, shifts } = moves[r] as Moves & { readonly shifts: Float64Array[] };
          shifts.push(mean.map((value, i) => (moved[i] as number) - value));
        });
      }
      for (const each of moves) responses.set(each.name, normalBlock(bound, each, start, scale));
    }
    yield { start, count, responses, states: new Map() };
  }
  call.dispose();
  grown?.dispose();
}

/** What a run said of a response, the rows of the block alone. */
type Reading = (response: ResponseSlots, what: string) => Float64Array;

/** Copies, since the next run overwrites them. */
function readAll(call: PredictiveCall, count: number): Reading {
  const kept = new Map<string, Float64Array>();
  for (const { name, width, classes, parameters, hasMean, hasVariance, scored } of call.responses) {
    const what = [
      ...(classes === null ? parameters : ["probabilities"]),
      ...(classes === null && hasMean ? ["mean"] : []),
      ...(classes === null && hasVariance ? ["variance"] : []),
      ...(scored ? ["log_density"] : []),
    ];
    for (const each of what) {
      const size = count * (each === "log_density" ? 1 : width * (classes ?? 1));
      kept.set(`${each} of ${name}`, Float64Array.from(call.read(name, each)).subarray(0, size));
    }
  }
  return ({ name }, what) => {
    const values = kept.get(`${what} of ${name}`);
    if (values === undefined) throw new Bug(`a run says nothing of the ${what} of ${name}`);
    return values;
  };
}

function restingOf(
  { width, classes, parameters }: ResponseSlots,
  { likelihood, parameter }: Link,
  numbered: (what: string) => Float64Array,
  centre: (what: string) => Float64Array,
  observed: Float64Array | null,
): Resting {
  if (classes !== null) {
    const values = numbered("probabilities");
    // A bool's number is that of 1; a label's entries are numbered one after another.
    const place = (i: number): number =>
      (values[i * classes + (likelihood === "bernoulli" ? 1 : 0)] as number) - 1;
    return {
      width,
      likelihood,
      index: (i) => Math.round(place(i)),
      factor: () => 1,
      known: () => ({}),
      observed,
    };
  }
  const values = numbered(parameter);
  const factors = centre(parameter);
  const known = parameters.filter((name) => name !== parameter).map((name) => [name, centre(name)] as const);
  return {
    width,
    likelihood,
    index: (i) => Math.round((values[i] as number) / (factors[i] as number)) - 1,
    factor: (i) => factors[i] as number,
    known: (i) => Object.fromEntries(known.map(([name, each]) => [name, each[i] as number])),
    observed,
  };
}

function elementwiseBlock(
  response: ResponseSlots,
  resting: Resting,
  beliefs: Beliefs,
  count: number,
): ResponseBlock {
  return response.classes === null
    ? compoundBlock(resting, beliefs, count)
    : classBlock(resting, beliefs, count, response.classes);
}
