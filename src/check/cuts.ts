/** The cutpoints of labels that have an order: a dimension of their own, with one entry fewer than there are labels. */

import type { Heading, Parameter } from "../library/distribution.ts";
import { declaredLabels, type Dimension, sizeOf } from "../shape/dimension.ts";
import { printType } from "../shape/print.ts";
import type { Expr } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";
import type { Target } from "./target.ts";

/** The dimension of the cutpoints, or a mistake where it cannot be one. Sizes that only data knows are compared when it is bound. */
export function cutDimension(
  scope: Scope,
  distribution: Heading,
  parameter: Parameter,
  value: Expr,
  labels: Dimension,
  target: Target,
): Dimension | null {
  const own = value.type.dimensions[value.type.dimensions.length - 1];
  if (own === undefined) return null;
  const [count, wanted] = [sizeOf(own, new Map()), declaredLabels(labels)?.length ?? null];
  const shared = own === labels || target.type.dimensions.includes(own);
  if (!shared && (count === null || wanted === null || count === wanted - 1)) return own;
  const needs = `${wanted === null ? "" : `${wanted - 1} `}${parameter.name}`;
  return scope.mistakes.report(
    "H0320",
    { value: excerpt(value.span), labels: labels.name },
    {
      at: value.span,
      text: `${printType(value.type)}: ${distribution.name} needs ${needs}, one between each two labels that follow one another`,
      labels: [{ span: target.declared, text: `${target.name}: ${printType(target.type)}` }],
      help:
        wanted === null
          ? `give it a dimension of its own, as in ordered[4] for five labels`
          : `declare it ordered[${wanted - 1}]`,
    },
  );
}
