/** Words of other languages are no words of this one. */

import { describe, expect, test } from "vitest";
import { foreignWords, statedTypes } from "../../src/syntax/foreign-words.ts";
import { reservedWords } from "../../src/syntax/words.ts";

describe("foreign words", () => {
  test("name nothing of ours, and each has a way out", () => {
    expect(foreignWords.size).toBeGreaterThan(15);
    for (const [word, help] of foreignWords) {
      expect(reservedWords).not.toContain(word);
      expect(help).toMatch(/^[a-z`]/);
    }
    expect(statedTypes.filter((type) => reservedWords.includes(type) || foreignWords.has(type))).toEqual([]);
  });
});
