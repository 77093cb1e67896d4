/** Every rule and mark of the grammar has a human word, and nothing else has. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { match } from "../../grammar/hunch.ohm-bundle.js";
import { blockShapes, blockWords, reservedWords, words } from "../../src/syntax/words.ts";

const text = readFileSync(join(import.meta.dirname, "../../grammar/hunch.ohm"), "utf8");
const grammar = text.replaceAll(/^\s*\/\/.*$|\s\/\/ .*$/gm, "");

describe("words", () => {
  test("the table is complete: rules, their cases, and marks", () => {
    const rules = [...grammar.matchAll(/^ {2}(\w+)\s*=/gm)].map(([, rule = ""]) => rule);
    const cases = [...grammar.matchAll(/^ {2}(\w+)\s*=[^=]*?(?=^ {2}\w+\s*=|^\}|$(?![^]))/gm)].flatMap(
      ([body, rule = ""]) => [...body.matchAll(/-- (\w+)/g)].map(([, name = ""]) => `${rule}_${name}`),
    );
    const [phrases = ""] = grammar.split("  name           =");
    const marks = [...phrases.matchAll(/"([^"\s]+)"/g)].map(([, mark = ""]) => mark);
    expect(rules.length).toBeGreaterThan(60);
    expect(cases.length).toBeGreaterThan(10);
    expect(new Set(Object.keys(words))).toEqual(new Set([...rules, ...cases, ...marks]));
  });

  test("blocks' shapes are programs, but for the one that lists its choices", () => {
    for (const word of blockWords.filter((name) => name !== "dim"))
      expect([word, match(blockShapes[word]).ok]).toEqual([word, true]);
    expect(blockShapes.dim).toContain("dim Name = 3");
  });

  test("reserved words are the grammar's", () => {
    const rule = /reserved = (.*)/.exec(grammar)?.[1]?.trim().split(" | ");
    expect(reservedWords).toEqual(rule);
  });
});
