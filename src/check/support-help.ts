/** What to write in place of an argument that lies outside its parameter's support. */

import type { Heading, Parameter } from "../library/distribution.ts";
import { printDimensions } from "../shape/print.ts";
import { rangeOf } from "../shape/range.ts";
import { isDiscrete, isNumeric } from "../shape/support.ts";
import { constantOf } from "./constants.ts";
import { sumOf } from "./label-constants.ts";
import type { Expr } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";

/** The way out that fits the case. */
export function supportHelp(
  scope: Scope,
  distribution: Heading,
  parameter: Parameter,
  value: Expr,
): string | null {
  const written = excerpt(value.span);
  const wanted = parameter.support.kind;
  const other = inOtherWords(distribution, parameter, written);
  if (!isNumeric(value.type.support)) return "use the labels as an index";
  if (wanted === "covariance" && value.type.support.kind === "real")
    return `give a correlation and scales apart: ${distribution.name}(mean, correlation = …, scale = …)`;
  if (wanted === "ordered")
    return "declare it ordered[4], with a prior: cutpoints: ordered[4] ~ normal(0, 5)";
  if (wanted === "correlation") return `declare it with a prior: Omega: correlation[K] ~ lkj(2)`;
  if (constantOf(value) !== null) {
    return wanted === "positive" ? "write a number above 0" : null;
  }
  if (wanted === "count" && value.kind === "reference" && scope.values.get(value.name)?.what === "data") {
    return `declare \`${written}: count${printDimensions(value.type.dimensions)}\` in data`;
  }
  if (wanted === "simplex") {
    if (sumOf(scope, value) !== null) return "write shares of at least 0 that sum to 1";
    return other === null ? null : `write ${other}`;
  }
  if (wanted === "unit") {
    const squashed = `sigmoid(${written})`;
    return other === null ? `write ${squashed}` : `write ${other}, or ${squashed}`;
  }
  if (wanted !== "positive" || isDiscrete(parameter.support)) return null;
  if (rangeOf(value.type.support) === "nonnegative") {
    return `add something positive, since it may be 0: ${written === "this" ? "…" : written} + 0.001`;
  }
  if (value.kind === "apply" && value.head !== null)
    return `declare the head so: ${value.head}: positive, which softplus keeps above 0`;
  if (other !== null) return `write ${other}, or softplus(${written})`;
  const declaration = value.kind === "reference" ? scope.values.get(value.name) : undefined;
  const dimensions = printDimensions(value.type.dimensions);
  if (declaration?.what === "latent") {
    return `declare \`${written}: positive${dimensions} ~ half_normal(1)\`, or write softplus(${written})`;
  }
  if (declaration?.what === "data" || declaration?.what === "definition") {
    return `declare \`${written}: positive${dimensions}\` in data, or write softplus(${written})`;
  }
  return written === "this" ? "wrap it in softplus or exp" : `write softplus(${written}) or exp(${written})`;
}

/** The call by the signature that has a real parameter in this one's place: `binomial(n, logits = e)`. */
function inOtherWords({ name, signatures }: Heading, parameter: Parameter, written: string): string | null {
  const [first, ...others] = signatures.map(({ parameters }) => parameters);
  const place = first?.indexOf(parameter) ?? -1;
  for (const parameters of others) {
    const other = parameters[place];
    if (other?.support.kind !== "real" || other.event !== parameter.event) continue;
    const named = parameters.map((each, i) => {
      if (each === other) return `${each.name} = ${written}`;
      return i < place ? each.name : `${each.name} = …`;
    });
    return `${name}(${named.join(", ")})`;
  }
  return null;
}
