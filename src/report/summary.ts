/** The latents' table, in words and numbers: scalars and small arrays element by element, weights by tensor. */

import type { Nested } from "../posterior/nest.ts";
import type { LatentSummary, Summary, WeightSummary } from "../posterior/summarise.ts";
import { columnPlaces, decimals } from "./number.ts";
import type { Positions } from "./positions.ts";
import type { Style } from "./style.ts";
import { textTable } from "./text-table.ts";

const left = (title: string) => ({ title, align: "left" }) as const;
const right = (title: string) => ({ title, align: "right" }) as const;

/** Elements of an array beyond this many are told by their number. */
const mostElements = 24;

export function summaryTable(summary: Summary, positions: Positions, style: Style): string[] {
  const latents = Object.entries(summary).filter(
    (entry): entry is [string, LatentSummary] => "q50" in entry[1],
  );
  const weights = Object.entries(summary).filter(
    (entry): entry is [string, WeightSummary] => "dims" in entry[1],
  );
  const tables = [
    ...(latents.length > 0 ? [latentTable(latents, positions, style)] : []),
    ...(weights.length > 0 ? [weightTable(weights, style)] : []),
  ];
  return tables.flatMap((table, i) => (i === 0 ? table : ["", ...table]));
}

interface Row {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

function latentTable(
  latents: readonly [string, LatentSummary][],
  positions: Positions,
  style: Style,
): string[] {
  const rows = latents.flatMap(([name, latent]) => {
    const all = elementRows(name, latent, positions);
    const hidden = all.length - mostElements;
    return hidden <= 1
      ? all
      : [...all.slice(0, mostElements), { name: `… ${hidden} more of ${name}`, values: [] }];
  });
  const judged = latents.some(([, { ess_tail }]) => ess_tail !== undefined);
  const columns = [
    left("latent"),
    ...["mean", "sd", "5 %", "50 %", "95 %"].map(right),
    ...(judged ? ["ESS", "tail", "R̂"].map(right) : []),
  ];
  return textTable(
    columns,
    rows.map(({ name, values }) => [
      name,
      ...cells(values.slice(0, moments)),
      ...(judged ? convergence(values.slice(moments)) : []),
    ]),
    style,
  );
}

/** How many of a row's values are in its latent's units. */
const moments = 5;

function elementRows(name: string, latent: LatentSummary, positions: Positions): Row[] {
  const { mean, sd, q05, q50, q95, ess_bulk, ess_tail, rhat } = latent;
  const parts = [mean, sd, q05, q50, q95, ...(ess_tail === undefined ? [] : [ess_bulk, ess_tail, rhat])];
  const walk = (values: readonly Nested<number | null>[], path: readonly string[]): Row[] => {
    const [first] = values;
    if (!Array.isArray(first)) {
      const label = path.length === 0 ? name : `${name}[${path.join(", ")}]`;
      return [{ name: label, values: values as readonly (number | null)[] }];
    }
    return (first as readonly unknown[]).flatMap((_, i) =>
      walk(
        values.map((value) => (value as readonly Nested<number | null>[])[i] ?? null),
        [...path, positions(name, path.length, i)],
      ),
    );
  };
  return walk(parts, []);
}

/** One row's numbers are of one unit and have the same decimals: three digits of the largest, and two of the second, a spread. */
function cells(values: readonly (number | null)[]): string[] {
  const places = Math.max(columnPlaces(values, 3), columnPlaces([values[1] ?? null], 2));
  return values.map((value) => decimals(value, places));
}

/** Effective sizes whole, R̂ to the third decimal. */
function convergence([bulk = null, tail = null, rhat = null]: readonly (number | null)[]): string[] {
  return [decimals(bulk, 0), decimals(tail, 0), decimals(rhat, 3)];
}

function weightTable(weights: readonly [string, WeightSummary][], style: Style): string[] {
  const rows = weights.map(([name, { shape, dims, mean, sd, mean_abs, mean_posterior_sd }]) => {
    const size = shape.length === 0 ? "" : `[${dims.map((dim, i) => `${dim} ${shape[i] ?? ""}`).join(", ")}]`;
    return [`${name}${size}`, ...cells([mean, sd, mean_abs, mean_posterior_sd])];
  });
  const columns = [
    left("weights"),
    right("mean"),
    right("sd"),
    right("mean |·|"),
    right("mean posterior sd"),
  ];
  return textTable(columns, rows, style);
}
