/** H03 dimensions and types. */

import { error } from "../row.ts";

export const typeCodes = {
  H0301: error(() => "these dimensions do not meet"),
} as const;
