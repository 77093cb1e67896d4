/** Blocks by their first words, and brackets that do not fit. */

import { describe, expect, test } from "vitest";
import { outlineOf } from "../../src/syntax/outline.ts";
import { patch } from "../../src/syntax/patch.ts";
import { only } from "./edits.ts";
import { briefs, sourceOf } from "./fixtures.ts";

const outline = (text: string) => outlineOf(patch(sourceOf(text), 0, text.length, []));
const words = (text: string) => {
  const found = outline(text);
  return found.ok ? found.segments.map((segment) => segment.word) : null;
};

describe("blocks", () => {
  test.each([
    ["model A prior { } infer vi", ["model", "prior", "infer"]],
    ["what model A", [null, "model"]],
    ["", []],
    // A word of the language used as a name begins no block …
    ["prior { data = 3 } likelihood { y ~ normal(model, 1) }", ["prior", "likelihood"]],
    ["dim data = 3 data { x: real[model] }", ["dim", "data"]],
    ["data { y: real[N] from model\n z: real[N] }", ["data"]],
    // … but one whose neighbour forgot its brace does.
    ["prior { a = 3\nlikelihood { y ~ flat }", ["prior", "likelihood"]],
    ["prior { a = (3\ninfer vi", ["prior", "infer"]],
  ])("%j", (text, blocks) => expect(words(text)).toEqual(blocks));

  test("a block's stretch goes to the next one's first word", () => {
    const found = outline("model A\nprior { }\n");
    expect(found.ok && found.segments.map(({ start, end }) => [start, end])).toEqual([
      [0, 8],
      [8, 18],
    ]);
  });
});

describe("brackets", () => {
  test("an open one is told where it stands, with what should have come after it", () => {
    const brace = only("prior {\n  a = 3\nlikelihood { y ~ flat }");
    expect([brace.code, brace.underlined, brace.line]).toEqual(["H0102", "{", 1]);
    expect(brace.labels.map(({ text, span }) => [text, span.start])).toEqual([
      ["`}` was expected before this", 16],
    ]);
    expect(brace.edits.map(({ span, text }) => [span.start, text])).toEqual([[15, "\n}"]]);
  });
  test("a bracket left open does not swallow the next draw", () => {
    const round = only("prior {\n  a ~ normal(0, 1\n  b ~ normal(0, 1)\n}");
    expect([round.code, round.underlined, round.line]).toEqual(["H0102", "(", 2]);
    expect(round.labels[0]?.span.start).toBe(28);
  });
  test.each([
    ["prior { a = (1 + 2 }", ["H0102 ("]],
    ["prior { a = x[1 }", ["H0102 ["]],
    ["prior { a = f(x[1) }", ["H0102 ["]],
    ["prior { a = 1) }", ["H0103 )"]],
    ["prior { a = (1] }", ["H0103 ]"]],
    ["prior { a = 1 } }", ["H0103 }"]],
    ["prior { a = (1\nlikelihood { y ~ flat }", ["H0102 {", "H0102 ("]],
  ])("%j", (text, told) => expect(briefs(text)).toEqual(told));

  test("a hundred levels and no more", () => {
    const nested = (levels: number) => `prior { a = ${"(".repeat(levels - 1)}1${")".repeat(levels - 1)} }`;
    expect(outline(nested(100)).ok).toBe(true);
    const found = outline(nested(101));
    expect(!found.ok && found.tooDeep.code).toBe("H0106");
    // Quoted brackets and those in comments do not count.
    expect(outline(`// ${"(".repeat(200)}\ndata "${"(".repeat(200)}" { }`).ok).toBe(true);
  });
});
