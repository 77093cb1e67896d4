/** Labels in expressions: `theta[school]`, `level[red]`, `colour == red`. A name in scope is that value, any other a label. */

import { reportUnknown } from "./unknown.ts";
import { align, without } from "../shape/align.ts";
import type { Dimension } from "../shape/dimension.ts";
import { listNames, printType } from "../shape/print.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Span } from "../diagnostic/source.ts";
import type { Expr } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";

/** The label an expression spells, where it is no value: a quoted one, a name not in scope, a whole number. */
export function labelText(scope: Scope, expression: Expression): string | null {
  if (expression.kind === "string") return expression.text;
  if (expression.kind === "number") return expression.text;
  if (expression.kind !== "name" || scope.values.has(expression.name.text)) return null;
  return expression.name.text;
}

/** The label of a dimension; only declared labels are known before data is bound. */
export function labelOf(scope: Scope, dimension: Dimension, label: string, span: Span): Expr | null {
  if (dimension.labels === null && /^\p{L}/u.test(label) && span.end - span.start === label.length) {
    const values = [...scope.values.values()].filter(({ type }) => type?.support.kind === "label");
    return reportUnknown(
      scope,
      "H0201",
      { name: label },
      label,
      span,
      values.map(({ name }) => name),
      {
        fallback: `for a label of ${dimension.name}, declare them before the data: dim ${dimension.name} = { … }`,
      },
    );
  }
  if (dimension.labels === null) {
    return scope.mistakes.notYet(
      `a single label of ${dimension.name}, whose labels only the data knows`,
      span,
      { help: `declare them before the data: dim ${dimension.name} = { … }` },
    );
  }
  if (!dimension.labels.includes(label)) {
    const holes = { owner: dimension.name, what: "label", name: label };
    return reportUnknown(scope, "H0209", holes, label, span, dimension.labels, {
      fallback: dimension.labels.length <= 8 ? `its labels are ${listNames(dimension.labels)}` : null,
    });
  }
  const type = { support: { kind: "label", dimension }, dimensions: [] } as const;
  return { kind: "label", dimension, label, type, span };
}

/** The values in scope that would index the array. */
function indexHelp(scope: Scope, array: Expr): string | null {
  const fitting = [...scope.values.values()].flatMap(({ name, type }) =>
    type?.support.kind === "label" && array.type.dimensions.includes(type.support.dimension)
      ? [`${excerpt(array.span)}[${name}]`]
      : [],
  );
  return fitting.length === 0 ? null : `write ${listNames(fitting.slice(0, 4), "or")}`;
}

/** `array[by]`: the dimension that `by` labels gives place to `by`'s own. */
export function indexBy(scope: Scope, array: Expr, by: Expr, span: Span): Expr | null {
  const { support } = by.type;
  const labels = [{ span: array.span, text: `${excerpt(array.span)}: ${printType(array.type)}` }];
  if (support.kind !== "label") {
    return scope.mistakes.report(
      "H0310",
      { found: excerpt(by.span) },
      {
        at: by.span,
        text: `${printType(by.type)}: no labels`,
        labels,
        notes: ["an index is data declared with a dimension's name, school: School[N], or a label"],
      },
    );
  }
  const over = support.dimension;
  if (!array.type.dimensions.includes(over)) {
    return scope.mistakes.report(
      "H0310",
      { found: excerpt(by.span) },
      {
        at: by.span,
        text: `labels of ${over.name}, a dimension that ${excerpt(array.span)} does not have`,
        labels,
        help: indexHelp(scope, array),
      },
    );
  }
  const place = array.type.dimensions.indexOf(over);
  const before = array.type.dimensions.slice(0, place);
  const rest = array.type.dimensions.slice(place + 1);
  const added = without(by.type.dimensions, [...before, ...rest]);
  const aligned = align([...before, ...added], rest);
  const dimensions = aligned.ok ? aligned.dimensions : [...before, ...added, ...rest];
  return { kind: "index", array, by, over, type: { support: array.type.support, dimensions }, span };
}
