/** Walking through typed expressions: what stands directly in one, all that is in it, every one of a program. */

import type { CheckedProgram, DataDefinition, DataVariable, Expr, LabelConstant } from "./program.ts";

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
    case "cumulate":
      return [expr.operand];
    case "lag":
      return expr.start === null ? [expr.operand] : [expr.operand, expr.start];
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

/** Everything known that expressions may refer to, once data is bound. */
export function dataOf(program: CheckedProgram): readonly (DataVariable | DataDefinition | LabelConstant)[] {
  const tables = program.tables.flatMap((table) => [...table.variables, ...table.definitions]);
  return [...tables, ...program.constants];
}

/** An expression and all that it is made of, from the outside in. */
export function* walk(expr: Expr): Generator<Expr> {
  yield expr;
  for (const part of partsOf(expr)) yield* walk(part);
}

/** Every expression of the prior and the likelihood, and all that they are made of. */
export function* expressionsOf(program: CheckedProgram): Generator<Expr> {
  for (const statement of [...program.prior, ...program.likelihood]) {
    const roots =
      statement.kind === "deterministic"
        ? [statement.value]
        : Object.values(statement.distribution.arguments);
    for (const root of roots) yield* walk(root);
  }
}

/** Whether a name stands in an expression. */
export function refersTo(expr: Expr, name: string): boolean {
  return (
    (expr.kind === "reference" && expr.name === name) || partsOf(expr).some((part) => refersTo(part, name))
  );
}
