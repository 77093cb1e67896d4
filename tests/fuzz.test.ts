/** The fuzzer's first programs, and the known hard ones: `node scripts/fuzz.ts 1000000` tries as many as one has time for. */

import { describe, expect, test } from "vitest";
import { tryTrial } from "../scripts/fuzz/one.ts";
import { trialOf } from "../scripts/fuzz/trials.ts";

// Planted: a span's end moved beyond the text; the first dimension indexed whatever the labels are of; comments behind a line forgotten.
test("any text whatever gives diagnostics and never a crash, a well-typed one its graphs, one wrong dimension an error", () => {
  const verdicts = Array.from({ length: 1_000 }, (_, seed) => tryTrial(trialOf(seed)));
  expect(new Set(verdicts)).toEqual(new Set(["accepted", "refused"]));
});

test("a program's number alone makes it", () => expect(trialOf(1234)).toEqual(trialOf(1234)));

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
    expect(tryTrial({ kind: "extreme", text })).toBe("refused");
    const { user, system } = process.threadCpuUsage(began);
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});
