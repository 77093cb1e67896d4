/** The one layout. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "../../src/syntax/parse.ts";
import { print } from "../../src/syntax/print.ts";
import { bare, everything, good, sourceOf } from "./fixtures.ts";
import { anyProgram } from "./trees.ts";

const laidOut = (text: string) => print(good(text));

describe("the layout", () => {
  test("columns, standardized and the tildes of untyped neighbours are aligned", () => {
    const text = `model Concrete

data "concrete.csv" {
  x: real[N, D] from cement..age   standardized
  y: real[N]    from strength      standardized
  missing = drop
}

prior {
  f.weight ~ normal(0, 1 / sqrt(fan_in))
  f.bias   ~ normal(0, 1)
  noise: positive ~ half_normal(1)
  a = 3
}

infer exact
`;
    expect(laidOut(text)).toBe(text);
    expect(laidOut(text.replaceAll(/\s+/g, " "))).toBe(text);
  });

  test("a column that nobody uses takes no room", () => {
    expect(laidOut("data { x: real[N, D] standardized y: real[N] }")).toBe(
      "data {\n  x: real[N, D]   standardized\n  y: real[N]\n}\n",
    );
  });

  test("layers, heads, dimensions and options", () => {
    const text = `dim K = 3
dim Colour = { red, "light blue", 3 }

network f: real[D] -> { mean: real, scale: positive } {
  hidden: dense(50, relu)
  residual {
    dense(50)
  }
}

likelihood {}

infer wide: laplace {
  weights = f.hidden
}
`;
    expect(laidOut(text)).toBe(text);
  });

  test("an empty program is an empty file", () => expect(laidOut("\n\n")).toBe(""));
});

describe("print and parse", () => {
  // The planted fault: columns called as a word of the language left without quotes.
  test("parse(print(tree)) = tree, over random trees", () => {
    fc.assert(
      fc.property(anyProgram, (blocks) => {
        const { syntax, diagnostics } = parse(sourceOf(print({ blocks })));
        expect(diagnostics).toEqual([]);
        expect(bare(syntax?.blocks)).toEqual(bare(blocks));
      }),
      { numRuns: 150 },
    );
  });

  test("printing what was printed changes nothing", () => {
    expect(laidOut(laidOut(everything))).toBe(laidOut(everything));
    expect(bare(good(laidOut(everything)).blocks)).toEqual(bare(good(everything).blocks));
    fc.assert(
      fc.property(anyProgram, (blocks) => {
        const once = print({ blocks });
        expect(laidOut(once)).toBe(once);
      }),
      { numRuns: 100 },
    );
  });
});
