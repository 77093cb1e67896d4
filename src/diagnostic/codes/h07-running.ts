/** H07 running: what only the numbers can tell. */

import { error, warning } from "../row.ts";

export const runningCodes = {
  H0701: error(
    (h: { where: string; step: number }) =>
      `the objective is not a finite number at step ${h.step}, first in ${h.where}`,
  ),
  H0702: error(
    (h: { where: string }) => `the density is not finite where the run starts, first in ${h.where}`,
  ),
  H0703: error(
    (h: { need: string; limit: string }) =>
      `the fit would need about ${h.need} of memory, more than ${h.limit}`,
  ),
  H0704: warning(
    (h: { batch: number; rows: number }) =>
      `a batch of ${h.batch} is not smaller than the data, ${h.rows} rows: every step sees all of them`,
  ),
  H0705: error((h: { what: string }) => `the exact posterior cannot be computed: ${h.what}`),
  H0706: warning(
    (h: { evaluations: number }) =>
      `the mode was not reached: after ${h.evaluations} looks at all rows the density still rises`,
  ),
} as const;
