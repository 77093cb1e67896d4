import { expect, test } from "vitest";
import {
  climbMemory,
  dataElements,
  inWords,
  refuseMemory,
  scarceMemory,
} from "../../../src/inference/kernel/memory.ts";
import { taskOf } from "../fixture.ts";
import { randomLine } from "../line.ts";

const { text, x, y } = randomLine(1, 6, 2);
const { model, bound, infer } = taskOf(text("vi"), { x, y });
const { sizes } = bound.facts;

test("sizes in words have two digits and a decimal unit", () => {
  expect([0, 999, 1000, 36e9, 4294967296, 1.25e15].map(inWords)).toEqual([
    "0 bytes",
    "1,000 bytes",
    "1 kB",
    "36 GB",
    "4.3 GB",
    "1.3 PB",
  ]);
});

test("memory grows with parameters, draws and data", () => {
  expect(dataElements(model, sizes)).toBe(18);
  const base = climbMemory(model, sizes, infer, 6, 1);
  // Parameter, gradient, two slots of adam, and the three of the new state, in f32.
  expect(climbMemory(model, sizes, infer, 7, 1) - base).toBe(4 * 7);
  expect(climbMemory(model, sizes, infer, 6, 2)).toBeGreaterThan(base);
});

test("only what is beyond the limit is refused", () => {
  expect(refuseMemory(model, sizes, infer, 100, 100)).toBe(null);
  expect(refuseMemory(model, sizes, infer, 101, 100)?.code).toBe("H0703");
});

// Planted: need and free the other way round.
test("what is more than the machine has free is warned of, where it tells", () => {
  expect(scarceMemory(infer, 100, 100)).toBe(null);
  expect(scarceMemory(infer, 100, null)).toBe(null);
  expect(scarceMemory(infer, 3e9, 2e9)).toMatchObject({
    code: "H0718",
    level: "warning",
    title: "the fit will need about 3 GB of memory, and 2 GB are free",
  });
});
