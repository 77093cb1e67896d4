/** Any text, cut into tokens. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeTokens, tokensOf } from "../../src/syntax/tokens.ts";

const kinds = (text: string) => tokensOf(text).map((token) => `${token.kind} ${token.text}`);

describe("tokens", () => {
  test("each kind", () => {
    expect(kinds('σ2 1_0.5e-3 "a""b" \'q\' K\' <= <- // end')).toEqual([
      "word σ2",
      "number 1_0.5e-3",
      'quote "a""b"',
      "single 'q'",
      "word K",
      "sign '",
      "sign <=",
      "sign <",
      "sign -",
      "comment // end",
    ]);
  });
  test("what is quoted or commented is one token, closed or not", () => {
    expect(kinds('"a // b\n/* x\ny */ # ; z')).toEqual([
      'quote "a // b',
      "comment /* x\ny */",
      "comment # ; z",
    ]);
  });
  test("depth counts open brackets, and the first on a line leads it", () => {
    const tokens = codeTokens("f(x,\n y) // c\n}");
    expect(tokens.map((token) => token.depth)).toEqual([0, 0, 1, 1, 1, 0, 0]);
    expect(tokens.filter((token) => token.leads).map((token) => token.text)).toEqual(["f", "y", "}"]);
  });
  test("nothing but spaces is lost, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        let end = 0;
        for (const token of tokensOf(text)) {
          expect(text.slice(end, token.start).trim()).toBe("");
          expect(text.slice(token.start, token.end)).toBe(token.text);
          end = token.end;
        }
        expect(text.slice(end).trim()).toBe("");
      }),
    );
  });
});
