/** What the labels of the data decide: the place of a label that only the data knows, and `{ low: 3, high: 10 }`, a number by label. */

import type { Span } from "../diagnostic/source.ts";
import type { Heading } from "../library/distribution.ts";
import { declaredLabels, type Dimension } from "../shape/dimension.ts";
import { listNames } from "../shape/print.ts";
import { either, rangeOfNumber, supportOf } from "../shape/range.ts";
import type { ValueType } from "../shape/support.ts";
import type { Expression } from "../syntax/ast.ts";
import { numberIn } from "./constants.ts";
import type { Expr, LabelConstant } from "./program.ts";
import type { Scope } from "./scope.ts";

type Labelled = Extract<Expression, { kind: "labelled" }>;

/** `level[red]` where data will tell the labels of `level`'s dimension. */
export function labelPlace(scope: Scope, dimension: Dimension, label: string, span: Span): Expr {
  const type: ValueType = { support: { kind: "label", dimension }, dimensions: [] };
  const name = `${dimension.name}.${JSON.stringify(label)}`;
  return reference(scope, {
    kind: "constant",
    name,
    type,
    dimension,
    entries: [{ label, value: null }],
    span,
  });
}

/** A number for each label of one dimension; where several have these labels, one of `wanted`. */
export function labelledNumbers(
  scope: Scope,
  expression: Labelled,
  wanted: readonly Dimension[],
): Expr | null {
  const { span } = expression;
  const entries: { readonly label: string; readonly value: number }[] = [];
  for (const { label, value } of expression.entries) {
    const number = numberIn(value);
    if (number === null) {
      return scope.mistakes.report(
        "H0304",
        { name: "a constant by labels", wants: "numbers", found: "something else" },
        { at: value.span, help: "for a quantity by labels, declare a latent over their dimension" },
      );
    }
    if (entries.some((entry) => entry.label === label.text)) {
      return scope.mistakes.report(
        "H0205",
        { what: "label", name: label.text },
        { at: label.span, text: "a second time" },
      );
    }
    entries.push({ label: label.text, value: number });
  }
  const dimension = dimensionOf(scope, entries, wanted, span);
  if (dimension === null) return null;
  const support = supportOf(entries.map(({ value }) => rangeOfNumber(value)).reduce(either));
  const written = entries.map(({ label, value }) => `${JSON.stringify(label)}: ${value}`).join(", ");
  const name = `${dimension.name} { ${written} }`;
  return reference(scope, {
    kind: "constant",
    name,
    type: { support, dimensions: [dimension] },
    dimension,
    entries,
    span,
  });
}

/** Of a vector's distribution, constants by label run over the vector rather than over a dimension of other name and the same labels; of a label's, over its labels. */
export function labelledOver({ event }: Heading, { support, dimensions }: ValueType): readonly Dimension[] {
  if (support.kind === "label") return [...dimensions, support.dimension];
  return event === undefined ? dimensions : dimensions.slice(-event);
}

/** Whether an expression is `{ calm: 0.9, wild: 0.1 }`, shares that sum to 1. */
export function isShares(scope: Scope, value: Expr): boolean {
  const total = sumOf(scope, value);
  const { kind } = value.type.support;
  return total === 1 && kind !== "real";
}

/** Of a constant by labels the sum of its numbers, to nine digits; null for any other expression. */
export function sumOf(scope: Scope, value: Expr): number | null {
  const constant = value.kind === "reference" ? scope.constants.get(value.name) : undefined;
  const numbers = constant?.entries.flatMap((entry) => entry.value ?? []);
  if (numbers === undefined || numbers.length !== constant?.entries.length) return null;
  return Number(numbers.reduce((total, each) => total + each, 0).toPrecision(9));
}

function reference(scope: Scope, constant: LabelConstant): Expr {
  if (!scope.constants.has(constant.name)) scope.constants.set(constant.name, constant);
  const { name, type, span } = constant;
  return { kind: "reference", name, target: "definition", type, span };
}

/** The dimension with just these labels. Labels that only the data knows are compared when it is bound. */
function dimensionOf(
  scope: Scope,
  entries: readonly { readonly label: string }[],
  wanted: readonly Dimension[],
  span: Span,
): Dimension | null {
  const given = entries.map(({ label }) => label);
  const known = [...scope.dimensions.values()].map(({ dimension }) => dimension);
  const fitting = known.filter((dimension) => {
    const labels = declaredLabels(dimension);
    return (
      labels !== null && labels.length === given.length && labels.every((label) => given.includes(label))
    );
  });
  const preferred = fitting.filter((dimension) => wanted.includes(dimension));
  const [only, ...others] = preferred.length > 0 ? preferred : fitting;
  if (only !== undefined && others.length === 0) return only;
  const learned = [...scope.values.values()].flatMap(({ type }) =>
    type?.support.kind === "label" && declaredLabels(type.support.dimension) === null
      ? [type.support.dimension]
      : [],
  );
  const [open, ...more] = new Set(
    learned.some((dimension) => wanted.includes(dimension))
      ? learned.filter((dimension) => wanted.includes(dimension))
      : learned,
  );
  const named = known.some((dimension) => declaredLabels(dimension)?.some((label) => given.includes(label)));
  if (!named && open !== undefined && more.length === 0) return open;
  const labels = known.flatMap((dimension) => {
    const own = declaredLabels(dimension);
    return own !== null && own.length <= 8 ? [`${dimension.name} has ${listNames(own)}`] : [];
  });
  return scope.mistakes.report(
    "H0319",
    { found: listNames(given) },
    {
      at: span,
      text:
        only === undefined ? "no dimension has just these labels" : "several dimensions have these labels",
      notes: labels,
      help: "name every label of one dimension: dim Level = { low, high }",
    },
  );
}
