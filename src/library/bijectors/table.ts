/** The bijectors by the support they reach. The table is total over the kinds of support: null where a latent may not lie, or not yet. */

import type { Support, SupportKind } from "../../shape/support.ts";
import type { Bijector } from "../bijector.ts";
import { correlation } from "./correlation.ts";
import { covariance } from "./covariance.ts";
import { interval } from "./interval.ts";
import { ordered } from "./ordered.ts";
import { positive } from "./positive.ts";
import { real } from "./real.ts";
import { simplex } from "./simplex.ts";
import { unit } from "./unit.ts";

export const bijectors: { readonly [K in SupportKind]: Bijector | null } = {
  real,
  positive,
  nonnegative: null,
  unit,
  interval,
  int: null,
  count: null,
  bool: null,
  label: null,
  simplex,
  ordered,
  covariance,
  correlation,
};

export function bijectorOf(support: Support): Bijector | null {
  return bijectors[support.kind];
}
