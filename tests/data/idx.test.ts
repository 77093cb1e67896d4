import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { isIdx, readIdx } from "../../src/data/idx.ts";
import { readData } from "../../src/data/read.ts";
import { value } from "../pipeline-models.ts";

const head = (type: number, ...sizes: readonly number[]) => [
  0,
  0,
  type,
  sizes.length,
  ...sizes.flatMap((n) => [0, 0, 0, n]),
];

function numbers(bytes: readonly number[]): readonly number[] {
  const array = value(readIdx("a.idx", Uint8Array.from(bytes))).arrays.get("");
  return [...(array?.values.values ?? [])].map(Number);
}

// Planted: little-endian numbers.
test("bytes, whole numbers and floats, big-endian", () => {
  expect(numbers([...head(0x08, 2, 2), 1, 2, 3, 255])).toEqual([1, 2, 3, 255]);
  expect(numbers([...head(0x09, 2), 1, 255])).toEqual([1, -1]);
  expect(numbers([...head(0x0b, 1), 1, 2])).toEqual([258]);
  expect(numbers([...head(0x0c, 1), 255, 255, 255, 254])).toEqual([-2]);
  expect(numbers([...head(0x0d, 1), 0x3f, 0x80, 0, 0])).toEqual([1]);
  expect(numbers([...head(0x0e, 1), 0x3f, 0xf0, 0, 0, 0, 0, 0, 0])).toEqual([1]);
});

test("what is cut short says what it promised; other bytes are not IDX", () => {
  const outcome = readIdx("a.idx", Uint8Array.from([...head(0x08, 2, 3), 1]));
  expect(outcome.ok ? [] : outcome.diagnostics[0]?.notes).toEqual([
    "it begins as an IDX file, but its head says 2 × 3 numbers, 1 follow",
  ]);
  expect(isIdx(new TextEncoder().encode("x,y\n"))).toBe(false);
  expect(isIdx(Uint8Array.from([0, 0, 7, 1]))).toBe(false);
});

test("read through gzip, an element has a place by its row", async () => {
  const source = value(await readData("a.gz", gzipSync(Uint8Array.from([...head(0x08, 2, 2), 1, 2, 3, 4]))));
  if (source.kind !== "arrays") throw new Error("an array");
  expect(source.arrays.get("")?.shape).toEqual([2, 2]);
  expect(source.cell("", 3)).toEqual({ file: "a.gz", line: 2, column: 2 });
});
