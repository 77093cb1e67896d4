/** H01 the text is not a program. */

import { error } from "../row.ts";

export const syntaxCodes = {
  H0101: error((h: { found: string }) => `I did not expect ${h.found} here`),
  H0102: error((h: { bracket: string }) => `this ${h.bracket} is never closed`),
  H0103: error((h: { bracket: string }) => `this ${h.bracket} closes nothing`),
  H0104: error(() => "this quotation is never closed"),
  H0105: error(
    (h: { characters: number; limit: number }) =>
      `this program has ${h.characters} characters, and I read at most ${h.limit}`,
  ),
  H0106: error(
    (h: { limit: number }) => `brackets stand deeper in one another than the ${h.limit} levels I follow`,
  ),
  H0107: error((h: { limit: number }) => `this expression is a chain of more than ${h.limit} operations`),
  H0108: error((h: { word: string }) => `\`${h.word}\` is a word of the language and names nothing else`),
  H0109: error((h: { number: string }) => `the number ${h.number} lacks a digit beside its point`),
  H0110: error((h: { sign: string }) => `${h.sign} is not written in Hunch`),
  H0111: error((h: { character: string }) => `I do not know the character ${h.character}`),
  H0112: error((h: { found: string }) => `\`${h.found}\` begins no block`),
  H0113: error(() => "comparisons do not chain"),
  H0114: error(() => "this number is too large for me"),
} as const;
