import { expect, test } from "vitest";
import { HunchError } from "../../src/embed/hunch-error.ts";
import { inRange } from "../../src/embed/settings.ts";

test("what is in its range, or not given, passes", () => {
  expect(inRange({})).toEqual({});
  expect(inRange({ seed: 0, level: 0.95, draws: 1 })).toEqual({ seed: 0, level: 0.95, draws: 1 });
});

test.each([
  { seed: -1 },
  { seed: 1.5 },
  { seed: 2 ** 32 },
  { level: 0 },
  { level: 95 },
  { level: Number.NaN },
  { workers: 0 },
  { draws: 0 },
  { draws: 2.5 },
  { draws: 1e12 },
  { draws: JSON.parse('{"n":2}') as number },
])("%j is a mistake that is thrown", (wrong) => {
  expect(() => inRange(wrong)).toThrow(HunchError);
  expect(() => inRange(wrong)).toThrow(/H0804.* wants /s);
});

test("all mistakes at once", () => {
  try {
    inRange({ seed: -1, level: 2 });
    expect.unreachable();
  } catch (fault) {
    expect(fault instanceof HunchError ? fault.diagnostics.map(({ title }) => title) : []).toEqual([
      "seed wants a whole number from 0 to 4294967295, not -1",
      "level wants a probability between 0 and 1, not 2",
    ]);
  }
});
