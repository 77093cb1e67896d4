import { expect, test } from "vitest";
import { windowsOf } from "../../../src/inference/hamiltonian/windows.ts";

test("Stan's published schedule for a warm-up of 1,000", () => {
  expect(windowsOf(1_000)).toEqual({ first: 75, last: 949, ends: [99, 149, 249, 449, 949] });
});

test("short warm-ups have 15 %, one window, and 10 %; very short ones none", () => {
  expect(windowsOf(100)).toEqual({ first: 15, last: 89, ends: [89] });
  expect(windowsOf(20)).toEqual({ first: 3, last: 17, ends: [17] });
  expect(windowsOf(150)).toEqual({ first: 75, last: 99, ends: [99] });
  for (const warmup of [0, 1, 19]) expect(windowsOf(warmup).ends).toEqual([]);
});

// Seen red: a last window that is not stretched.
test("windows double, and the last one takes what is left", () => {
  for (let warmup = 150; warmup < 3_000; warmup += 7) {
    const { first, last, ends } = windowsOf(warmup);
    expect([first, last]).toEqual([75, warmup - 51]);
    const sizes = ends.map((end, i) => end - (ends[i - 1] ?? first - 1));
    sizes.slice(0, -1).forEach((size, i) => expect(size).toBe(25 * 2 ** i));
    expect(ends.at(-1)).toBe(last);
    // Stan looks ahead only when a window closes: the second may be short.
    if (sizes.length > 2) expect(sizes.at(-1)).toBeGreaterThanOrEqual(25 * 2 ** (sizes.length - 1));
  }
});
