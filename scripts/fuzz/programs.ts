/** Texts that need not be programs: broken ones of the corpus, words in any order, bytes, and what is very long or deep. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pick, type Random } from "./random.ts";

const corpus = join(import.meta.dirname, "..", "..", "tests", "corpus");

function corpusTexts(...kinds: readonly string[]): readonly string[] {
  return kinds.flatMap((kind) =>
    readdirSync(join(corpus, kind))
      .filter((file) => file.endsWith(".hunch"))
      .toSorted()
      .map((file) => readFileSync(join(corpus, kind, file), "utf8"))
      // Long ones only cost time: what they hold stands in short ones too.
      .filter((text) => text.length < 1_000),
  );
}

const goodTexts = corpusTexts("good");
const texts = [...goodTexts, ...corpusTexts("bad")];
const pieces = /[\p{L}_][\p{L}\d_]*|\d[\d_.e]*|"[^"\n]*"|\/\/[^\n]*|\s+|[^]/gu;
const cut = texts.map((text) => text.match(pieces) ?? []);
/** Single blocks: short, so that many are tried. */
const blocks = texts
  .flatMap((text) => text.split(/^(?=(?:model|dim|data|network|prior|likelihood|infer)\b)/mu))
  .map((text) => text.match(pieces) ?? []);
const vocabulary = [...new Set(cut.flat())].toSorted();
const odd = ["(", ")", "[", "]", "{", "}", '"', "'", "//", "\n", "\0", "\uFEFF", "\u2028", "~", "=", ".."];
const odder = ["\ud800", "é", "𝜎", "1e999", "1_", ".5", "K'", "--", "^", "@", ",", ":", ";", "/*", "#", "\r"];
const extremes = [...odd, ...odder];

/** One to four edits of a program of the corpus, or of a block, token by token. */
export function mutated(random: Random): string {
  const tokens = [...(pick(random(6) === 0 ? cut : blocks, random) ?? [])];
  for (let edits = 1 + random(1 + random(4)); edits > 0; edits--) {
    const at = random(tokens.length + 1);
    const length = 1 + random(random(4) === 0 ? 30 : 3);
    switch (random(8)) {
      case 0:
      case 1:
        tokens.splice(at, length);
        break;
      case 2:
        tokens.splice(at, 0, ...tokens.slice(at, at + length));
        break;
      case 3:
        tokens.splice(at, 1, pick(vocabulary, random) ?? "");
        break;
      case 4:
        tokens.splice(at, 0, pick(vocabulary, random) ?? "");
        break;
      case 5:
        tokens.splice(at, 0, pick(extremes, random) ?? "");
        break;
      case 6: {
        const other = pick(blocks, random) ?? [];
        const from = random(other.length + 1);
        tokens.splice(at, random(4), ...other.slice(from, from + length * 3));
        break;
      }
      default:
        [tokens[at - 1], tokens[at + 1]] = [tokens[at + 1] ?? "", tokens[at - 1] ?? ""];
    }
  }
  return tokens.join("");
}

export function truncated(random: Random): string {
  const text = pick(texts, random) ?? "";
  const end = random(text.length + 1);
  return random(3) === 0 ? text.slice(end) : text.slice(0, end);
}

/** Words in any order, apart by spaces or not. */
export function soup(random: Random): string {
  const joint = random(3) === 0 ? "" : " ";
  const take = (): string => pick(random(5) === 0 ? extremes : vocabulary, random) ?? "";
  return Array.from({ length: random(30) }, () => take()).join(joint);
}

export function bytes(random: Random): string {
  const wide = random(2) === 0;
  return Array.from({ length: random(100) }, () =>
    wide ? String.fromCharCode(random(0x10000)) : String.fromCharCode(random(128)),
  ).join("");
}

/** A program with something very deep, very long or very often in one place. */
export function extreme(random: Random): string {
  const many = 1 + random(random(20) === 0 ? 200_000 : 3_000);
  const within = (text: string) => `model M\nprior { a ~ normal(0, 1) }\nlikelihood { y ~ ${text} }\n`;
  const token =
    pick([...extremes, "x + ", "-", "f(", "{ a: ", "a.b", "[N", "x @ ", "2^", "1, "], random) ?? "";
  switch (random(4)) {
    case 0:
      return within("(".repeat(many) + "x" + ")".repeat(many));
    case 1:
      return within(token.repeat(many));
    case 2:
      return token.repeat(many);
    default:
      return mutated(random) + token.repeat(many) + mutated(random);
  }
}

/** Ten megabytes now and then, one line. */
export function huge(random: Random): string {
  const token = pick(vocabulary, random) ?? "x";
  return `model M likelihood { y ~ ${token.replaceAll("\n", " ").repeat(Math.ceil(1e7 / token.length))}`;
}

/** A program of the corpus as it stands. */
export function whole(random: Random): string {
  return pick(goodTexts, random) ?? "";
}
