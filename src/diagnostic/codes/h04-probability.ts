/** H04 probability (support, discreteness). */

import { error } from "../row.ts";

export const probabilityCodes = {
  H0401: error(
    (h: { parameter: string; distribution: string; wanted: string }) =>
      `the ${h.parameter} of ${h.distribution} must be ${h.wanted}`,
  ),
} as const;
