/** The posterior predictive, one row per row of the data, in the data's own units: the columns of `hunch predict`. */

import { Bug } from "../diagnostic/bug.ts";
import type { Bound } from "../data/bound.ts";
import { finite } from "./nest.ts";
import { quantile } from "./mixture.ts";
import type { Posterior } from "./posterior.ts";
import type { ClassBlock, NumberBlock, PredictiveBlock } from "./predictive-block.ts";
import { predictiveBlocks } from "./predictive.ts";
import { elementNames, responsesOf, type Response, valueNames } from "./response.ts";
import { elements } from "../tensor/graph.ts";
import { shapeIn } from "./sites.ts";
import type { PredictiveOptions } from "./sampled-predictive.ts";

export interface PredictOptions extends PredictiveOptions {
  /** The probability between the lower and the upper quantile; default 0.9. */
  readonly level?: number;
}

export interface Prediction {
  readonly rows: number;
  /** By column name, in order; NaN where a row is incomplete or the value does not exist. `row` counts from 0. */
  readonly columns: ReadonlyMap<string, Float64Array>;
}

/**
 * For a number: mean, sd and its epistemic and aleatoric parts (the law of total variance), quantiles of the predictive mixture; for
 * a label or bool: probabilities, entropies in nats and the mutual information; the log of the mean density where the response
 * is in the data; for a discrete latent of the rows the probability of each value, given all that is seen of the responses. Rows in `bound.incomplete` stay empty, and the first rows that a response looks back from. The rows of a series
 * are predicted one step ahead, each from the rows before it: give the whole series.
 */
export async function predict(
  posterior: Posterior,
  bound: Bound,
  options: PredictOptions,
): Promise<Prediction> {
  const { rows } = bound;
  const columns = new Map([["row", Float64Array.from({ length: rows }, (_, i) => i)]]);
  const responses = responsesOf(posterior.model, bound);
  const probabilities = levelProbabilities(options.level ?? 0.9);
  for (const response of responses) {
    for (const name of columnNames(response, probabilities))
      columns.set(name, new Float64Array(rows).fill(Number.NaN));
  }
  const incomplete = new Uint8Array(rows);
  for (const row of bound.incomplete) incomplete[row] = 1;
  const states = statesOf(posterior, bound);
  for (const { names, values } of states) {
    for (const name of names) {
      for (const value of values) columns.set(`${name}_p_${value}`, new Float64Array(rows).fill(Number.NaN));
    }
  }
  const putAt =
    (row: number): Put =>
    (column, value) => {
      const into = columns.get(column);
      if (into === undefined) throw new Bug(`there is no column ${column}`);
      into[row] = value;
    };
  for await (const block of predictiveBlocks(posterior, bound, { ...options, states: states.length > 0 })) {
    for (const state of states) {
      for (let i = 0; i < block.count; i++) {
        const place = block.start + i;
        if (incomplete[place] === 1) continue;
        putState(state, block, i, putAt(bound.order?.[place] ?? place));
      }
    }
    for (const response of responses) {
      const predicted = block.responses.get(response.name);
      if (predicted === undefined) throw new Bug(`${response.name} was not predicted`);
      for (let i = 0; i < block.count; i++) {
        const place = block.start + i;
        const row = bound.order?.[place] ?? place;
        if (incomplete[place] === 1) continue;
        const put = putAt(row);
        if (row < response.conditioned) continue;
        if (predicted.kind === "number") putNumbers(response, predicted, i, probabilities, put);
        else putClasses(response, predicted, i, put);
        putDensity(response, block, i, put);
      }
    }
  }
  return { rows, columns };
}

/** A discrete latent that rows have values of, and of which some response in the data tells. */
interface RowState {
  readonly name: string;
  readonly names: readonly string[];
  readonly values: readonly string[];
}

function statesOf({ model }: Posterior, bound: Bound): readonly RowState[] {
  const { rows } = model.program;
  const seen = model.observations.filter(({ response }) => bound.arrays.has(response.name));
  return model.summation.latents.flatMap(({ latent: { name, type } }) => {
    const told = seen.some((each) =>
      (model.summation.uses.get(each) ?? []).some(({ latent }) => latent.name === name),
    );
    if (rows === null || !type.dimensions.includes(rows) || !told) return [];
    const inner = type.dimensions.filter((dimension) => dimension !== rows);
    const names = elementNames(name, elements(shapeIn(bound.facts.sizes, inner)), bound.facts);
    return [{ name, names, values: valueNames(type.support, bound.facts) ?? [] }];
  });
}

