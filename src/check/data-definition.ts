/** `hs = mom_hs - mean(mom_hs over N)` in the data block: a quantity of the data alone, calculated once when data is bound. */

import { printType } from "../shape/print.ts";
import { eventOf, isNumeric, type ValueType } from "../shape/support.ts";
import type { DataItem } from "../syntax/ast.ts";
import { checkExpression } from "./expressions.ts";
import { fits } from "./parameter.ts";
import type { DataDefinition, DataVariable, Expr } from "./program.ts";
import { declare, type Scope } from "./scope.ts";
import { resolveType } from "./types.ts";

type Item = Extract<DataItem, { kind: "definition" }>;

export function checkDataDefinition(
  scope: Scope,
  item: Item,
  responses: ReadonlySet<string>,
): DataDefinition | null {
  const { name, span } = item;
  const declared = item.type === null ? null : resolveType(scope, item.type, false);
  const value = checkExpression({ scope, fan: null, target: declared?.dimensions ?? [] }, item.value);
  const mistaken = value !== null && declared !== null && !mayBe(value, declared);
  const type = mistaken ? null : item.type === null ? (value?.type ?? null) : declared;
  declare(scope, {
    what: "definition",
    name: name.text,
    span: name.span,
    element: item.type?.element.span ?? null,
    type,
    network: null,
    local: false,
  });
  if (mistaken && item.type !== null) {
    const found = printType(value.type);
    return scope.mistakes.report(
      "H0309",
      { name: name.text, declared: printType(declared), found },
      {
        at: item.value.span,
        text: found,
        labels: [{ span: item.type.span, text: "declared so" }],
        help: "leave the type out, and it is inferred",
      },
    );
  }
  if (value === null || type === null) return null;
  return { kind: "definition", name: name.text, type, value, response: responses.has(name.text), span };
}

/** The same dimensions in order. What numbers there are is seen when data is bound, so that `k: count[N] = n - m` may stand. */
function mayBe(value: Expr, declared: ValueType): boolean {
  const { dimensions, support } = value.type;
  const same = dimensions.every((dimension, place) => dimension === declared.dimensions[place]);
  const numbers = isNumeric(support) && isNumeric(declared.support) && eventOf(declared.support) === 0;
  return (
    same && dimensions.length === declared.dimensions.length && (numbers || fits(value, declared.support))
  );
}

/** A response that is calculated, as the likelihood sees it: without columns of its own. */
export function asResponse({ name, type, span }: DataDefinition): DataVariable {
  return { kind: "data", name, type, columns: [], standardized: false, response: true, span };
}
