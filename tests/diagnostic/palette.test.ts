/** With and without colour. */

import { describe, expect, test } from "vitest";
import { coloured, colourless } from "../../src/diagnostic/palette.ts";

describe("palettes", () => {
  test("without colour nothing is added", () => {
    for (const paint of Object.values(colourless)) expect((paint as (text: string) => string)("x")).toBe("x");
  });
  test("with colour each piece ends what it began, and nothing stays nothing", () => {
    expect(coloured.error("x")).toBe("\u001b[1;31mx\u001b[0m");
    for (const paint of Object.values(coloured)) expect((paint as (text: string) => string)("")).toBe("");
  });
});
