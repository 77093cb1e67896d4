/** H05 inference (the method does not fit the model). */

import { error } from "../row.ts";

export const inferenceCodes = {
  H0501: error((h: { name: string }) => `there is no inference method ${h.name}`),
} as const;
