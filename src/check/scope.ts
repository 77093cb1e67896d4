/** The three namespaces of a program: values, dimensions, and (in `words.ts`) distributions and functions. */

import type { Source, Span } from "../diagnostic/source.ts";
import { type Dimension, isPrimeOf } from "../shape/dimension.ts";
import type { ValueType } from "../shape/support.ts";
import type { Name } from "../syntax/ast.ts";
import { mistakes, type Mistakes } from "./mistakes.ts";
import type { LabelConstant, Network } from "./program.ts";

/** A declared value. A `type` or `network` of null is one whose declaration is mistaken: its uses say nothing more. */
export interface Value {
  readonly what: "data" | "definition" | "network" | "latent" | "weight" | "deterministic";
  readonly name: string;
  /** Where it is declared. */
  readonly span: Span;
  /** Where its element type is written; null where it is not. */
  readonly element: Span | null;
  readonly type: ValueType | null;
  readonly network: Network | null;
  /** A deterministic quantity of the likelihood, which nobody reports. */
  readonly local: boolean;
}

export const whatItIs: { readonly [W in Value["what"]]: string } = {
  data: "data",
  definition: "a quantity of the data",
  network: "a network",
  latent: "a latent",
  weight: "a network's weights",
  deterministic: "a quantity",
};

export interface Scope {
  readonly source: Source;
  readonly mistakes: Mistakes;
  readonly values: Map<string, Value>;
  readonly constants: Map<string, LabelConstant>;
  /** By name: what data and `dim` declare. */
  readonly dimensions: Map<string, { readonly dimension: Dimension; readonly span: Span }>;
  /** Every dimension in order of first mention, layers' and anonymous ones included. */
  readonly mentioned: Dimension[];
  readonly used: Set<string>;
  /** Names already reported as unknown: once is enough. */
  readonly unknown: Set<string>;
  /** Every value the program declares anywhere, with its first declaration. */
  readonly announced: ReadonlyMap<string, Span>;
  /** Words of parts of the text that could not be read: one of them may be declared there. */
  readonly lost: ReadonlySet<string>;
  /** Names that stand between brackets of a type anywhere. */
  readonly bracketed: ReadonlySet<string>;
}

export function scopeOf(source: Source, known: Pick<Scope, "announced" | "bracketed" | "lost">): Scope {
  return {
    ...known,
    source,
    mistakes: mistakes(),
    values: new Map(),
    constants: new Map(),
    dimensions: new Map(),
    mentioned: [],
    used: new Set(),
    unknown: new Set(),
  };
}

/** Declares a value, unless its name is taken: that is a mistake. */
export function declare(scope: Scope, value: Value): void {
  const before = scope.values.get(value.name);
  if (before !== undefined) {
    scope.mistakes.report(
      "H0205",
      { what: "name", name: value.name },
      {
        at: value.span,
        text: "declared again",
        labels: [{ span: before.span, text: `${value.name} is ${whatItIs[before.what]} already` }],
        help: "give one of them another name",
      },
    );
    return;
  }
  scope.values.set(value.name, value);
}

/** A new dimension, in order of mention. */
export function mention(scope: Scope, dimension: Dimension): Dimension {
  scope.mentioned.push(dimension);
  return dimension;
}

/** `K'`, the second dimension of matrices over K: one for each K, made where it is first needed. */
export function primeOf(scope: Scope, dimension: Dimension): Dimension {
  const known = scope.mentioned.find((each) => isPrimeOf(each, dimension));
  const { name, id } = dimension;
  return known ?? mention(scope, { ...dimension, name: `${name}'`, id: `${id}'`, twin: dimension });
}

/** The dimension of this name: data's or declared, else the one layer's of that name; null where there is none. */
export function lookUpDimension(scope: Scope, name: string): Dimension | null {
  const declared = scope.dimensions.get(name);
  if (declared !== undefined) return declared.dimension;
  const widths = scope.mentioned.filter(
    (dimension) => dimension.origin === "layer" && dimension.name === name,
  );
  return widths.length === 1 ? (widths[0] ?? null) : null;
}

/** The text a span covers, on one line; a long one is not repeated. */
export function excerpt(span: Span): string {
  const text = span.source.text.slice(span.start, span.end).replace(/\s+/g, " ");
  return text.length <= 40 ? text : "this";
}

/** A place just behind a span, where an edit inserts. */
export function behind(span: Span): Span {
  return { source: span.source, start: span.end, end: span.end };
}

export function pathText(parts: readonly Name[]): string {
  return parts.map((part) => part.text).join(".");
}
