/** What the fuzzer tries, each made from its number alone, so that a number is enough to see one again. */

import { tokensOf } from "../../src/syntax/tokens.ts";
import { bytes, extreme, huge, mutated, soup, truncated, whole } from "./programs.ts";
import { pick, randomFrom, type Random } from "./random.ts";
import { placesIn, resolve, wellTyped } from "./well-typed.ts";

/** `well_typed` must be accepted, `wrong` refused with one error, `commented` laid out with its comments; anything may become of the rest. */
export const trialKinds = [
  "huge",
  "extreme",
  "mutated",
  "truncated",
  "soup",
  "bytes",
  "commented",
  "well_typed",
  "wrong",
] as const;
export type TrialKind = (typeof trialKinds)[number];

export interface Trial {
  readonly kind: TrialKind;
  readonly text: string;
}

export function trialOf(seed: number): Trial {
  const random = randomFrom(seed);
  const kind = kindOf(random(20_000));
  return { kind, text: makers[kind](random) };
}

function kindOf(number: number): TrialKind {
  if (number === 0) return "huge";
  if (number < 20) return "extreme";
  if (number < 9_500) return "mutated";
  if (number < 12_000) return "truncated";
  if (number < 15_600) return "soup";
  if (number < 18_400) return "bytes";
  if (number < 18_700) return "commented";
  return number < 19_300 ? "well_typed" : "wrong";
}

const makers: { readonly [K in TrialKind]: (random: Random) => string } = {
  huge,
  extreme,
  mutated,
  truncated,
  soup,
  bytes,
  commented,
  well_typed: (random) => resolve(wellTyped(random), null),
  wrong,
};

/** One dimension does not fit. */
function wrong(random: Random): string {
  for (;;) {
    const marked = wellTyped(random);
    const places = placesIn(marked);
    if (places > 0) return resolve(marked, random(places));
  }
}

/** Comments and empty lines wherever a token may end. */
function commented(random: Random): string {
  const text = random(2) === 0 ? whole(random) : resolve(wellTyped(random), null);
  const often = 2 + random(30);
  let woven = "";
  let end = 0;
  for (const token of tokensOf(text)) {
    woven += text.slice(end, token.start);
    // K' is one word of the grammar.
    if (token.text !== "'" && random(often) === 0) woven += pick(gaps, random) ?? "";
    woven += text.slice(token.start, token.end);
    end = token.end;
  }
  return woven + text.slice(end) + (random(3) === 0 ? "// the end" : "");
}

const gaps = [
  "// one\n",
  "\n// its own line\n",
  "\n\n// apart\n",
  "// behind  \n// below\n\n",
  "\n\n\n",
  "// a\n\n// b\n\n\n",
  " //\n",
];
