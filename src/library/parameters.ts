/** Shorthand for a row's parameters. */

import type { Support } from "../shape/support.ts";
import type { Parameter } from "./distribution.ts";

function parameter(kind: "real" | "positive" | "unit") {
  const support: Support = { kind };
  return (name: string, doc: string): Parameter => ({ name, support, doc });
}

export const real = parameter("real");
export const positive = parameter("positive");
export const unit = parameter("unit");

/** A vector over the event axis, of reals or on the simplex. */
export function event(name: string, kind: "real" | "simplex", doc: string): Parameter {
  return { name, support: { kind }, event: true, doc };
}
