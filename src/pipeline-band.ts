/**
 * How a response goes with one column of the data: a predictive band. Every other column is what it typically is there, an average
 * of the rows near that place (Nadaraya–Watson, a Gaussian kernel): columns that go together are not torn apart.
 */

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
  /** Tables of the model's other blocks, each with its block's name. */
  readonly beside?: readonly DataSource[];
}

/** `data` is a table with the response, as in training: its rows are the points of the picture. */
export async function bandOver(
  posterior: Posterior,
  data: DataSource,
  options: BandOptions,
): Promise<Outcome<Band>> {
  const { over, level = 0.9, points = 80, beside = [] } = options;
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
  const rows = along(data, over, x, response.column);
  const predicted = await predict(posterior, [rows, ...beside], { ...options, level });
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

/** The same columns but the response: `over` goes through `x`, and the others with it. */
function along(data: TableData, over: string, x: readonly number[], response: string): TableData {
  const axis = columnOf(data, over);
  const places = Float64Array.from({ length: data.rows }, (_, row) => asNumber(entryAt(axis, row)));
  const reach = ((x.at(-1) ?? 0) - (x[0] ?? 0)) / 12;
  const weights = x.map((at) =>
    places.map((place) => (Number.isFinite(place) ? Math.exp(-0.5 * ((place - at) / reach) ** 2) : 0)),
  );
  const kept = data.headers.filter((header) => header !== response);
  const columns = kept.map((header): Column => {
    if (header === over) return { kind: "numbers", values: Float64Array.from(x) };
    const column = columnOf(data, header);
    return { kind: "entries", values: weights.map((near) => typical(column, near)) };
  });
  return { ...data, headers: kept, rows: x.length, columns };
}

function columnOf(data: TableData, header: string): Column {
  return data.columns[data.headers.indexOf(header)] ?? { kind: "entries", values: [] };
}

/** The weighted mean of numbers, the label of most weight; empty cells have no say. */
function typical(column: Column, weights: Float64Array): Entry {
  const labels = new Map<Entry, number>();
  let [sum, total] = [0, 0];
  weights.forEach((weight, row) => {
    const entry = entryAt(column, row);
    if (entry === null) return;
    labels.set(entry, (labels.get(entry) ?? 0) + weight);
    sum += weight * asNumber(entry);
    total += weight;
  });
  if (Number.isFinite(sum) && total > 0) return sum / total;
  return [...labels].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

function pointsOf(data: TableData, over: string, response: string): { x: number; y: number }[] {
  const [x, y] = [columnOf(data, over), columnOf(data, response)];
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
