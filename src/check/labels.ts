/** Labels in expressions: `theta[school]`, `level[red]`, `colour == red`. A name in scope is that value, any other a label. */

import { reportUnknown } from "./unknown.ts";
import { align, without } from "../shape/align.ts";
import { suggest } from "../diagnostic/suggest.ts";
import { declaredLabels, type Dimension, isPrimeOf, ownerOf } from "../shape/dimension.ts";
import { listNames, printType } from "../shape/print.ts";
import { entryOf, eventOf } from "../shape/support.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Span } from "../diagnostic/source.ts";
import { labelPlace } from "./label-constants.ts";
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
  const declared = declaredLabels(dimension);
  if (declared === null) return learnedLabel(scope, dimension, label, span);
  if (!declared.includes(label)) {
    const holes = { owner: dimension.name, what: "label", name: label };
    return reportUnknown(scope, "H0209", holes, label, span, declared, {
      fallback: declared.length <= 8 ? `its labels are ${listNames(declared)}` : null,
    });
  }
  const type = { support: { kind: "label", dimension }, dimensions: [] } as const;
  return { kind: "label", dimension, label, type, span };
}

/** A label that is looked for when data is bound; a name like that of a value that would do is rather a slip. */
function learnedLabel(scope: Scope, dimension: Dimension, label: string, span: Span): Expr | null {
  const { name } = dimension;
  if (dimension.origin === "layer") {
    return scope.mistakes.report(
      "H0310",
      { found: label },
      { at: span, text: `the units of ${name} have no labels` },
    );
  }
  const quoted = span.end - span.start !== label.length;
  const values = [...scope.values.values()].flatMap((value) =>
    value.type?.support.kind === "label" ? [value.name] : [],
  );
  if (quoted || suggest(label, values).length === 0) return labelPlace(scope, dimension, label, span);
  return reportUnknown(scope, "H0201", { name: label }, label, span, values);
}

/**
 * The one dimension of several that has, or may have, this label; of names of one dimension the first, so that `S[red, blue]` takes a matrix's
 * in their order. Null where none or more than one does.
 */
export function dimensionOfLabel(dimensions: readonly Dimension[], label: string): Dimension | null {
  const [only, ...others] = dimensions;
  if (only !== undefined && others.length === 0) return only;
  const sure = dimensions.filter((dimension) => declaredLabels(dimension)?.includes(label));
  const open = dimensions.filter(
    (dimension) => declaredLabels(dimension) === null && dimension.origin !== "layer",
  );
  const fitting = sure.length > 0 ? sure : open;
  const [first, ...rest] = fitting;
  return first !== undefined && rest.every((each) => ownerOf(each) === ownerOf(first)) ? first : null;
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
  const own = support.dimension;
  const over = array.type.dimensions.find((each) => each === own || isPrimeOf(each, own));
  if (over === undefined) {
    return scope.mistakes.report(
      "H0310",
      { found: excerpt(by.span) },
      {
        at: by.span,
        text: `labels of ${own.name}, a dimension that ${excerpt(array.span)} does not have`,
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
  // What a constraint ties together comes apart where one entry is chosen, and where each index chooses another.
  const tied = array.type.dimensions.slice(array.type.dimensions.length - eventOf(array.type.support));
  const apart = tied.includes(over) || tied.some((each) => by.type.dimensions.includes(each));
  const element = apart ? entryOf(array.type.support) : array.type.support;
  return { kind: "index", array, by, over, type: { support: element, dimensions }, span };
}
