/** H07 running (NaN, divergence). */

import { error } from "../row.ts";

export const runningCodes = {
  H0701: error(
    (h: { where: string; step: number }) =>
      `the objective is not a number at step ${h.step}, first in ${h.where}`,
  ),
} as const;
