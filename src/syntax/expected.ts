/** From the tokens that would have been read to the few words that say it: a whole set of beginnings becomes "an expression". */

import { firsts, type Phrase, type Token } from "../../grammar/hunch.ohm-bundle.js";
import { words } from "./words.ts";

export type Expected = ReadonlySet<Token | "end of input">;

/** Phrases with several beginnings, those with the most first. */
const phrases = (Object.keys(firsts) as Phrase[])
  .filter((phrase) => firsts[phrase].length > 1 && phrase !== "Program")
  .toSorted((a, b) => firsts[b].length - firsts[a].length);

/** They carry on what stands before, and are left out where something ends or follows it. */
const continuations: readonly Token[] = ["operator", "[", "(", "."];

const most = 4;

/** "an expression", "`,` or `)`"; empty where too much could stand. */
export function describeExpected(expected: Expected): string {
  const left = new Set(expected);
  left.delete("end of input");
  const found: string[] = [];
  for (const phrase of phrases) {
    if (!firsts[phrase].every((token) => left.has(token))) continue;
    for (const token of firsts[phrase]) left.delete(token);
    found.push(words[phrase]);
  }
  const ends = [...left].some((token) => !continuations.includes(token as Token));
  if (ends || found.length > 0) for (const token of continuations) left.delete(token);
  for (const token of left) if (token !== "end of input") found.push(words[token]);
  const distinct = [...new Set(found)].toSorted(
    (a, b) => Number(b.startsWith("`")) - Number(a.startsWith("`")),
  );
  if (distinct.length === 0) return expected.has("end of input") ? "the end" : "";
  if (distinct.length > most) return "";
  const last = distinct.pop() ?? "";
  return distinct.length === 0 ? last : `${distinct.join(", ")} or ${last}`;
}
