/** The way out where an argument has dimensions that what is drawn lacks: declare them, reduce them, or contract. */

import type { Dimension } from "../shape/dimension.ts";
import { printDimensions, printSupport } from "../shape/print.ts";
import type { Expr } from "./program.ts";
import { behind, excerpt } from "./scope.ts";
import type { Target } from "./target.ts";
import { partsOf } from "./walk.ts";

export function extraHelp(value: Expr, extra: readonly Dimension[], target: Target) {
  const [first] = extra;
  if (target.kind === "latent") {
    const dimensions = printDimensions([...target.type.dimensions, ...extra]);
    const bare = target.element === null && target.type.dimensions.length === 0;
    return {
      help: `declare ${target.name}: ${printSupport(target.type.support)}${dimensions} to have one for each`,
      edits: bare ? [{ span: behind(target.span), text: `: real${dimensions}` }] : [],
    };
  }
  if (target.kind === "weight") return { help: "give each layer its own prior: f.hidden.weight", edits: [] };
  const product = first === undefined ? null : productOver(value, first);
  return {
    help:
      product === null
        ? `reduce it, for example mean(e over ${first?.name ?? "D"})`
        : `write ${excerpt(product.left.span)} @ ${excerpt(product.right.span)}, which also sums over ${first?.name}`,
    edits: [],
  };
}

/** A product `a * b` inside, both of whose operands have the dimension: `@` was meant. */
function productOver(expr: Expr, dimension: Dimension): Extract<Expr, { kind: "binary" }> | null {
  if (expr.kind === "binary" && expr.operator === "*") {
    const { left, right } = expr;
    const last = left.type.dimensions[left.type.dimensions.length - 1];
    if (last === dimension && right.type.dimensions.includes(dimension)) return expr;
  }
  for (const part of partsOf(expr)) {
    const found = productOver(part, dimension);
    if (found !== null) return found;
  }
  return null;
}
