import { expect, test } from "vitest";
import { numberOption, readArguments } from "../../src/cli/arguments.ts";
import { seedOption, seedRange } from "../../src/cli/seed.ts";

test("a seed is any word of 32 bits", () => {
  const seed = (text: string) => {
    const given = readArguments(["--seed", text], {
      verb: "fit",
      positionals: { least: 0, most: 0, wanted: "" },
      options: [seedOption],
    });
    return given.ok && numberOption(given.value, "seed", seedRange, 1).ok;
  };
  expect(["0", "1", "4294967295"].map(seed)).toEqual([true, true, true]);
  expect(["4294967296", "1.5", "-1", "one"].map(seed)).toEqual([false, false, false, false]);
});
