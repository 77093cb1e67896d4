/** The formatter: every comment kept in its place, the program unchanged, and nothing left to do a second time. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { format } from "../../src/syntax/format.ts";
import { print } from "../../src/syntax/print.ts";
import { tokensOf } from "../../src/syntax/tokens.ts";
import { bare, everything, good } from "./fixtures.ts";
import { anyProgram } from "./trees.ts";

const laidOut = (text: string) => format(good(text));
const commentsOf = (text: string) =>
  tokensOf(text).flatMap((token) => (token.kind === "comment" ? [token.text.trimEnd()] : []));

describe("the layout of comments", () => {
  // The planted faults: empty lines between comments ignored, brackets not broken.
  test("stands as a person would have it, and stays", () => {
    const text = `// Concrete's strength.
// Yeh (1998)

// The whole of it.
model Concrete   // one word

dim K = 3
// a second
dim L = 4

data "concrete.csv" {   // a thousand rows
  // inputs
  x: real[N, D] from cement..age   standardized   // columns by range
  y: real[N]    from strength      standardized   // in MPa

  // the last
}

network f: real[D] -> real {
  hidden: dense(50, relu)   // a label names the layer
  dense                     // the last width is inferred
}

prior {
  f.hidden.weight ~ mixture(
    // most of them
    0.5: normal(0, 1),
    0.5: normal(0, 0.0025)   // spike
  )
  f.bias          ~ normal(
    0,
    sqrt(
      2   // a half
        + 1
    )
  )
}

infer exact        // accepted

// the end
`.replace("infer exact        //", "infer exact   //");
    expect(laidOut(text)).toBe(text);
  });

  test("comments before a comma go behind it; of brackets left out they stay", () => {
    expect(laidOut("prior { a ~ f(1 // one\n, // two\n 2) }")).toBe(
      "prior {\n  a ~ f(\n    1,   // one\n    // two\n    2\n  )\n}\n",
    );
    expect(laidOut("network f: real -> real { dense( // none\n ) }\ninfer exact { // no options\n }")).toBe(
      "network f: real -> real {\n  dense   // none\n}\n\ninfer exact   // no options\n",
    );
  });

  // Planted: the empty lines behind comments forgotten.
  test("an empty line behind a comment stays", () => {
    const text = "// of dice\n\nmodel M\n\nprior {\n  // loaded\n\n  a ~ f\n}\n";
    expect(laidOut(text)).toBe(text);
  });

  test("a program without comments is printed", () =>
    expect(laidOut(everything)).toBe(print(good(everything))));
});

/** The text with comments between some of its tokens, each on the line it ends or on its own, empty lines around it or not. */
function sprinkled(text: string, marks: readonly number[]): string {
  let count = 0;
  let end = 0;
  let made = "";
  tokensOf(text).forEach((token, i) => {
    made += text.slice(end, token.start);
    const mark = marks[i % marks.length] ?? 0;
    // K' is one word of the grammar.
    if (token.text !== "'" && mark >= 1 && mark <= 4)
      made += `${mark % 2 === 0 ? "\n" : ""}${mark > 2 ? "\n" : ""} // ${count++} "(,${mark > 2 ? "\n\n" : "\n"}`;
    made += token.text;
    end = token.end;
  });
  return made + text.slice(end) + (marks[0] === 1 ? "// end" : "");
}

describe("over random programs with random comments", () => {
  // The planted fault: a comma's comments dropped.
  test("the tree is the same, every comment is kept in order, and a second time changes nothing", () => {
    const marks = fc.array(fc.nat(12), { minLength: 1, maxLength: 40 });
    let comments = 0;
    fc.assert(
      fc.property(anyProgram, marks, (blocks, given) => {
        const text = sprinkled(print({ blocks }), given);
        // Deep ones grow beyond what is read, with a comment a token.
        if (text.length > 8_000) return;
        const once = laidOut(text);
        expect(bare(good(once).blocks)).toEqual(bare(good(text).blocks));
        expect(commentsOf(once)).toEqual(commentsOf(text));
        expect(laidOut(once)).toBe(once);
        expect(once).not.toMatch(/[ \t]\n|\n\n\n|^\n/);
        comments += commentsOf(once).length;
      }),
      { numRuns: 100, endOnFailure: true },
    );
    expect(comments).toBeGreaterThan(100);
  });
});
