/** H02 names. */

import { error } from "../row.ts";

export const nameCodes = {
  H0201: error((h: { name: string }) => `I know nothing called ${h.name}`),
} as const;
