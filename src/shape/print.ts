/** Types as they are written: `real[N, D]`, `interval(0, 1)`, `School[N]`. */

import type { Dimension } from "./dimension.ts";
import { eventOf, type Support, type ValueType } from "./support.ts";

export function printDimensions(dimensions: readonly Dimension[]): string {
  return dimensions.length === 0 ? "" : `[${dimensions.map((dimension) => dimension.name).join(", ")}]`;
}

export function printSupport(support: Support): string {
  switch (support.kind) {
    case "interval":
      return `interval(${support.low}, ${support.high})`;
    case "label":
      return support.dimension.name;
    case "ordered":
      return support.positive ? "ordered positive" : "ordered";
    case "real":
    case "positive":
    case "nonnegative":
    case "unit":
    case "int":
    case "count":
    case "bool":
    case "simplex":
    case "covariance":
    case "correlation":
      return support.kind;
  }
}

/** A matrix over K and K' is written with K alone. */
export function printType({ support, dimensions }: ValueType): string {
  return (
    printSupport(support) + printDimensions(eventOf(support) === 2 ? dimensions.slice(0, -1) : dimensions)
  );
}

/** "D", "N and D", "N, D and K". */
export function listNames(names: readonly string[], conjunction: "and" | "or" = "and"): string {
  if (names.length <= 1) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${conjunction} ${names[names.length - 1]}`;
}
