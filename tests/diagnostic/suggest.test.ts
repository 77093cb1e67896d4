/** Which words a mistyped one may have meant. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { suggest } from "../../src/diagnostic/suggest.ts";

describe("suggest", () => {
  test.each([
    ["nomral", ["normal", "beta"], ["normal"]],
    ["Normal", ["normale", "normal"], ["normal"]],
    ["standardised", ["standardized"], ["standardized"]],
    ["mu", ["nu", "tau"], ["nu"]],
    ["sigma", ["sigmoid", "theta"], []],
    ["x", ["y", "z"], []],
    ["ab", ["xy"], []],
    ["prio", ["prior", "priors"], ["prior"]],
    ["colour", ["colour", "color"], ["color"]],
    ["", ["a"], []],
  ])("%s", (word, known, found) => expect(suggest(word, known)).toEqual(found));

  test("a swap of neighbours is one edit, so that it is found in a short word", () => {
    // The planted fault: the plain Levenshtein distance says two.
    expect(suggest("dta", ["dat"])).toEqual(["dat"]);
  });
  test("at most four, the nearest first, and none twice", () => {
    const known = ["weighty", "weights", "weighs", "weight1", "weight2", "weight3", "weights"];
    expect(suggest("weight", known)).toEqual(["weighty", "weights", "weighs", "weight1"]);
  });
  test("every word one edit away from a long one is found", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{3,12}$/),
        fc.nat(),
        fc.constantFrom("", "q", "!"),
        (word, n, put) => {
          const i = n % word.length;
          const slip = word.slice(0, i) + put + word.slice(i + 1);
          expect(slip === word ? [word] : suggest(slip, [word])).toEqual([word]);
        },
      ),
    );
  });
});
