/** Well-typed statements of a likelihood: responses and recurrences. */

import { pick, type Random } from "./random.ts";
import { argument, expression, type Scope, type Value, type Wanted } from "./typed-expressions.ts";

export type Says = (scope: Scope, stranger: string | null) => string;

/** Data of some support, and what it may be drawn from. */
export function response(
  name: string,
  random: Random,
  labels: ReadonlyMap<string, readonly string[]>,
): { value: Value; says: Says } {
  const rows = ["N"];
  const of = [...labels.keys()][0];
  const value = (kind: Value["kind"]): Value => ({ name, kind, dimensions: rows });
  const a = (scope: Scope, wanted: Wanted, stranger: string | null) =>
    argument(scope, wanted, rows, stranger);
  const kinds: { value: Value; says: Says }[] = [
    { value: value("real"), says: (s, w) => `normal(${a(s, "real", w)}, ${a(s, "positive", null)})` },
    {
      value: value("real"),
      says: (s, w) => `student_t(${a(s, "positive", null)}, ${a(s, "real", w)}, ${a(s, "positive", null)})`,
    },
    {
      value: value("real"),
      says: (s, w) =>
        `mixture(0.25: normal(${a(s, "real", w)}, 1), 0.75: laplace(${a(s, "real", null)}, ${a(s, "positive", null)}))`,
    },
    { value: value("positive"), says: (s, w) => `lognormal(${a(s, "real", w)}, ${a(s, "positive", null)})` },
    { value: value("positive"), says: (s) => `gamma(${a(s, "positive", null)}, ${a(s, "positive", null)})` },
    {
      value: value("positive"),
      says: (s, w) => `censored(weibull(${a(s, "positive", null)}, softplus(${a(s, "real", w)})), high = 9)`,
    },
    { value: value("count"), says: (s, w) => `poisson(log_rate = ${a(s, "real", w)})` },
    {
      value: value("count"),
      says: (s, w) =>
        `zero_inflated(${a(s, "unit", null)}, neg_binomial(log_mean = ${a(s, "real", w)}, dispersion = 2))`,
    },
    { value: value("bool"), says: (s, w) => `bernoulli(logits = ${a(s, "real", w)})` },
    {
      value: value("positive"),
      says: (s, w) => `truncated(normal(${a(s, "real", w)}, ${a(s, "positive", null)}), low = 0)`,
    },
    { value: value("count"), says: (s, w) => `binomial(n = 9, logits = ${a(s, "real", w)})` },
    { value: value("real"), says: (s, w) => `logistic(${a(s, "real", w)}, ${a(s, "positive", null)})` },
    { value: value("unit"), says: (s) => `beta(${a(s, "positive", null)}, ${a(s, "positive", null)})` },
  ];
  if (of !== undefined) {
    const logits = (s: Scope, w: string | null) =>
      `categorical(logits = ${argument(s, "real", ["N", of], w)} + level)`;
    const label: Value = { name, kind: "label", dimensions: rows, of };
    kinds.push({ value: label, says: logits });
    kinds.push({ value: label, says: (s, w) => `ordered_logistic(${a(s, "real", w)}, cuts)` });
    kinds.push({
      value: value("real"),
      says: (s) => `mixture(weights: normal(${a(s, "real", null)} + level, 1))`,
    });
  }
  return pick(kinds, random) ?? { value: value("real"), says: () => "normal(0, 1)" };
}

/** A quantity that looks back at itself, once or twice or through a lag within a lag. */
export function recurrence(name: string, scope: Scope): string {
  const outside = (allowed: readonly string[]) => expression(scope, "real", allowed, 2);
  const back = (of: string): string => `lag(${of} over N, ${1 + scope.random(3)}, start = ${outside([])})`;
  const inner =
    pick([name, `${name}^2`, `tanh(${name} + ${outside(["N"])})`, `${name} - ${back(name)}`], scope.random) ??
    name;
  const more = scope.random(2) === 0 ? "" : ` - ${back(`abs(${name})`)}`;
  return `${name}: real[N] = ${back(inner)} * (${outside(["N"])})${more}`;
}
