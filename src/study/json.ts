/** What studies are as JSON: the shapes that `--json` promises, and that TypeScript gives. */

import { diagnosticsToJson } from "../diagnostic/json.ts";
import { drawsJson } from "../posterior/draws.ts";
import { nest } from "../posterior/nest.ts";
import type { Comparison, Entry } from "./compare.ts";
import type { Calibration, Ranked } from "./sbc.ts";
import type { Simulation } from "./simulate.ts";

export type SimulationJson = ReturnType<typeof simulationJson>;
export type CalibrationJson = ReturnType<typeof calibrationJson>;
export type ComparisonJson = ReturnType<typeof comparisonJson>;

/** As `draws`: chains first, of which there is one; labels by name. */
export function simulationJson({ latents, responses, labels }: Simulation) {
  const drawn = drawsJson(responses).latents;
  const named = (value: unknown, names: readonly string[]): unknown =>
    Array.isArray(value)
      ? value.map((each) => named(each, names))
      : typeof value === "number"
        ? (names[value] ?? null)
        : null;
  const entries = Object.entries(drawn).map(([name, values]) => {
    const names = labels.get(name);
    return [name, names === undefined ? values : named(values, names)] as const;
  });
  return { ...drawsJson(latents), responses: Object.fromEntries(entries) };
}

/** By quantity, ranks by replicate, then in the quantity's shape; a p for each element. */
export function calibrationJson(calibration: Calibration) {
  const { replicates, draws, quantities, limit, failed } = calibration;
  const entries = [...quantities].map(([name, own]) => [name, rankedJson(own)] as const);
  return {
    replicates,
    draws,
    ok: isCalibrated(calibration),
    limit,
    failed,
    latents: Object.fromEntries(entries),
  };
}

/** Whether every replicate was fitted, and the ranks of every quantity are uniform. */
export function isCalibrated({ quantities, limit, failed }: Calibration): boolean {
  return failed === 0 && [...quantities.values()].every(({ p }) => p.every((each) => each >= limit));
}

function rankedJson({ shape, ranks, p }: Ranked) {
  return { ranks: ranks.map((each) => nest(each, shape)), p: nest(p, shape) };
}

export function comparisonJson({
  splits,
  onTraining,
  entries,
}: Comparison & { readonly splits: number; readonly onTraining: boolean }) {
  return { splits, on_training: onTraining, entries: entries.map(entryJson) };
}

function entryJson(entry: Entry) {
  const { infer, method, scores, seconds } = entry;
  if (entry.failed.length > 0)
    return { infer, method, error: { diagnostics: diagnosticsToJson(entry.failed) } };
  return {
    infer,
    method,
    scores,
    seconds,
    latent_scalars: entry.latentScalars,
    stored_bytes: Math.round(entry.storedBytes),
    relative_to_map: entry.relativeToMap,
    distance_to_nuts: entry.fromNuts === null ? null : Object.fromEntries(entry.fromNuts),
  };
}
