/** The tree of a program, its places, and everything that can be wrong with a text. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderDiagnostics } from "../../src/diagnostic/render.ts";
import { isSpan } from "../../src/diagnostic/source.ts";
import { parse } from "../../src/syntax/parse.ts";
import { words } from "../../src/syntax/words.ts";
import { bare, briefs, everything, good, sourceOf } from "./fixtures.ts";

describe("a good program", () => {
  test("has its blocks in order", () => {
    expect(good(everything).blocks.map((block) => block.kind)).toEqual(
      "model dim dim dim dim data network network prior likelihood infer infer".split(" "),
    );
  });

  test("every place is a stretch of the source, without spaces around it, and holds its parts", () => {
    const source = sourceOf(everything);
    const { syntax } = parse(source);
    let places = 0;
    const faults: string[] = [];
    const walk = (node: unknown, within: { start: number; end: number }): void => {
      if (node === null || typeof node !== "object" || node instanceof Set) return;
      let outer = within;
      if ("span" in node && typeof node.span === "object") {
        const { start, end } = node.span as { start: number; end: number };
        const text = everything.slice(start, end);
        if (text === "" || text !== text.trim()) faults.push(`loose: ${JSON.stringify(text)}`);
        if (start < within.start || end > within.end) faults.push(`outside: ${text}`);
        const written = "text" in node && !text.startsWith('"') ? node.text : text;
        if (written !== text) faults.push(`${text} is not ${String(written)}`);
        places++;
        outer = { start, end };
      }
      for (const [key, child] of Object.entries(node))
        if (!key.toLowerCase().endsWith("span")) walk(child, outer);
    };
    walk(syntax?.blocks, { start: 0, end: everything.length });
    expect(faults).toEqual([]);
    expect(places).toBeGreaterThan(200);
  });

  test("newlines are spaces", () => {
    const flat = everything.replaceAll("\n", " ");
    expect(bare(good(flat).blocks)).toEqual(bare(good(everything).blocks));
  });

  test("nothing at all is a program without blocks", () => {
    expect(good("  // nothing\n").blocks).toEqual([]);
  });
});

describe("a text with mistakes", () => {
  test("every block's mistake is told, and the good blocks are read", () => {
    const { syntax, diagnostics } = parse(
      sourceOf(
        "model M\ndata { x real[N] }\nprior { a ~ ~ b }\nlikelihood { y ~ normal(a, 1) }\ninfer vi { steps: 3 }",
      ),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["H0101", "H0101", "H0101"]);
    expect(syntax?.blocks.map((block) => block.kind)).toEqual(["model", "data", "likelihood", "infer"]);
    expect(syntax?.complete).toBe(false);
    expect([...(syntax?.lost ?? [])]).toEqual(["prior", "a", "b"]);
  });

  test("a block goes on after a statement that cannot be read", () => {
    const { syntax } = parse(sourceOf("prior {\n  a = 1\n  b = = 2\n  c = 3\n}"));
    const [prior] = syntax?.blocks ?? [];
    expect(prior?.kind === "prior" && prior.statements.map(({ target }) => target.parts[0]?.text)).toEqual([
      "a",
      "c",
    ]);
    expect(syntax?.complete).toBe(false);
  });

  test("what is mended as its message says leaves a whole tree", () => {
    const slips = parse(sourceOf("model A;\nprior { a ~ normal(.5, 2 ** 3); # why\n b <- 2x }"));
    const mended = good("model A prior { a ~ normal(0.5, 2 ^ 3) b = 2 * x }");
    expect(slips.diagnostics).toHaveLength(6);
    expect(slips.syntax?.complete).toBe(true);
    expect(bare(slips.syntax?.blocks)).toEqual(bare(mended.blocks));
  });

  test("one mistake is one message", () => {
    expect(briefs("prior { a ~ normal(0, 1); b ~ normal(0, 1); c ~ flat; }")).toEqual(["H0110 ;"]);
    expect(briefs("prior { a = 1 € 2 }")).toEqual(["H0111 €"]);
    expect(briefs(`prior {\n${"  a ~ normal(0, 1\n".repeat(300)}}`)).toEqual(["H0102 ("]);
  });

  test("at most ten are told", () => {
    const { diagnostics } = parse(sourceOf(`prior {\n${"  a b\n".repeat(50)}}\n`.repeat(5)));
    expect(diagnostics).toHaveLength(10);
  });
});

describe("any text whatever", () => {
  const pieces = [
    ..."{}()[]~=:,\"'#;-^@<>.!&|%_\\/ \n\t\0€é²“".split(""),
    ...Object.values(words).flatMap((word) => /^`(.+)`$/.exec(word)?.[1] ?? []),
    ..."// /* ** := <- -> .. x 1 1. .5 2x _a \ud800 \u{1f600} e\u0301 \u202e for real normal(".split(" "),
  ];
  /** Gives diagnostics or a whole tree, in words of ours, without a crash, and quickly. */
  const holds = (text: string) => {
    const began = performance.now();
    const { syntax, diagnostics } = parse(sourceOf(text));
    const rendered = renderDiagnostics(diagnostics, { colour: false, columns: 80 });
    expect(performance.now() - began).toBeLessThan(2000);
    expect(syntax?.complete === true || diagnostics.length > 0).toBe(true);
    expect(diagnostics.length).toBeLessThanOrEqual(10);
    expect(rendered).not.toMatch(/end of input|undefined|\[object|not (?:a|an) \w+$/m);
    for (const { primary } of diagnostics)
      expect(
        primary !== null && isSpan(primary) && primary.start <= primary.end && primary.end <= text.length,
      ).toBe(true);
  };

  test("random texts", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => holds(parts.join(""))),
      {
        numRuns: 400,
      },
    );
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), holds), { numRuns: 300 });
  });

  test("every prefix of a program", () => {
    for (let i = 0; i < everything.length; i += 13) holds(everything.slice(0, i));
  });

  test("every small mutation of a program", () => {
    fc.assert(
      fc.property(fc.nat(everything.length), fc.nat(5), fc.constantFrom("", ...pieces), (at, length, piece) =>
        holds(everything.slice(0, at) + piece + everything.slice(at + length)),
      ),
      { numRuns: 120 },
    );
  });

  // The planted fault: without the bound on reading again, "commas" takes minutes; without flat lists, "powers" fills the stack.
  test.each([
    ["ten megabytes of one line", "a".repeat(1e7)],
    ["an endless quotation", `data "${"a".repeat(90_000)}`],
    ["minuses", `prior { a = ${"-".repeat(90_000)}1 }`],
    ["powers", `prior { a = 1${"^1".repeat(15_000)} }`],
    ["terms", `prior { a = 1${"+1".repeat(15_000)} }`],
    ["members", `prior { a = a${".b".repeat(15_000)} }`],
    ["brackets", `prior { a = ${"(".repeat(2000)}1${")".repeat(2000)} }`],
    ["open brackets", "(".repeat(99_000)],
    ["closing braces", "}".repeat(90_000)],
    ["commas", `prior { a = f(${"1 ".repeat(15_000)})}`],
    ["bad blocks", "prior { = } ".repeat(8000)],
    ["semicolons", ";".repeat(90_000)],
  ])("%s", (_, text) => {
    const { diagnostics } = parse(sourceOf(text));
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(renderDiagnostics(diagnostics, { colour: false, columns: 80 }).length).toBeLessThan(5000);
  });
});
