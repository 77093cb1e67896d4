/** Models from their text, data from arrays, and posteriors made by hand: what the tests of this room start from. */

import { check } from "../../src/check/check.ts";
import { bindNew, bindTraining } from "../../src/data/bind.ts";
import type { Bound } from "../../src/data/bound.ts";
import { arraysSource } from "../../src/data/values.ts";
import type { Outcome } from "../../src/diagnostic/diagnostic.ts";
import { buildModel } from "../../src/model/build.ts";
import type { Model } from "../../src/model/model.ts";
import type { Approximation, FitRecord, Posterior } from "../../src/posterior/posterior.ts";
import { parse } from "../../src/syntax/parse.ts";

export { createInterpreter } from "../../src/backend/interpreter/runtime.ts";

export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok)
    throw new Error(outcome.diagnostics.map((d) => `${d.code} ${d.title} ${d.notes.join("; ")}`).join("\n"));
  return outcome.value;
}

export function codesOf(outcome: Outcome<unknown>): string[] {
  return outcome.ok ? [] : outcome.diagnostics.map(({ code }) => code);
}

export function modelOf(text: string): Model {
  const parsed = parse({ name: "test.hunch", text });
  const checked = parsed.syntax === null ? null : check(parsed.syntax);
  if (checked === null || checked.program === null) {
    const found = [...parsed.diagnostics, ...(checked?.diagnostics ?? [])];
    throw new Error(found.map((d) => `${d.code} ${d.title}`).join("\n"));
  }
  return buildModel(checked.program);
}

export function train(model: Model, data: unknown): Bound {
  return value(bindTraining(model.program, [value(arraysSource(data))]));
}

export function fresh(
  posterior: Posterior,
  data: unknown,
  response: "optional" | "required" = "optional",
): Bound {
  return value(bindNew(posterior.model.program, posterior.facts, [value(arraysSource(data))], { response }));
}

const record: FitRecord = {
  infer: "test",
  method: "test",
  options: {},
  seed: 1,
  objective: { elbo: -1.5 },
  seconds: { compile: 0.1, fit: 0.2 },
  rows: 3,
  dropped: 0,
  complete: true,
};

export function posteriorOf(model: Model, bound: Bound, approximation: Approximation): Posterior {
  return { model, facts: bound.facts, approximation, record: { ...record, rows: bound.rows } };
}

export function sites(
  values: Readonly<Record<string, readonly number[]>>,
): ReadonlyMap<string, Float64Array> {
  return new Map(Object.entries(values).map(([name, numbers]) => [name, Float64Array.from(numbers)]));
}

/** A line with unknown slopes and intercept, known noise. */
export const line = `model Line
data { x: real[N, D]  y: real[N] }
prior { w: real[D] ~ normal(0, 10)  b ~ normal(0, 10)  slope = sum(w over D) }
likelihood { y ~ normal(x @ w + b, 0.5) }
infer exact`;

/** A mean and a scale, both unknown. */
export const scale = `model Scale
data { y: real[N] standardized }
prior { mu ~ normal(0, 1)  s: positive ~ half_normal(1)  twice = 2 * s }
likelihood { y ~ normal(mu, s) }
infer vi`;

/** Three kinds, by one slope each. */
export const kinds = `model Kinds
dim Kind = { a, b, c }
data { x: real[N]  k: Kind[N] }
prior { w: real[Kind] ~ normal(0, 1) }
likelihood { k ~ categorical(logits = x * w) }
infer vi`;

export const counts = `model Counts
data { x: real[N]  n: count[N] }
prior { a ~ normal(0, 1) }
likelihood { n ~ poisson(log_rate = a + x) }
infer vi`;

export const coin = `model Coin
data { x: real[N]  hit: bool[N] }
prior { a ~ normal(0, 1) }
likelihood { hit ~ bernoulli(logits = a * x) }
infer vi`;
