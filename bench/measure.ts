/** How things are timed here: whole fits of two lengths, so that what every fit costs once falls out of their difference. */

import { compileText, fit } from "../src/pipeline.ts";
import { renderDiagnostic } from "../src/diagnostic/render.ts";
import type { Workload } from "./workloads.ts";

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Seconds of the inference alone, `settings` in place of the model's own options. */
export async function fitSeconds({ source, data }: Workload, settings: readonly string[]): Promise<number> {
  const compiled = compileText(source, { set: settings });
  const posterior = compiled.ok ? await fit(compiled.value, [data]) : compiled;
  if (!posterior.ok)
    throw new Error(
      posterior.diagnostics.map((d) => renderDiagnostic(d, { colour: false, columns: 100 })).join("\n"),
    );
  return posterior.value.record.seconds.fit;
}

/** Microseconds of one training step: the order of rows, the draws, forward, backward, KL and the optimiser. */
export async function stepMicroseconds(
  workload: Workload,
  steps: number,
  settings: readonly string[] = [],
): Promise<number> {
  const few = Math.ceil(steps / 10);
  const long = await fitSeconds(workload, [...settings, `steps=${steps + few}`]);
  const short = await fitSeconds(workload, [...settings, `steps=${few}`]);
  return (1e6 * (long - short)) / steps;
}
