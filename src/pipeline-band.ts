/** How a response goes with one column of the data, every other column at its median (or most frequent label): a predictive band. */

import { entryAt, type Column, type DataSource, type Entry, type TableData } from "./data/columns.ts";
import { diagnose, failure, success, type Outcome } from "./diagnostic/diagnostic.ts";
import { suggest } from "./diagnostic/suggest.ts";
import { predict, type AskOptions } from "./pipeline-posterior.ts";
import { normalQuantile } from "./posterior/normal.ts";
import type { Posterior } from "./posterior/posterior.ts";
import type { Band } from "./report/band.ts";

export interface BandOptions extends AskOptions {
  /** The column along the horizontal axis. */
  readonly over: string;
  /** 0.9 unless given. */
  readonly level?: number;
  /** Places along the axis; 80 unless given. */
  readonly points?: number;
}

/** `data` is a table with the response, as in training: its rows are the points of the picture. */
export async function bandOver(
  posterior: Posterior,
  data: DataSource,
  options: BandOptions,
): Promise<Outcome<Band>> {
  const { over, level = 0.9, points = 80 } = options;
  const response = numberResponse(posterior);
  if (response === null || data.kind !== "table") {
    const what =
      response === null ? "a band of a response that is no number" : "a band over data that is no table";
    return failure(diagnose("H0802", { what }, { at: null }));
  }
  const inputs = [...posterior.facts.columns]
    .filter(([name]) => name !== response.name)
    .flatMap(([, names]) => names);
  const column = data.columns[data.headers.indexOf(over)];
  const range = column === undefined || !inputs.includes(over) ? null : rangeOf(column, data.rows);
  if (range === null) return failure(notAnAxis(over, inputs));
  const x = Array.from({ length: points }, (_, i) => range[0] + ((range[1] - range[0]) * i) / (points - 1));
  const predicted = await predict(posterior, [along(data, over, x, response.column)], { ...options, level });
  if (!predicted.ok) return predicted;
  const of = (suffix: string): readonly number[] => [
    ...(predicted.value.columns.get(`${response.name}_${suffix}`) ?? []),
  ];
  const quantiles = [...predicted.value.columns.keys()].filter((name) => /_q\d+$/.test(name));
  const edge = (name: string | undefined): readonly number[] => [
    ...(predicted.value.columns.get(name ?? "") ?? []),
  ];
  const [mean, epistemic] = [of("mean"), of("epistemic_sd")];
  // The mean's own distribution is close to normal: an average over many weights.
  const width = normalQuantile((1 + level) / 2);
  return success({
    title: `${posterior.model.program.name}: ${response.column} by ${over}`,
    x,
    xLabel: over,
    yLabel: response.column,
    mean,
    epistemic: {
      low: mean.map((value, i) => value - width * (epistemic[i] ?? 0)),
      high: mean.map((value, i) => value + width * (epistemic[i] ?? 0)),
    },
    total: { low: edge(quantiles[0]), high: edge(quantiles.at(-1)) },
    level,
    points: pointsOf(data, over, response.column),
  });
}

/** The first response, where it is one number a row that was read from a column. */
function numberResponse({
  model,
  facts,
}: Posterior): { readonly name: string; readonly column: string } | null {
  const response = model.observations[0]?.response;
  if (
    response === undefined ||
    response.type.support.kind === "label" ||
    response.type.support.kind === "bool"
  )
    return null;
  const [column, ...others] = facts.columns.get(response.name) ?? [];
  return column === undefined || others.length > 0 ? null : { name: response.name, column };
}

function rangeOf(column: Column, rows: number): readonly [number, number] | null {
  const values = numbersOf(column, rows);
  return values.length < 2 ? null : [Math.min(...values), Math.max(...values)];
}

function numbersOf(column: Column, rows: number): number[] {
  return Array.from({ length: rows }, (_, row) => asNumber(entryAt(column, row))).filter(Number.isFinite);
}

function asNumber(entry: Entry): number {
  return entry === null || entry === "" ? Number.NaN : Number(entry);
}

/** The same columns but the response, each constant, and `over` going through `x`. */
function along(data: TableData, over: string, x: readonly number[], response: string): TableData {
  const kept = data.headers.filter((header) => header !== response);
  const columns = kept.map((header): Column => {
    if (header === over) return { kind: "numbers", values: Float64Array.from(x) };
    const column = data.columns[data.headers.indexOf(header)];
    const value = column === undefined ? null : typical(column, data.rows);
    return { kind: "entries", values: x.map(() => value) };
  });
  return { ...data, headers: kept, rows: x.length, columns };
}

/** The median of numbers, the most frequent of labels. */
function typical(column: Column, rows: number): Entry {
  const entries = Array.from({ length: rows }, (_, row) => entryAt(column, row)).filter(
    (entry) => entry !== null,
  );
  const numbers = entries.map(asNumber);
  if (numbers.every(Number.isFinite))
    return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? null;
  const counts = new Map<Entry, number>();
  for (const entry of entries) counts.set(entry, (counts.get(entry) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

function pointsOf(data: TableData, over: string, response: string): { x: number; y: number }[] {
  const [x, y] = [over, response].map((header) => data.columns[data.headers.indexOf(header)]);
  if (x === undefined || y === undefined) return [];
  return Array.from({ length: data.rows }, (_, row) => ({
    x: asNumber(entryAt(x, row)),
    y: asNumber(entryAt(y, row)),
  })).filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y));
}

function notAnAxis(over: string, inputs: readonly string[]) {
  const near = suggest(over, inputs);
  const help =
    near.length > 0 ? `did you mean ${near.join(" or ")}?` : `the model reads ${inputs.join(", ")}`;
  return diagnose("H0815", { column: over }, { at: null, help });
}
