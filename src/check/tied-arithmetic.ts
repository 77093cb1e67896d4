/**
 * Arithmetic that leaves a constraint in place: sums of covariance matrices, and what a positive number does to one, are covariance
 * matrices; an ordered vector moved, or stretched by a positive number, is ordered.
 */

import type { Dimension } from "../shape/dimension.ts";
import type { Range } from "../shape/range.ts";
import { eventOf, type Support, type ValueType } from "../shape/support.ts";
import type { ArithmeticOperator } from "./program.ts";

/** What is known of an operand: its type, and where its entries lie. */
export interface Known {
  readonly type: ValueType;
  readonly range: Range;
}

/** The support of the result, of these dimensions; null where the entries are numbers like others. */
export function tiedSupport(
  operator: ArithmeticOperator,
  left: Known,
  right: Known,
  dimensions: readonly Dimension[],
): Support | null {
  const [tied, other] = eventOf(left.type.support) > 0 ? [left, right] : [right, left];
  const { support } = tied.type;
  const event = eventOf(support);
  const own = tied.type.dimensions.slice(tied.type.dimensions.length - event);
  const last = dimensions.slice(dimensions.length - event);
  if (event === 0 || own.some((dimension, place) => dimension !== last[place])) return null;
  const each = own.some((dimension) => other.type.dimensions.includes(dimension)) ? null : other.range;
  const positive = each === "positive" || each === "unit";
  const stretched = positive && (operator === "*" || (operator === "/" && tied === left));
  if (event === 2) return stretched || bothMatrices(operator, left, right) ? { kind: "covariance" } : null;
  if (support.kind !== "ordered" || each === null) return null;
  if (stretched) return support;
  if (operator === "+") return { kind: "ordered", positive: support.positive && each !== "real" };
  return operator === "-" && tied === left ? { kind: "ordered", positive: false } : null;
}

/** A sum of matrices over the same two dimensions. */
function bothMatrices(operator: ArithmeticOperator, left: Known, right: Known): boolean {
  const [a, b] = [left.type, right.type].map(({ support, dimensions }) =>
    eventOf(support) === 2 ? dimensions.slice(-2) : [],
  );
  return operator === "+" && a?.length === 2 && a.every((dimension, place) => dimension === b?.[place]);
}
