/** What the expressions of a program touch: which need data of rows, and which mix the rows with one another. */

import type { Dimension } from "../shape/dimension.ts";
import type { Model } from "../model/model.ts";

type CheckedProgram = Model["program"];
type Deterministic = Model["deterministics"][number];
type Expr = Deterministic["value"];

/** The expressions just below one. */
function operands(expr: Expr): readonly Expr[] {
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

/** The expression and all below it. */
function* walk(expr: Expr): Generator<Expr> {
  yield expr;
  for (const operand of operands(expr)) yield* walk(operand);
}

/**
 * The deterministic quantities that the latents alone determine, with the inputs that are stored beside them: those can be
 * reported without the training data.
 */
export function reportable(model: Model, stored: ReadonlySet<string>): readonly Deterministic[] {
  const free = new Set<string>();
  for (const statement of model.deterministics) {
    const needsData = [...walk(statement.value)].some(
      (expr) =>
        expr.kind === "reference" &&
        (((expr.target === "data" || expr.target === "definition") && !stored.has(expr.name)) ||
          (expr.target === "deterministic" && !free.has(expr.name))),
    );
    if (!needsData) free.add(statement.name);
  }
  return model.deterministics.filter((statement) => free.has(statement.name));
}

/** A row's prediction depends on other rows: a latent has the rows, or an expression sums, averages or counts over them. */
export function mixesRows(program: CheckedProgram): boolean {
  const { rows } = program;
  if (rows === null) return false;
  if (
    program.prior.some((statement) => statement.kind === "latent" && statement.type.dimensions.includes(rows))
  )
    return true;
  const expressions = [
    ...program.prior.flatMap((statement) => (statement.kind === "deterministic" ? [statement.value] : [])),
    ...program.likelihood.flatMap((statement) =>
      statement.kind === "deterministic"
        ? [statement.value]
        : Object.values(statement.distribution.arguments),
    ),
  ];
  return expressions.some((expression) => [...walk(expression)].some((expr) => gathers(expr, rows)));
}

function gathers(expr: Expr, rows: Dimension): boolean {
  if (expr.kind === "reduce" || expr.kind === "contract" || expr.kind === "index") return expr.over === rows;
  return expr.kind === "size" && expr.dimensions.includes(rows);
}
