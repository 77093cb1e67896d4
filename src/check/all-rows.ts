/** What in a model can only be worked out with every row at hand, so that a minibatch would change its meaning. */

import type { Span } from "../diagnostic/source.ts";
import type { Dimension } from "../shape/dimension.ts";
import { isDiscrete } from "../shape/support.ts";
import type { CheckedProgram, Expr, Latent } from "./program.ts";
import { summation } from "./summation.ts";
import { walk } from "./walk.ts";

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
    if (statement.kind === "latent" && isDiscrete(statement.type.support)) {
      const what = sharesRows(statement, rows, program);
      if (what !== null) return { span: statement.span, what };
    } else if (statement.kind === "latent" && statement.type.dimensions.includes(rows)) {
      return { span: statement.span, what: `${statement.name} has a value for each ${rows.name}` };
    }
    const found =
      statement.kind === "deterministic"
        ? firstOf([statement.value], program)
        : firstOf(Object.values(statement.distribution.arguments), program);
    if (found !== null) return found;
  }
  return null;
}

/** How summing a discrete latent out brings rows together. */
function sharesRows(latent: Latent, rows: Dimension, program: CheckedProgram): string | null {
  const { latents, uses } = summation(program);
  if (latents.some((each) => each.latent === latent && each.chain === rows)) {
    return `${latent.name} is a chain over ${rows.name}`;
  }
  const used = [...uses.values()].some((each) => each.some((use) => use.latent === latent));
  return !used || latent.type.dimensions.includes(rows) ? null : `rows share values of ${latent.name}`;
}

function firstOf(exprs: readonly Expr[], program: CheckedProgram): NeedsAllRows | null {
  for (const expr of exprs.flatMap((each) => [...walk(each)])) {
    const what = gathers(expr, program);
    if (what !== null) return { span: expr.span, what };
  }
  return null;
}

/** How an expression brings rows together; null where it does not. */
function gathers(expr: Expr, { rows }: CheckedProgram): string | null {
  switch (expr.kind) {
    case "contract":
      return expr.over === rows || expr.meets === rows ? `it reduces over ${rows?.name}` : null;
    case "reduce":
      return expr.over === rows ? `it reduces over ${rows.name}` : null;
    case "cumulate":
      return expr.over === rows ? `it sums up to each ${rows.name}` : null;
    case "lag":
      return expr.over === rows ? `it looks back over ${rows.name}` : null;
    case "index":
      return expr.over === rows ? `it looks at other ${rows.name}` : null;
    case "size":
      return expr.dimensions.some((dimension) => dimension === rows) ? "it counts the rows" : null;
    default:
      return null;
  }
}

/** Whether the density of some rows can be computed without the others, and without latents of the others' own. */
export function rowsComeApart(program: CheckedProgram): boolean {
  return program.rows !== null && needsAllRows(program) === null;
}
