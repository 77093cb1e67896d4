/** A comparison for people: a line an infer block, its scores, what it costs, and how far it is from the sampler. */

import { significant } from "./number.ts";
import { styled, type Style } from "./style.ts";
import { type Column, textTable } from "./text-table.ts";

interface EstimateView {
  readonly mean: number | null;
  readonly se: number | null;
}

type EstimatesView = { readonly [name: string]: EstimateView | EstimatesView };

export interface EntryView {
  readonly infer: string;
  readonly method: string;
  readonly failed: readonly { readonly title: string }[];
  readonly scores: EstimatesView;
  readonly seconds: { readonly fit: number; readonly predict: number };
  readonly storedBytes: number;
  readonly relativeToMap: { readonly fit: number } | null;
  readonly fromNuts: ReadonlyMap<string, Readonly<Record<string, EstimateView>>> | null;
}

export interface ComparisonView {
  readonly entries: readonly EntryView[];
  readonly splits: number;
  readonly onTraining: boolean;
}

/** The scores that a table has room for, where a model has them. */
const shown = ["nll", "rmse", "crps", "accuracy", "brier", "ece"] as const;

export function comparisonText({ entries, splits, onTraining }: ComparisonView, style: Style): string {
  const good = entries.filter(({ failed }) => failed.length === 0);
  const names = [...new Set(good.flatMap(({ scores }) => flat(scores).map(([name]) => name)))];
  const wanted = names.filter((name) => shown.some((score) => name === score || name.endsWith(` ${score}`)));
  const hasMap = good.some(({ relativeToMap }) => relativeToMap !== null);
  const distances = [
    ...new Set(
      good.flatMap(({ fromNuts }) =>
        [...(fromNuts ?? [])].flatMap(([name, own]) => Object.keys(own).map((kind) => `${name} ${kind}`)),
      ),
    ),
  ];
  const columns: readonly Column[] = [
    { title: "infer", align: "left" },
    ...wanted.map((title): Column => ({ title, align: "right" })),
    { title: "fit s", align: "right" },
    { title: "predict s", align: "right" },
    ...(hasMap ? [{ title: "× map", align: "right" } as const] : []),
    { title: "kB", align: "right" },
    ...distances.map((title): Column => ({
      title: headingOf(title, distances),
      align: "right",
    })),
  ];
  const rows = good.map((entry) => {
    const own = new Map(flat(entry.scores));
    const apart = new Map(
      [...(entry.fromNuts ?? [])].flatMap(([name, each]) =>
        Object.entries(each).map(([kind, value]): [string, EstimateView] => [`${name} ${kind}`, value]),
      ),
    );
    return [
      entry.infer,
      ...wanted.map((name) => words(own.get(name))),
      significant(entry.seconds.fit, 2),
      significant(entry.seconds.predict, 2),
      ...(hasMap ? [entry.relativeToMap === null ? "" : significant(entry.relativeToMap.fit, 2)] : []),
      significant(entry.storedBytes / 1000, 2),
      ...distances.map((name) => words(apart.get(name))),
    ];
  });
  const over = onTraining
    ? "scored on the rows that were learned from"
    : splits === 1
      ? "scored on the test rows"
      : `means over ${splits} splits ± their standard errors`;
  const lost = entries
    .filter(({ failed }) => failed.length > 0)
    .map(({ infer, failed }) => `${styled(infer, "red", style)}: ${failed[0]?.title ?? ""}`);
  return [over, "", ...textTable(columns, rows, style), ...(lost.length === 0 ? [] : ["", ...lost]), ""].join(
    "\n",
  );
}

const headings: Readonly<Record<string, string>> = {
  wasserstein: "W₁ from nuts",
  agreement: "as nuts says",
  total_variation: "TV from nuts",
};

/** `W₁ from nuts`, with the response where there are several. */
function headingOf(title: string, all: readonly string[]): string {
  const at = title.lastIndexOf(" ");
  const [response, kind] = [title.slice(0, at), title.slice(at + 1)];
  const several = new Set(all.map((each) => each.slice(0, each.lastIndexOf(" ")))).size > 1;
  const heading = headings[kind] ?? kind;
  return several ? `${response} ${heading}` : heading;
}

/** Estimates by name; of several responses, `y nll`. */
function flat(scores: EstimatesView): readonly (readonly [string, EstimateView])[] {
  return Object.entries(scores).flatMap(([name, value]) => {
    if (isEstimate(value)) return [[name, value] as const];
    const inner = flat(value);
    return name === "responses" ? inner : inner.map(([each, own]) => [`${name} ${each}`, own] as const);
  });
}

function isEstimate(value: EstimateView | EstimatesView): value is EstimateView {
  return "mean" in value && (value.mean === null || typeof value.mean === "number");
}

function words(value: EstimateView | undefined): string {
  if (value === undefined || value.mean === null) return "";
  return value.se === null
    ? significant(value.mean)
    : `${significant(value.mean)} ± ${significant(value.se, 2)}`;
}
