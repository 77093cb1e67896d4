import { describe, expect, test } from "vitest";
import { familiesOf, standing, wordsOf } from "../../src/check/words.ts";
import { distributions } from "../../src/library/distributions/table.ts";

describe("the words of the language", () => {
  test("what the library holds is built, anything else unknown", () => {
    for (const name of distributions.keys()) expect(standing("distribution", name)).toBe("built");
    expect(standing("distribution", "studentt")).toBe("unknown");
    expect(standing("function", "lag")).toBe("built");
    expect(standing("element type", "simplex")).toBe("built");
  });

  test("families do not mix", () => {
    expect(familiesOf("normal")).toEqual(["distribution"]);
    expect(familiesOf("tanh")).toEqual(["function", "activation"]);
    expect(familiesOf("nothing")).toEqual([]);
    expect(new Set(wordsOf("function")).size).toBe(wordsOf("function").length);
  });
});
