/** What in a model can only be worked out with every row at hand, so that a minibatch would change its meaning. */

import type { Span } from "../diagnostic/source.ts";
import type { CheckedProgram, DistributionCall, Expr } from "./program.ts";

export interface NeedsAllRows {
  readonly span: Span;
  /** "it reduces over N" */
  readonly what: string;
}

/** The first thing that needs all rows; null where minibatches are sound, or where the program has no rows. */
export function needsAllRows(program: CheckedProgram): NeedsAllRows | null {
  const { rows } = program;
  if (rows === null) return null;
  for (const statement of [...program.prior, ...program.likelihood]) {
    if (statement.kind === "latent" && statement.type.dimensions.includes(rows)) {
      return { span: statement.span, what: `${statement.name} has a value for each ${rows.name}` };
    }
    const found =
      statement.kind === "deterministic"
        ? reductionIn(statement.value, program)
        : reductionInCall(statement.distribution, program);
    if (found !== null) return found;
  }
  return null;
}

function reductionInCall(call: DistributionCall, program: CheckedProgram): NeedsAllRows | null {
  return firstOf(Object.values(call.arguments), program);
}

function firstOf(exprs: readonly Expr[], program: CheckedProgram): NeedsAllRows | null {
  for (const expr of exprs) {
    const found = reductionIn(expr, program);
    if (found !== null) return found;
  }
  return null;
}

function reductionIn(expr: Expr, program: CheckedProgram): NeedsAllRows | null {
  if ((expr.kind === "reduce" || expr.kind === "contract") && expr.over === program.rows) {
    return { span: expr.span, what: `it reduces over ${expr.over.name}` };
  }
  return firstOf(partsOf(expr), program);
}

/** The expressions directly inside one. */
export function partsOf(expr: Expr): readonly Expr[] {
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
