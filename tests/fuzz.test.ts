/** The fuzzer's first programs, and the known hard ones: `node scripts/fuzz.ts 1000000` tries as many as one has time for. */

import { describe, expect, test } from "vitest";
import { tryProgram } from "../scripts/fuzz/one.ts";
import { programOf } from "../scripts/fuzz/programs.ts";

// The planted fault: a span's end moved beyond the text.
test("any text whatever gives diagnostics, and never a crash", () => {
  const verdicts = Array.from({ length: 1_000 }, (_, seed) => tryProgram(programOf(seed)));
  expect(new Set(verdicts)).toEqual(new Set(["accepted", "refused"]));
});

test("a program's number alone makes it", () => expect(programOf(1234)).toBe(programOf(1234)));

describe("within two seconds", () => {
  const within = (text: string) => `model M\nlikelihood { y ~ ${text} }\n`;
  test.each([
    ["2,000 nested parentheses", within("(".repeat(2_000) + "x" + ")".repeat(2_000))],
    ["2,000 open ones", within("(".repeat(2_000))],
    ["ten megabytes of one line", within("x + ".repeat(2_500_000))],
    ["ten megabytes of one word", "x".repeat(10_000_000)],
    ["twenty thousand minus signs", within("-".repeat(20_000))],
    ["twenty thousand quotes", within('"'.repeat(20_000))],
  ])("%s", (_, text) => {
    const began = process.threadCpuUsage();
    expect(tryProgram(text)).toBe("refused");
    const { user, system } = process.threadCpuUsage(began);
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});
