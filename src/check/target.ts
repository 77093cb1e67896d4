/** What stands left of `~`: a latent, a weight tensor of a network or a response; and the words for it in messages. */

import type { Distribution } from "../library/distribution.ts";
import type { Span } from "../diagnostic/source.ts";
import { printSupport, printType } from "../shape/print.ts";
import type { Support, ValueType } from "../shape/support.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Scope } from "./scope.ts";

export interface Target {
  readonly kind: "latent" | "weight" | "response";
  readonly name: string;
  readonly type: ValueType;
  /** Left of `~`. */
  readonly span: Span;
  /** Where it is declared: of a latent the same place. */
  readonly declared: Span;
  /** Its element type as written, null where it is omitted. */
  readonly element: Span | null;
}

/** What a distribution's draws are, for messages. */
export function drawsOf(support: Support): string {
  switch (support.kind) {
    case "bool":
      return "yes and no";
    case "count":
      return "counts";
    case "int":
      return "whole numbers";
    case "label":
      return "labels";
    case "real":
      return "real numbers";
    case "positive":
    case "nonnegative":
      return "positive numbers";
    case "unit":
    case "interval":
    case "simplex":
    case "ordered":
    case "covariance":
    case "correlation":
      return `${printSupport(support)} values`;
  }
}

/** Its declaration, for a label. */
export function declaration(target: Target) {
  return { span: target.declared, text: `${target.name}: ${printType(target.type)}` };
}

/** The distribution's own word. */
export function calleeOf(written: Expression): Span {
  return written.kind === "call" ? written.callee.span : written.span;
}

/** A single number, where the distribution draws vectors. */
export function isBare(distribution: Distribution, target: Target): boolean {
  return distribution.event !== undefined && target.type.dimensions.length === 0;
}

export function refuseBare(
  scope: Scope,
  distribution: Distribution,
  written: Expression,
  target: Target,
): false {
  const element = printSupport(target.type.support);
  scope.mistakes.report(
    "H0414",
    { name: target.name, distribution: distribution.name },
    {
      at: target.span,
      text: target.type.support.kind === "label" ? "a single label" : "a single number",
      labels: [
        {
          span: calleeOf(written),
          text:
            target.type.support.kind === "label"
              ? "draws each label from the one before it"
              : "draws all entries of a vector at once",
        },
      ],
      help:
        target.type.support.kind === "label"
          ? `give it the dimension that it runs along: ${target.name}: ${element}[T]`
          : `give it the dimension of the covariance: ${target.name}: ${element}[K]`,
    },
  );
  return false;
}