function putState({ name, names, values }: RowState, block: PredictiveBlock, row: number, put: Put): void {
  const found = block.states.get(name);
  if (found === undefined) throw new Bug(`the values of ${name} were not told`);
  names.forEach((element, e) =>
    values.forEach((value, k) =>
      put(
        `${element}_p_${value}`,
        found.probabilities[(row * found.width + e) * found.classes + k] ?? Number.NaN,
      ),
    ),
  );
}

type Put = (column: string, value: number) => void;

function putNumbers(
  response: Response,
  block: NumberBlock,
  row: number,
  probabilities: readonly number[],
  put: Put,
): void {
  response.names.forEach((name, e) => {
    const i = row * block.width + e;
    const shift = response.mean[e] ?? 0;
    const scale = response.sd[e] ?? 1;
    const epistemic = block.epistemic[i] as number;
    const aleatoric = block.aleatoric[i] as number;
    put(`${name}_mean`, shift + scale * (block.mean[i] as number));
    put(`${name}_sd`, scale * Math.sqrt(epistemic + aleatoric));
    put(`${name}_epistemic_sd`, scale * Math.sqrt(epistemic));
    put(`${name}_aleatoric_sd`, scale * Math.sqrt(aleatoric));
    const mixture = block.mixture(i);
    for (const p of probabilities) put(`${name}_${quantileName(p)}`, shift + scale * quantile(mixture, p));
  });
}

function putClasses(response: Response, block: ClassBlock, row: number, put: Put): void {
  response.names.forEach((name, e) => {
    const i = row * block.width + e;
    response.classes?.forEach((label, k) =>
      put(`${name}_p_${label}`, block.probabilities[i * block.classes + k] as number),
    );
    const entropy = block.entropy[i] as number;
    const aleatoric = block.aleatoricEntropy[i] as number;
    put(`${name}_entropy`, entropy);
    put(`${name}_aleatoric_entropy`, aleatoric);
    put(`${name}_mutual_information`, entropy - aleatoric);
  });
}

/** A density in other units: p(y) = p(z) / sd, so log p(y) = log p(z) − Σ log sd. */
export function logDensityOf(response: Response, block: PredictiveBlock, row: number): number {
  const density = block.responses.get(response.name)?.logDensity?.[row] ?? Number.NaN;
  return response.sd.reduce((log, sd) => log - Math.log(sd), density);
}

function putDensity(response: Response, block: PredictiveBlock, row: number, put: Put): void {
  if (response.observed === null || response.isMissing(block.start + row)) return;
  put(`${response.name}_log_density`, logDensityOf(response, block, row));
}

function columnNames(response: Response, probabilities: readonly number[]): readonly string[] {
  const { names, classes, name, observed } = response;
  const quantiles = probabilities.map(quantileName);
  const parts = ["mean", "sd", "epistemic_sd", "aleatoric_sd", ...quantiles];
  const entropies = ["entropy", "aleatoric_entropy", "mutual_information"];
  const suffixes = classes === null ? parts : [...classes.map((label) => `p_${label}`), ...entropies];
  return [
    ...names.flatMap((element) => suffixes.map((suffix) => `${element}_${suffix}`)),
    ...(observed === null ? [] : [`${name}_log_density`]),
  ];
}

/** The lower tail, the median, the upper tail. */
function levelProbabilities(level: number): readonly number[] {
  const lower = Number(((1 - level) / 2).toPrecision(12));
  return [lower, 0.5, Number((1 - lower).toPrecision(12))];
}

/** 0.05 is q05, 0.5 is q50, 0.975 is q975. */
export function quantileName(p: number): string {
  return `q${String(p).slice(2).padEnd(2, "0")}`;
}

/** The JSON of `hunch predict`; what is empty is null. */
export function predictionJson({ rows, columns }: Prediction): {
  readonly rows: number;
  readonly columns: Readonly<Record<string, readonly (number | null)[]>>;
} {
  return {
    rows,
    columns: Object.fromEntries([...columns].map(([name, values]) => [name, [...values].map(finite)])),
  };
}

/** The same as CSV; empty cells are empty. A name that holds a comma, a quote or a line end is quoted. */
export function predictionCsv({ rows, columns }: Prediction): string {
  const quote = (name: string): string => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
  const lines = [[...columns.keys()].map(quote).join(",")];
  const values = [...columns.values()];
  for (let row = 0; row < rows; row++) {
    lines.push(values.map((column) => finite(column[row] ?? Number.NaN) ?? "").join(","));
  }
  return `${lines.join("\n")}\n`;
}
