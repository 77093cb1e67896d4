/** What a model's expressions do with its rows: only where rows stay apart may a step look at some of them. */

import type { Expr } from "../../check/program.ts";
import type { Model } from "../../model/model.ts";

/** An expression and all that it is made of. */
export function* within(expr: Expr): Generator<Expr> {
  yield expr;
  for (const part of partsOf(expr)) yield* within(part);
}

function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "number":
    case "reference":
    case "size":
    case "label":
      return [];
    case "negate":
    case "reduce":
      return [expr.operand];
    case "binary":
    case "contract":
      return [expr.left, expr.right];
    case "call":
      return expr.arguments;
    case "apply":
      return [expr.argument];
    case "index":
      return [expr.array, expr.by];
  }
}

/** Every expression of the prior and the likelihood, from the outside in. */
export function* expressionsOf(model: Model): Generator<Expr> {
  for (const statement of [...model.program.prior, ...model.program.likelihood]) {
    const roots =
      statement.kind === "deterministic"
        ? [statement.value]
        : Object.values(statement.distribution.arguments);
    for (const root of roots) yield* within(root);
  }
}

/** Whether a row's density depends on other rows: a sum over the rows, a look at another row. */
export function mixesRows(model: Model): boolean {
  const { rows } = model.program;
  return [...expressionsOf(model)].some(
    (expr) =>
      (expr.kind === "reduce" || expr.kind === "contract" || expr.kind === "index") && expr.over === rows,
  );
}

/** Whether the density of some rows can be computed without the others, and without latents of the others' own. */
export function rowsComeApart(model: Model): boolean {
  const { rows } = model.program;
  return rows !== null && !mixesRows(model) && !model.sites.some((site) => site.dimensions.includes(rows));
}
