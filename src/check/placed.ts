/**
 * Distributions that lie where their own arguments say, as uniform(low, high), whose ends must be known before any data; and
 * those that lie wherever what is drawn does, as flat.
 */

import type { Distribution, Parameter } from "../library/distribution.ts";
import type { Span } from "../diagnostic/source.ts";
import { bounds, isDiscrete, type ValueType } from "../shape/support.ts";
import type { Argument } from "../syntax/ast.ts";
import { numberIn } from "./constants.ts";
import type { Scope } from "./scope.ts";

/** The distribution with its support fixed; where its ends make none, one that lies wherever it must: `checkEnds` says why. */
export function placed(distribution: Distribution, written: readonly Argument[]): Distribution {
  const [signature] = distribution.signatures;
  const fixed = signature?.parameters.filter(({ constant }) => constant === true) ?? [];
  if (fixed.length === 0) return distribution;
  const values = fixed.map(({ name }): readonly [string, number] => {
    const place = signature?.parameters.findIndex((parameter) => parameter.name === name);
    const argument =
      written.find((each) => each.name?.text === name) ??
      written.find((each, i) => each.name === null && i === place);
    return [name, (argument === undefined ? null : numberIn(argument.value)) ?? NaN];
  });
  const support = distribution.support(Object.fromEntries(values));
  const limits = bounds(support);
  const sound =
    values.every(([, value]) => Number.isFinite(value)) && limits !== null && limits.low < limits.high;
  return sound ? { ...distribution, support: () => support } : { ...distribution, on: () => distribution };
}

/** Lies anywhere, whatever its arguments: the ones with parameters are only not placed yet. */
export function isImproper({ on, signatures }: Distribution): boolean {
  return on !== undefined && signatures.every(({ parameters }) => parameters.length === 0);
}

/** Whether the ends are numbers, the first the lower. */
export function checkEnds(
  scope: Scope,
  distribution: { readonly name: string },
  matched: ReadonlyMap<Parameter, Argument>,
): boolean {
  const ends = [...matched].filter(([{ constant }]) => constant === true);
  const refuse = (
    [{ name }, { value }]: (typeof ends)[number],
    wanted: string,
    text: string,
    help: string,
  ) => {
    const holes = { parameter: name, distribution: distribution.name, wanted };
    scope.mistakes.report("H0401", holes, { at: value.span, text, help });
    return false;
  };
  const unknown = ends.find(([, { value }]) => !Number.isFinite(numberIn(value) ?? NaN));
  if (unknown !== undefined) {
    const help = "to stretch it by what is unknown, write low + (high - low) * u of u: unit ~ uniform(0, 1)";
    return refuse(unknown, "a number", "where values may lie is fixed before any data", help);
  }
  const numbers = ends.map(([, { value }]) => numberIn(value) ?? NaN);
  const [low = NaN, high = NaN] = numbers;
  const [, last] = ends;
  if (last === undefined || low < high) return true;
  return refuse(last, `above ${low}`, `nothing lies between ${low} and ${high}`, "give the lower end first");
}

/** An improper distribution is a prior, of any latent. */
export function suitsAnywhere(
  scope: Scope,
  distribution: Distribution,
  at: Span,
  target: { readonly kind: string; readonly name: string; readonly type: ValueType },
): boolean {
  // What is wrong with the ends is told.
  if (!isImproper(distribution)) return true;
  if (target.kind === "response") {
    const text = "its values have no probabilities";
    scope.mistakes.report(
      "H0415",
      { distribution: distribution.name, name: target.name },
      { at, text, help: `say how it scatters: ${target.name} ~ normal(…, …)` },
    );
    return false;
  }
  const { support } = target.type;
  const scale = support.kind === "positive" ? "half_normal" : "normal";
  const spread = support.kind === "positive" ? "(10)" : "(0, 10)";
  if (isDiscrete(support)) {
    scope.mistakes.report(
      "H0416",
      { name: target.name, why: `${distribution.name} gives its values no probabilities` },
      {
        at,
        text: "what is summed out has weights that sum to 1",
        help:
          support.kind === "bool"
            ? "write bernoulli(0.5)"
            : "write categorical(…), with a share for each label",
      },
    );
    return false;
  }
  const proper = ["unit", "interval", "simplex", "correlation"].includes(support.kind);
  if (proper) return true;
  scope.mistakes.report(
    "H0413",
    { name: target.name },
    {
      at,
      text: "it does not integrate to one",
      notes: [
        `the posterior exists only where the data determine ${target.name}; evidence, closed forms and simulation from the prior need a proper one`,
      ],
      help:
        support.kind === "real" || support.kind === "positive"
          ? `write ${scale}${spread}, as wide as ${target.name} may be in its own units`
          : null,
    },
  );
  return true;
}
