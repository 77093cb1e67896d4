/** `name = expression`, in prior and in likelihood: a quantity made of others, its type inferred or checked. */

import { printType } from "../shape/print.ts";
import type { ValueType } from "../shape/support.ts";
import type { Statement } from "../syntax/ast.ts";
import { checkExpression } from "./expressions.ts";
import { fits } from "./parameter.ts";
import type { Deterministic, Expr } from "./program.ts";
import { declare, pathText, type Scope } from "./scope.ts";
import { resolveType } from "./types.ts";

type Definition = Extract<Statement, { kind: "definition" }>;

export function checkDefinition(scope: Scope, statement: Definition, local: boolean): Deterministic | null {
  const name = pathText(statement.target.parts);
  const { span } = statement.target;
  const [, dotted] = statement.target.parts;
  const declared = statement.type === null ? null : resolveType(scope, statement.type, false);
  const value = checkExpression({ scope, fan: null }, statement.value);
  if (dotted !== undefined) {
    return scope.mistakes.report(
      "H0210",
      { name, is: "a network's weight", use: "a name to define" },
      { at: span, help: "weights have priors: write ~, or choose a plain name" },
    );
  }
  const mistaken = value !== null && declared !== null && !agrees(value, declared);
  const type = mistaken ? null : statement.type === null ? (value?.type ?? null) : declared;
  declare(scope, {
    what: "deterministic",
    name,
    span,
    element: statement.type?.element.span ?? null,
    type,
    network: null,
    local,
  });
  if (mistaken && statement.type !== null) {
    const found = printType(value.type);
    return scope.mistakes.report(
      "H0309",
      { name, declared: printType(declared), found },
      {
        at: statement.value.span,
        text: found,
        labels: [{ span: statement.type.span, text: "declared so" }],
        help: "leave the type out, and it is inferred",
      },
    );
  }
  if (value === null || type === null) return null;
  return { kind: "deterministic", name, type, value, span: statement.span };
}

/** The dimensions in their order, and values within the declared support. */
function agrees(value: Expr, declared: ValueType): boolean {
  const { dimensions } = value.type;
  const same = dimensions.every((dimension, place) => dimension === declared.dimensions[place]);
  return same && dimensions.length === declared.dimensions.length && fits(value, declared.support);
}
