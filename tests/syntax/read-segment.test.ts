/** One block read in spite of its mistakes: what is kept, what is lost, and when to stop. */

import { describe, expect, test } from "vitest";
import { readSegment, type Reading } from "../../src/syntax/read-segment.ts";
import { sourceOf } from "./fixtures.ts";

function read(text: string, details: Partial<Reading> = {}) {
  const reading: Reading = { source: sourceOf(text), edits: [], reported: [], patience: 10_000, ...details };
  const { blocks, lost } = readSegment(reading, { start: 0, end: text.length, word: "prior" });
  const [block] = blocks;
  const names =
    block?.kind === "prior"
      ? block.statements.map(({ target }) => target.parts.map((part) => part.text).join("."))
      : null;
  return { names, lost, codes: reading.reported.map(({ code }) => code), reading };
}

describe("a block", () => {
  test("without mistakes is read at once", () => {
    expect(read("prior { a = 1 b ~ flat }")).toMatchObject({ names: ["a", "b"], lost: [], codes: [] });
  });
  test("goes on with what a message proposes", () => {
    const { names, lost, codes, reading } = read("prior { a <- 1, b <- 2 }");
    expect({ names, lost, codes }).toEqual({
      names: ["a", "b"],
      lost: [],
      codes: ["H0110", "H0101", "H0110"],
    });
    expect(reading.edits).toHaveLength(3);
    expect(reading.patience).toBeLessThan(10_000);
  });
  test("goes on without a statement that makes no sense, over several lines too", () => {
    const text = "prior {\n  a = 1\n  b ~ normal(0,\n    ~, 3)\n  c.d = * 2\n  e = 3\n}";
    expect(read(text)).toMatchObject({
      names: ["a", "e"],
      lost: ["b ~ normal(0,\n    ~, 3)", "c.d = * 2"],
      codes: ["H0101", "H0101"],
    });
  });
  test("is lost where its own line is the mistake", () => {
    expect(read("prior { a = * }")).toMatchObject({
      names: null,
      lost: ["prior { a = * }"],
      codes: ["H0101"],
    });
    expect(read("prior x")).toMatchObject({ names: null, lost: ["prior x"], codes: ["H0101"] });
  });
  test("loses what follows it and is no block", () => {
    expect(read("prior { a = 1 }\nwhat { b = 2 }")).toMatchObject({
      names: ["a"],
      lost: ["what { b = 2 }"],
      codes: ["H0112"],
    });
  });
  test("is given up when patience ends", () => {
    const text = `prior {\n${"  a = *\n".repeat(50)}}`;
    expect(read(text, { patience: 600 }).codes.length).toBeLessThan(10);
    expect(read(text, { patience: 600 }).names).toBeNull();
  });
});

describe("a short stack", () => {
  test("is an error of depth, not a crash", () => {
    const deep = `prior { a = ${"(".repeat(99)}1${")".repeat(99)} }`;
    const codes: (readonly string[])[] = [];
    const dive = (left: number): void => {
      if (left > 0) dive(left - 1);
      else codes.push(read(deep).codes);
    };
    // Ever closer to the end of the stack, so that the parser, and not this test, is what overflows.
    for (let depth = 1000; depth < 1e6 && !codes.flat().includes("H0106"); depth = Math.ceil(depth * 1.05)) {
      try {
        dive(depth);
      } catch (thrown) {
        if (!(thrown instanceof RangeError)) throw thrown;
        break;
      }
    }
    expect(codes.flat().every((code) => code === "H0106")).toBe(true);
    expect(codes.flat()).toContain("H0106");
  });
});
