/** Models and data for tests of the driver. */

import type { DataSource } from "../src/data/columns.ts";
import { compileText, sourceOf, type Compiled } from "../src/pipeline.ts";

export const lineText = `model Line
data { x: real[N]  y: real[N] }
prior { slope ~ normal(0, 10)  spread: positive ~ half_normal(2) }
likelihood { y ~ normal(slope * x, spread) }
infer vi { steps = 200  elbo_samples = 10 }
infer point: map { steps = 50 }
`;

export const exactText = `model Known
data { x: real[N]  y: real[N] }
prior { slope ~ normal(0, 10) }
likelihood { y ~ normal(slope * x, 0.5) }
infer exact
`;

export const lineData = { x: [0, 1, 2, 3], y: [0.2, 1.9, 4.1, 6.2] };

export function compiled(text: string, set: readonly string[] = []): Compiled {
  const outcome = compileText({ name: "test.hunch", text }, { set });
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ title }) => title).join("\n"));
  return outcome.value;
}

export async function source(data: unknown): Promise<DataSource> {
  return value(await sourceOf(data));
}

/** The value of an outcome that must have one. */
export function value<T>(
  outcome: { ok: true; value: T } | { ok: false; diagnostics: readonly { title: string }[] },
): T {
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ title }) => title).join("\n"));
  return outcome.value;
}
