/** H01 the text is not a program. */

import { error } from "../row.ts";

export const syntaxCodes = {
  H0101: error((h: { found: string }) => `I did not expect ${h.found} here`),
} as const;
