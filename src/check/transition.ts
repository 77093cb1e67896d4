/** The arguments of a chain of labels: a row of probabilities for each state, over a second name of the states, and those of the first one. */

import type { Heading, Parameter } from "../library/distribution.ts";
import { without } from "../shape/align.ts";
import { type Dimension, isPrimeOf, ownerOf } from "../shape/dimension.ts";
import { listNames, printType } from "../shape/print.ts";
import type { Expr } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";
import type { Target } from "./target.ts";

/** Whether the dimensions of a `transition`, or of the `first` state's probabilities, are those of the chain left of `~`. */
export function chainFits(
  scope: Scope,
  distribution: Heading,
  parameter: Parameter,
  value: Expr,
  target: Target,
): boolean {
  const { support, dimensions } = target.type;
  const along = dimensions.at(-1);
  // What is wrong with the target is told.
  if (support.kind !== "label" || along === undefined) return false;
  const state = support.dimension;
  const last = value.type.dimensions.at(-1);
  const own = value.type.dimensions.slice(0, -1);
  const [events, wanted]: readonly [readonly Dimension[], string] =
    parameter.spans === "transition"
      ? [
          nextOf(state, last) && own.includes(state) ? [state, last as Dimension] : [],
          `simplex[${state.name}, Next]`,
        ]
      : [last === state ? [state] : [], `simplex[${state.name}]`];
  const written = excerpt(value.span);
  const label = { span: target.declared, text: `${target.name}: ${printType(target.type)}` };
  if (events.length === 0) {
    scope.mistakes.report(
      "H0317",
      {
        value: written === "this" ? `the ${parameter.name}` : written,
        dimension: missing(state, own, last, parameter),
      },
      {
        at: value.span,
        text: `${printType(value.type)}: ${distribution.name} needs ${parameter.doc}`,
        labels: [label],
        help:
          parameter.spans === "transition"
            ? `give the states a second name, dim Next = ${state.name}, and declare it ${wanted}`
            : `declare it ${wanted}`,
      },
    );
    return false;
  }
  const allowed = parameter.spans === "transition" ? dimensions : without(dimensions, [along]);
  const extra = without(value.type.dimensions, [...allowed, ...events]);
  if (extra.length === 0) return true;
  const names = listNames(extra.map(({ name }) => name));
  const holes = { value: written, dimensions: names, target: target.name };
  scope.mistakes.report("H0302", holes, { at: value.span, text: printType(value.type), labels: [label] });
  return false;
}

/** Whether a dimension is another name of the states. */
function nextOf(state: Dimension, next: Dimension | undefined): boolean {
  return next !== undefined && next !== state && (ownerOf(next) === ownerOf(state) || isPrimeOf(next, state));
}

/** What to call the dimension that is not there. */
function missing(
  state: Dimension,
  own: readonly Dimension[],
  last: Dimension | undefined,
  parameter: Parameter,
): string {
  const lacksState = parameter.spans === "first" || (!own.includes(state) && last !== state);
  return lacksState ? state.name : `of the next ${state.name}`;
}
