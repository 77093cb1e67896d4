import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonFault } from "../../src/data/json-fault.ts";

test.each([
  ['{"a": [1,\n 2,,]}', 13],
  ["[1 2]", 3],
  ["[1,]", 3],
  ['{"a" 1}', 5],
  ["{a: 1}", 1],
  ["[01]", 1],
  ["[1] x", 4],
  ["[1", 2],
  ["[1}", 2],
  ['["a\\x"]', 1],
  ["[-NaN]", 1],
  ["", 0],
])("%j stops at %i", (text, offset) => {
  expect(jsonFault(text)).toBe(offset);
});

test("good JSON fits to its end, and what stops before its end JSON.parse refuses", () => {
  const mutated = fc
    .tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom("", ",", "]", "}", '"', ":", "1", "["))
    .map(([text, at, piece]) => {
      const i = at % (text.length + 1);
      return text.slice(0, i) + piece + text.slice(i + (piece === "" ? 1 : 0));
    });
  fc.assert(
    fc.property(mutated, (text) => {
      let parses = true;
      try {
        JSON.parse(text);
      } catch {
        parses = false;
      }
      const offset = jsonFault(text);
      expect(offset).toBeLessThanOrEqual(text.length);
      // Good text fits to its end; what stops sooner is refused by both.
      expect(parses && offset < text.length).toBe(false);
    }),
    { numRuns: 500 },
  );
});
