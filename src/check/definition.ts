/** `name = expression`, in prior and in likelihood: a quantity made of others, its type inferred or checked. */

import { printType } from "../shape/print.ts";
import type { ValueType } from "../shape/support.ts";
import type { Statement } from "../syntax/ast.ts";
import { checkExpression } from "./expressions.ts";
import { fits } from "./parameter.ts";
import type { Deterministic, Expr } from "./program.ts";
import { looksBack, runs, withItself } from "./recurrence.ts";
import { declare, pathText, type Scope } from "./scope.ts";
import { resolveType } from "./types.ts";

type Definition = Extract<Statement, { kind: "definition" }>;

export function checkDefinition(scope: Scope, statement: Definition, local: boolean): Deterministic | null {
  const name = pathText(statement.target.parts);
  const { span } = statement.target;
  const [, dotted] = statement.target.parts;
  const declared = statement.type === null ? null : resolveType(scope, statement.type, false);
  const itself = {
    what: "deterministic",
    name,
    span,
    element: statement.type?.element.span ?? null,
    type: declared,
    network: null,
    local,
  } as const;
  const around = { scope, fan: null, target: declared?.dimensions ?? [] };
  const found = withItself(scope, itself, () => checkExpression(around, statement.value));
  const back = found !== null && looksBack(scope, name, span, [found]);
  const value = back && (declared === null || runs(scope, name, declared, found)) ? found : null;
  if (dotted !== undefined) {
    return scope.mistakes.report(
      "H0210",
      { name, is: "a network's weight", use: "a name to define" },
      { at: span, help: "weights have priors: write ~, or choose a plain name" },
    );
  }
  const mistaken = value !== null && declared !== null && !agrees(value, declared);
  const type = mistaken ? null : statement.type === null ? (value?.type ?? null) : declared;
  declare(scope, { ...itself, type });
  if (mistaken && statement.type !== null) {
    const is = printType(value.type);
    return scope.mistakes.report(
      "H0309",
      { name, declared: printType(declared), found: is },
      {
        at: statement.value.span,
        text: is,
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
