/** Whether an argument fits its parameter: its support, and its dimensions beside those of what is drawn. */

import { lineOf } from "../diagnostic/position.ts";
import type { Heading, Parameter } from "../library/distribution.ts";
import { without } from "../shape/align.ts";
import type { Dimension } from "../shape/dimension.ts";
import { listNames, printSupport, printType } from "../shape/print.ts";
import { rangeOf } from "../shape/range.ts";
import { contains, eventOf, isNumeric, type Support } from "../shape/support.ts";
import { constantOf } from "./constants.ts";
import { cutDimension } from "./cuts.ts";
import { extraHelp } from "./extra-dimensions.ts";
import { isShares, sumOf } from "./label-constants.ts";
import type { Expr } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";
import { supportHelp } from "./support-help.ts";
import type { Target } from "./target.ts";
import { chainFits } from "./transition.ts";

export function checkParameter(
  scope: Scope,
  distribution: Heading,
  parameter: Parameter,
  value: Expr,
  target: Target | null,
): boolean {
  if (!fits(value, parameter.support) && !(parameter.support.kind === "simplex" && isShares(scope, value))) {
    refuseSupport(scope, distribution, parameter, value);
    return false;
  }
  return target === null || dimensionsFit(scope, distribution, parameter, value, target);
}

/** Whether values of the expression lie in the support. A constant counts by its value, with an interval's ends. */
export function fits(value: Expr, wanted: Support): boolean {
  const { support } = value.type;
  if (!isNumeric(support) || eventOf(wanted) > 0) return contains(wanted, support);
  const constant = constantOf(value);
  switch (wanted.kind) {
    case "real":
      return true;
    case "positive":
    case "nonnegative":
    case "unit": {
      if (constant !== null) {
        if (wanted.kind === "positive") return constant > 0 && constant < Infinity;
        return constant >= 0 && (wanted.kind === "nonnegative" || constant <= 1);
      }
      return contains(wanted, { kind: rangeOf(support) });
    }
    case "interval":
      return constant === null
        ? contains(wanted, support)
        : wanted.low <= constant && constant <= wanted.high;
    case "int":
    case "count":
    case "bool":
      if (constant === null) return contains(wanted, support);
      if (wanted.kind === "bool") return constant === 0 || constant === 1;
      return Number.isInteger(constant) && (wanted.kind === "int" || constant >= 0);
    case "label":
    case "simplex":
    case "ordered":
    case "covariance":
    case "correlation":
      return false;
  }
}

/** Terms where the parameter's own name is an abbreviation. */
const fullNames: ReadonlyMap<string, string> = new Map([
  ["sd", "scale"],
  ["p", "probability"],
]);

const wantedWords: ReadonlyMap<string, string> = new Map([
  ["unit", "between 0 and 1"],
  ["simplex", "nonnegative and sum to 1"],
  ["count", "a whole number, 0 or above"],
  ["ordered", "in increasing order"],
  ["covariance", "a covariance matrix"],
  ["correlation", "a correlation matrix"],
]);

function refuseSupport(scope: Scope, distribution: Heading, parameter: Parameter, value: Expr): void {
  const name = fullNames.get(parameter.name) ?? parameter.name;
  const written = excerpt(value.span);
  const constant = constantOf(value);
  const total = parameter.support.kind === "simplex" ? sumOf(scope, value) : null;
  const is = total === null ? String(constant ?? printType(value.type)) : `a constant that sums to ${total}`;
  const declaration = value.kind === "reference" ? scope.values.get(value.name) : undefined;
  const line = declaration === undefined ? 0 : lineOf(declaration.span.source, declaration.span.start);
  const declared = declaration === undefined ? "" : `, declared at line ${line}`;
  const wanted = wantedWords.get(parameter.support.kind) ?? printSupport(parameter.support);
  scope.mistakes.report(
    "H0401",
    { parameter: name, distribution: distribution.name, wanted },
    {
      at: value.span,
      text: written === is ? `${is} is not ${wanted}` : `${written} is ${is}${declared}`,
      labels:
        declaration === undefined
          ? []
          : [{ span: declaration.element ?? declaration.span, text: `${declaration.name} is ${is}` }],
      help: supportHelp(scope, distribution, parameter, value),
    },
  );
}

/** An argument has only dimensions of what is drawn; a vector parameter has that of the labels besides. */
function dimensionsFit(
  scope: Scope,
  distribution: Heading,
  parameter: Parameter,
  value: Expr,
  target: Target,
): boolean {
  if (parameter.spans === "transition" || parameter.spans === "first")
    return chainFits(scope, distribution, parameter, value, target);
  const written = excerpt(value.span);
  const isOf = { span: value.span, text: `${written}: ${printType(value.type)}` };
  const event = target.type.support.kind === "label" ? target.type.support.dimension : null;
  // That the response has no labels is told.
  if (parameter.event === true && event === null) return true;
  const allowed: Dimension[] = [...target.type.dimensions];
  if (parameter.spans === "each") allowed.splice(allowed.length - eventOf(target.type.support));
  if (parameter.spans === "matrix") {
    const last = target.type.dimensions[target.type.dimensions.length - 1];
    const matrix = value.type.dimensions.slice(-2);
    if (last === undefined) return false;
    if (matrix[0] !== last) {
      const over = last.name;
      scope.mistakes.report(
        "H0317",
        { value: written, dimension: over },
        {
          at: value.span,
          text: `${printType(value.type)}: ${distribution.name} needs a ${parameter.name} over ${over}`,
          labels: [{ span: target.declared, text: `${target.name}: ${printType(target.type)}` }],
          help: `give it the dimension ${over}: ${parameter.name}[${over}]`,
        },
      );
      return false;
    }
    allowed.push(...matrix.slice(1));
  }
  if (parameter.cuts === true && event !== null) {
    const cuts = cutDimension(scope, distribution, parameter, value, event, target);
    if (cuts === null) return false;
    allowed.push(cuts);
  } else if (parameter.event === true && event !== null) {
    if (!value.type.dimensions.includes(event)) {
      scope.mistakes.report(
        "H0317",
        { value: written, dimension: event.name },
        {
          at: value.span,
          text: `${printType(value.type)}: ${distribution.name} needs one of the ${parameter.name} for each label`,
          labels: [{ span: target.declared, text: `${target.name}: ${printType(target.type)}` }],
          help:
            value.kind === "apply"
              ? `let the network give one for each: ${value.network.name}: … -> real[${event.name}]`
              : `give it the dimension ${event.name}`,
        },
      );
      return false;
    }
    if (parameter.support.kind === "simplex" && value.type.dimensions.at(-1) !== event) {
      refuseSupport(scope, distribution, parameter, value);
      return false;
    }
    allowed.push(event);
  }
  const extra = without(value.type.dimensions, allowed);
  if (extra.length === 0) return true;
  const names = listNames(extra.map(({ name }) => name));
  const anonymous = extra.some(({ origin }) => origin === "anonymous");
  scope.mistakes.report(
    "H0302",
    {
      value: written === "this" ? `the ${parameter.name}` : written,
      dimensions: names,
      target:
        parameter.spans === "each" ? `one number for each ${printSupport(target.type.support)}` : target.name,
    },
    {
      at: value.span,
      text: isOf.text,
      labels: [{ span: target.declared, text: `${target.name}: ${printType(target.type)}` }],
      notes: anonymous
        ? ["a size written as a number is a dimension of its own: it aligns with nothing but itself"]
        : [],
      ...(parameter.spans === "each"
        ? { help: `give one number, for example mean(${written} over ${names})` }
        : extraHelp(value, extra, target)),
    },
  );
  return false;
}
