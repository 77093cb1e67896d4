/** A written type becomes a value's type: elements and dimensions looked up, or introduced where data mentions them first. */

import type { Name, TypeNode } from "../syntax/ast.ts";
import { type Dimension, isPrimeOf } from "../shape/dimension.ts";
import { printDimensions, printSupport } from "../shape/print.ts";
import { eventOf, type Support, type ValueType } from "../shape/support.ts";
import { numberIn } from "./constants.ts";
import { lookUpDimension, mention, primeOf, type Scope } from "./scope.ts";
import { reportUnknown } from "./unknown.ts";
import { foreignElements, plainElements, tiedElements, wordsOf } from "./words.ts";

/** `introduces`: a name not seen before is a new dimension (in data); elsewhere it is a mistake. */
export function resolveType(scope: Scope, node: TypeNode, introduces: boolean): ValueType | null {
  const support = resolveElement(scope, node, introduces);
  const dimensions = resolveDimensions(scope, node, introduces);
  if (support === null || dimensions === null) return null;
  return eventOf(support) === 0 ? { support, dimensions } : tied(scope, node, support, dimensions);
}

/** A vector's or a matrix's type; a matrix over K has the dimensions K and K'. */
function tied(
  scope: Scope,
  node: TypeNode,
  support: Support,
  dimensions: readonly Dimension[],
): ValueType | null {
  const last = dimensions[dimensions.length - 1];
  const written = printSupport(support);
  const matrix = eventOf(support) === 2;
  if (last === undefined) {
    return scope.mistakes.report(
      "H0311",
      { type: written },
      {
        at: node.span,
        text: `a ${matrix ? "matrix" : "vector"} without a dimension`,
        help: `write ${written}[K], K being the dimension it runs over`,
      },
    );
  }
  if (!matrix) return { support, dimensions };
  if (last.twin !== null && isPrimeOf(last, last.twin)) {
    return scope.mistakes.report(
      "H0311",
      { type: `${written}${printDimensions(dimensions)}` },
      {
        at: node.span,
        text: `${last.name} comes with ${last.twin.name}`,
        help: `write ${written}[${last.twin.name}]: its second dimension is ${last.name}`,
      },
    );
  }
  return { support, dimensions: [...dimensions, primeOf(scope, last)] };
}

function resolveElement(scope: Scope, node: TypeNode, introduces: boolean): Support | null {
  const { element } = node;
  if (node.ordered !== null && element.text === "positive") return { kind: "ordered", positive: true };
  if (node.ordered !== null) {
    return scope.mistakes.report(
      "H0311",
      { type: `ordered ${element.text}` },
      {
        at: node.span,
        text: "ordered stands alone, or before positive",
        help: "write ordered[K] for reals, ordered positive[K] for positive ones",
      },
    );
  }
  if (element.text === "interval") return interval(scope, node);
  if (node.arguments.length > 0) {
    return scope.mistakes.report(
      "H0311",
      { type: `${element.text}(…)` },
      {
        at: node.span,
        text: `${element.text} takes no arguments`,
        help: `write ${element.text}, or interval(low, high) for values between two numbers`,
      },
    );
  }
  const plain = plainElements.find((name) => name === element.text);
  if (plain !== undefined) return { kind: plain };
  const several = tiedElements.find((name) => name === element.text);
  if (several !== undefined) {
    return several === "ordered" ? { kind: several, positive: false } : { kind: several };
  }
  return labels(scope, element, introduces);
}

function interval(scope: Scope, node: TypeNode): Support | null {
  const limits = node.arguments.map((limit) => numberIn(limit));
  const [low, high] = limits;
  if (limits.length === 2 && typeof low === "number" && typeof high === "number" && low < high) {
    return { kind: "interval", low, high };
  }
  return scope.mistakes.report(
    "H0311",
    { type: "this interval" },
    {
      at: node.span,
      text: "an interval has two numbers, the lower one first",
      help: "write for example interval(0, 10), or positive for all above 0",
    },
  );
}

