/** H06 data. */

import { error } from "../row.ts";

export const dataCodes = {
  H0601: error((h: { file: string }) => `I cannot read the data file ${h.file}`),
} as const;
