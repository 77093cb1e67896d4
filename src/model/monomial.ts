/** Whether an expression is something known times a power of one latent: c · θ^p. That is all a conjugate prior lets stand between it and its likelihood. */

import type { Expr } from "../check/program.ts";
import { refersTo } from "../check/walk.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Span } from "../diagnostic/source.ts";
import { dependence, list, type Statements } from "./affine.ts";

export type Monomial =
  /** `latent` null: the whole is known. `factor`: something known stands beside the latent. */
  | {
      readonly kind: "power";
      readonly latent: string | null;
      readonly power: number;
      readonly factor: boolean;
    }
  /** The first part that is none, and why. */
  | { readonly kind: "bend"; readonly at: Span; readonly why: string };

const known: Monomial = { kind: "power", latent: null, power: 0, factor: true };

export function monomial(expr: Expr, statements: Statements): Monomial {
  const found = dependence(expr, statements);
  if (found.latents.size === 0) return known;
  const bend = (why: string): Monomial => ({ kind: "bend", at: expr.span, why });
  const of = (part: Expr): Monomial => monomial(part, statements);
  switch (expr.kind) {
    case "reference": {
      const statement = statements.get(expr.name);
      if (statement === undefined) throw new Bug(`${expr.name} is referred to and declared nowhere`);
      if (statement.kind === "latent") return { kind: "power", latent: expr.name, power: 1, factor: false };
      return refersTo(statement.value, expr.name)
        ? bend(`the recurrence ${expr.name}`)
        : monomial(statement.value, statements);
    }
    case "index":
      return dependence(expr.by, statements).latents.size === 0
        ? of(expr.array)
        : bend("an index that is drawn");
    case "binary": {
      if (expr.operator === "*") return times(of(expr.left), of(expr.right), 1, bend);
      if (expr.operator === "/") return times(of(expr.left), of(expr.right), -1, bend);
      const exponent = expr.operator === "^" ? numberOf(expr.right) : null;
      return exponent === null ? bend(`a sum or a curve of ${list(found)}`) : raised(of(expr.left), exponent);
    }
    case "call":
      if (expr.function === "sqrt" && expr.arguments[0] !== undefined)
        return raised(of(expr.arguments[0]), 0.5);
      return bend(`${expr.function} of ${list(found)}`);
    default:
      return bend(`a sum or a curve of ${list(found)}`);
  }
}

/** A number as it is written, known before any data. */
function numberOf(expr: Expr): number | null {
  if (expr.kind === "number") return expr.value;
  const inner = expr.kind === "negate" ? numberOf(expr.operand) : null;
  return inner === null ? null : -inner;
}

function raised(base: Monomial, exponent: number): Monomial {
  return base.kind === "bend" ? base : { ...base, power: base.power * exponent };
}

/** left · right^sign */
function times(left: Monomial, right: Monomial, sign: 1 | -1, bend: (why: string) => Monomial): Monomial {
  if (left.kind === "bend") return left;
  if (right.kind === "bend") return right;
  const power = left.power + sign * right.power;
  if (left.latent !== null && right.latent !== null && left.latent !== right.latent)
    return bend(`${left.latent} meets ${right.latent}`);
  return { kind: "power", latent: left.latent ?? right.latent, power, factor: left.factor || right.factor };
}