/** An element that is a dimension's name: values are its labels. */
function labels(scope: Scope, element: Name, introduces: boolean): Support | null {
  const known = lookUpDimension(scope, element.text);
  if (known !== null) return { kind: "label", dimension: known };
  const lower = element.text.toLowerCase();
  const isElement = wordsOf("element type").includes(lower) || foreignElements.has(lower);
  const looksLikeDimension = element.text !== lower && !isElement;
  if (introduces && (looksLikeDimension || scope.bracketed.has(element.text))) {
    return { kind: "label", dimension: introduce(scope, element) };
  }
  const foreign = foreignElements.get(lower);
  if (foreign !== undefined) {
    return scope.mistakes.report(
      "H0202",
      { kind: "element type", name: element.text },
      { at: element.span, help: `did you mean ${foreign}?`, edits: [{ span: element.span, text: foreign }] },
    );
  }
  const words = [...wordsOf("element type"), ...scope.dimensions.keys()];
  const fallback = introduces
    ? "for a column of categories, give its labels a dimension of their own: school: School[N]"
    : `types are ${wordsOf("element type").join(", ")}, or a dimension's name for its labels`;
  return reportUnknown(
    scope,
    "H0202",
    { kind: "element type", name: element.text },
    element.text,
    element.span,
    words,
    { fallback },
  );
}

function resolveDimensions(scope: Scope, node: TypeNode, introduces: boolean): readonly Dimension[] | null {
  const dimensions: Dimension[] = [];
  let sound = true;
  for (const written of node.dimensions) {
    const dimension =
      written.kind === "size"
        ? literalSize(scope, written.size.value, written.size.text, written.span)
        : resolveDimension(scope, written.name, introduces);
    if (dimension === null) sound = false;
    else if (dimensions.includes(dimension)) {
      sound = false;
      scope.mistakes.report(
        "H0314",
        { dimension: dimension.name },
        {
          at: written.span,
          text: "a second time",
          notes: ["dimensions align by name, so each stands once"],
          help: twiceHelp(node, dimension.name),
        },
      );
    } else dimensions.push(dimension);
  }
  return sound ? dimensions : null;
}

/** A matrix over one dimension twice has two names for it. */
function twiceHelp({ element }: TypeNode, name: string): string {
  return element.text === "covariance" || element.text === "correlation"
    ? `write ${element.text}[${name}]: its second dimension is ${name}'`
    : `give the same labels a second name: dim Next = ${name}`;
}

/** A dimension by name; in data it may be new. */
export function resolveDimension(scope: Scope, name: Name, introduces: boolean): Dimension | null {
  if (name.text.endsWith("'")) {
    const base = resolveDimension(scope, { ...name, text: name.text.slice(0, -1) }, introduces);
    return base === null ? null : primeOf(scope, base);
  }
  const known = lookUpDimension(scope, name.text);
  if (known !== null) return known;
  if (introduces) return introduce(scope, name);
  const layers = scope.mentioned.filter((dimension) => dimension.name === name.text);
  if (layers.length > 1) {
    return scope.mistakes.report(
      "H0203",
      { name: name.text },
      { at: name.span, text: "several networks have a layer of this name", help: "name the layers apart" },
    );
  }
  return reportUnknown(scope, "H0203", { name: name.text }, name.text, name.span, dimensionNames(scope), {
    fallback: knownDimensions(scope),
  });
}

/** Every dimension one may write. */
function dimensionNames(scope: Scope): readonly string[] {
  return scope.mentioned.filter((dimension) => dimension.origin !== "anonymous").map(({ name }) => name);
}

function knownDimensions(scope: Scope): string {
  const names = dimensionNames(scope);
  return names.length === 0
    ? "a dimension is introduced by data, or by a block: dim K = 3"
    : `the dimensions here are ${names.join(", ")}; another is introduced by a block: dim K = 3`;
}

/** A new dimension, as data's first mention makes it. */
export function introduce(scope: Scope, name: Name): Dimension {
  const dimension: Dimension = {
    name: name.text,
    id: name.text,
    origin: "data",
    size: null,
    labels: null,
    twin: null,
  };
  scope.dimensions.set(name.text, { dimension, span: name.span });
  return mention(scope, dimension);
}

/** `real[3]`: a dimension of its own, which no other mention shares. */
function literalSize(scope: Scope, size: number, text: string, span: Name["span"]): Dimension | null {
  if (!Number.isInteger(size) || size < 1) {
    return scope.mistakes.report(
      "H0315",
      { name: text },
      { at: span, text: "a size is a whole number of at least 1" },
    );
  }
  const id = `#${scope.mentioned.filter((dimension) => dimension.origin === "anonymous").length + 1}`;
  return mention(scope, { name: String(size), id, origin: "anonymous", size, labels: null, twin: null });
}
