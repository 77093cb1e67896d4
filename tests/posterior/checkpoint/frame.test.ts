import { expect, test } from "vitest";
import { frameOf, readFrame } from "../../../src/posterior/checkpoint/frame.ts";

const payload = new TextEncoder().encode("four chains");
const frame = frameOf(payload);

test("frames stand one behind another", () => {
  const two = new Uint8Array([...frame, ...frameOf(Uint8Array.of(7))]);
  const first = readFrame(two);
  if (first.kind !== "whole") throw new Error(first.why);
  expect(new TextDecoder().decode(first.payload)).toBe("four chains");
  expect(readFrame(two, first.end)).toMatchObject({
    kind: "whole",
    payload: Uint8Array.of(7),
    end: two.length,
  });
});

test("a frame cut short anywhere shows it", () => {
  for (let length = 0; length < frame.length; length++)
    expect(readFrame(frame.subarray(0, length))).toEqual({ kind: "damaged", why: "is cut short" });
});

// Planted: the digest not compared; red here.
test("a flipped bit shows itself, wherever it is", () => {
  for (let bit = 0; bit < 8 * frame.length; bit++) {
    const changed = frame.slice();
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(readFrame(changed).kind).toBe("damaged");
  }
});
