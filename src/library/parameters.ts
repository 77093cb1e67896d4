/** Shorthand for a distribution's parameters. */

import type { Dimension } from "../shape/dimension.ts";
import type { Support } from "../shape/support.ts";
import type { Parameter } from "./distribution.ts";

function parameter(kind: "real" | "positive" | "unit" | "count") {
  const support: Support = { kind };
  return (name: string, doc: string): Parameter => ({ name, support, doc });
}

export const real = parameter("real");
export const positive = parameter("positive");
export const unit = parameter("unit");
export const count = parameter("count");

/** A vector over the event axis, of reals or on the simplex. */
export function event(name: string, kind: "real" | "simplex", doc: string): Parameter {
  return { name, support: { kind }, event: true, doc };
}

/** What separates labels from the next ones, in increasing order: one fewer than there are labels. */
export function cuts(name: string, doc: string): Parameter {
  return { name, support: { kind: "ordered", positive: false }, event: true, cuts: true, doc };
}

/** A matrix over the value's last dimension and its prime. */
export function matrix(name: string, kind: "covariance" | "correlation", doc: string): Parameter {
  return { name, support: { kind }, spans: "matrix", doc };
}

/** One positive number for each vector or matrix. */
export function positiveEach(name: string, doc: string): Parameter {
  return { name, support: { kind: "positive" }, spans: "each", doc };
}

/** Stands in the support of a distribution over labels: the labels are those of its event parameter's last dimension. */
export const eventDimension: Dimension = {
  name: "K",
  id: "#event",
  origin: "anonymous",
  size: null,
  labels: null,
  twin: null,
};
