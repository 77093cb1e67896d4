/** Scores of a posterior on data whose response is present, in the data's own units: the JSON of `hunch evaluate`. */

import { Bug } from "../diagnostic/bug.ts";
import type { Bound } from "../data/bound.ts";
import { classScores } from "./class-scores.ts";
import { finite } from "./nest.ts";
import type { Posterior } from "./posterior.ts";
import { logDensityOf } from "./predict.ts";
import type { ClassBlock, NumberBlock, PredictiveBlock } from "./predictive-block.ts";
import { predictiveBlocks } from "./predictive.ts";
import { responsesOf, type Response } from "./response.ts";
import type { PredictiveOptions } from "./sampled-predictive.ts";
import { crps, isCovered, pitError, pitOf, type Pit } from "./scores.ts";

interface NumberScores {
  /** Rows scored: those with every value that is needed. */
  readonly rows: number;
  /** Of the predictive mean, as `mae` is; null where there is none. */
  readonly rmse: number | null;
  readonly mae: number | null;
  /** −mean over rows of the log of the mean density, in nats. */
  readonly nll: number;
  readonly crps: number;
  /** The share of observations inside the central predictive intervals. */
  readonly coverage: { readonly "0.5": number; readonly "0.9": number; readonly "0.95": number };
  readonly pit_error: number;
}

interface LabelScores {
  readonly rows: number;
  readonly accuracy: number;
  readonly nll: number;
  readonly brier: number;
  readonly ece: number;
  readonly auroc: number | null;
}

export type Scores = NumberScores | LabelScores;

/** Scores by response, in order. Rows in `bound.incomplete` are left out; where none is left the scores are NaN. */
export async function evaluateResponses(
  posterior: Posterior,
  bound: Bound,
  options: PredictiveOptions,
): Promise<ReadonlyMap<string, Scores>> {
  const incomplete = new Set(bound.incomplete);
  const books = responsesOf(posterior.model, bound).map((response) => {
    if (response.observed === null) throw new Bug(`${response.name} is not in the data to score on`);
    return response.classes === null ? numberBook(response) : labelBook(response, response.classes.length);
  });
  for await (const block of predictiveBlocks(posterior, bound, { ...options, samples: true })) {
    for (let i = 0; i < block.count; i++) {
      if (incomplete.has(block.start + i)) continue;
      for (const book of books) if (!book.response.isMissing(block.start + i)) book.add(block, i);
    }
  }
  return new Map(books.map((book) => [book.response.name, book.finish()]));
}

/** The JSON of `hunch evaluate`: the one response's scores, or those of several by name. */
export async function evaluate(
  posterior: Posterior,
  bound: Bound,
  options: PredictiveOptions,
): Promise<Scores | { readonly rows: number; readonly responses: Readonly<Record<string, Scores>> }> {
  const scores = await evaluateResponses(posterior, bound, options);
  const [only, ...others] = scores.values();
  if (only === undefined) throw new Bug("a model has a response");
  return others.length === 0
    ? only
    : { rows: bound.rows - bound.incomplete.length, responses: Object.fromEntries(scores) };
}

/** Adds up the scores of one response, row by row. */
interface Book {
  readonly response: Response;
  readonly add: (block: PredictiveBlock, row: number) => void;
  readonly finish: () => Scores;
}

function blockOf<K extends "number" | "class">(block: PredictiveBlock, response: Response, kind: K) {
  const found = block.responses.get(response.name);
  if (found?.kind !== kind) throw new Bug(`${response.name} was not predicted as a ${kind}`);
  return found as K extends "number" ? NumberBlock : ClassBlock;
}

function numberBook(response: Response): Book {
  const { observed, width } = response;
  let rows = 0;
  let logs = 0;
  const sums = { squares: 0, absolute: 0, crps: 0 };
  const pits: Pit[] = [];
  return {
    response,
    add(block, row) {
      const predicted = blockOf(block, response, "number");
      rows += 1;
      logs += logDensityOf(response, block, row);
      for (let e = 0; e < width; e++) {
        const i = row * width + e;
        const y = observed?.[(block.start + row) * width + e] ?? Number.NaN;
        const scale = response.sd[e] ?? 1;
        const mixture = predicted.mixture(i);
        sums.squares += (scale * (y - mixture.mean)) ** 2;
        sums.absolute += scale * Math.abs(y - mixture.mean);
        sums.crps += scale * crps(mixture, predicted.samples?.(i) ?? null, y);
        pits.push(pitOf(mixture, y));
      }
    },
    finish() {
      const count = pits.length;
      const covered = (level: number): number => pits.filter((pit) => isCovered(pit, level)).length / count;
      return {
        rows,
        rmse: finite(Math.sqrt(sums.squares / count)),
        mae: finite(sums.absolute / count),
        nll: -logs / rows,
        crps: sums.crps / count,
        coverage: { "0.5": covered(0.5), "0.9": covered(0.9), "0.95": covered(0.95) },
        pit_error: pitError(pits),
      };
    },
  };
}

function labelBook(response: Response, classes: number): Book {
  const { observed, width } = response;
  let rows = 0;
  let logs = 0;
  const probabilities: number[] = [];
  const truths: number[] = [];
  return {
    response,
    add(block, row) {
      const predicted = blockOf(block, response, "class");
      rows += 1;
      logs += logDensityOf(response, block, row);
      for (let e = 0; e < width; e++) {
        const i = row * width + e;
        truths.push(observed?.[(block.start + row) * width + e] ?? Number.NaN);
        probabilities.push(...predicted.probabilities.subarray(i * classes, (i + 1) * classes));
      }
    },
    finish() {
      const scores = classScores(Float64Array.from(probabilities), Int32Array.from(truths), classes);
      return {
        rows,
        accuracy: scores.accuracy,
        nll: -logs / rows,
        brier: scores.brier,
        ece: scores.ece,
        auroc: scores.auroc,
      };
    },
  };
}
