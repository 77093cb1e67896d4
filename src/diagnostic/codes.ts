/** The table of codes: one row a code, the title made from typed holes. Each range is a file of `codes/`. */

import { syntaxCodes } from "./codes/h01-syntax.ts";
import { nameCodes } from "./codes/h02-names.ts";
import { typeCodes } from "./codes/h03-types.ts";
import { probabilityCodes } from "./codes/h04-probability.ts";
import { inferenceCodes } from "./codes/h05-inference.ts";
import { dataCodes } from "./codes/h06-data.ts";
import { runningCodes } from "./codes/h07-running.ts";
import { commandCodes } from "./codes/h08-command.ts";

export const codes = {
  ...syntaxCodes,
  ...nameCodes,
  ...typeCodes,
  ...probabilityCodes,
  ...inferenceCodes,
  ...dataCodes,
  ...runningCodes,
  ...commandCodes,
} as const;

export type Code = keyof typeof codes;
export type Holes<C extends Code> = Parameters<(typeof codes)[C]["title"]>[0];
