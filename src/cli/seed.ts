/** `--seed`, the same everywhere: one number decides every draw. */

import type { OptionRow } from "./arguments.ts";

export const seedOption: OptionRow = {
  name: "seed",
  value: "S",
  doc: "decides every random draw; 1 otherwise",
};

export const seedRange = {
  low: 0,
  high: 2 ** 32 - 1,
  integer: true,
  wanted: "a whole number from 0 to 4294967295",
} as const;
