import { describe, expect, test } from "vitest";
import {
  blockCapacity,
  blocksOf,
  blockSizes,
  numbersPerRow,
  writeData,
} from "../../../src/inference/kernel/blocks.ts";
import type { Executable } from "../../../src/tensor/program.ts";
import { taskOf } from "../fixture.ts";

const text = `model Blocks
data "d.csv" { x: real[N, D]  z: real[D]  y: real[N] }
network f: real[D] -> real { hidden: dense(10, relu)  dense }
prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }
likelihood { y ~ normal(f(x * z), 1) }
infer map`;
const x = [1, 2, 3, 4, 5].map((v) => [v, 10 * v]);
const { model, bound } = taskOf(text, { x, z: [1, 2], y: [1, 2, 3, 4, 5] });
const { sizes } = bound.facts;

describe("blocks", () => {
  test("cover every row once", () => {
    expect(blocksOf(5, 2)).toEqual([
      { start: 0, live: 2 },
      { start: 2, live: 2 },
      { start: 4, live: 1 },
    ]);
    expect(blocksOf(5, 5)).toEqual([{ start: 0, live: 5 }]);
  });

  test("hold as many rows as keep their numbers within bounds", () => {
    // x, y, the hidden layer, the output, and one.
    expect(numbersPerRow(model, sizes)).toBe(2 + 1 + 10 + 1 + 1);
    expect(blockCapacity(model, sizes, 5)).toBe(5);
    expect(blockCapacity(model, sizes, 1e6)).toBe(Math.floor(2 ** 21 / 15));
    expect(blockCapacity(model, sizes, 1e6, 2 ** 20)).toBe(16);
    const { rows } = model.program;
    expect(blockSizes(model, sizes, 2).get(rows?.id ?? "")).toBe(2);
  });

  test("what has no rows is written whole; rows beyond the live ones repeat the first", () => {
    const written = new Map<string, readonly number[]>();
    const executable = {
      write: (slot: string, values: ArrayLike<number>) => void written.set(slot, Array.from(values)),
    } as Executable;
    writeData(executable, model, sizes, bound, { start: 4, live: 1 }, 2);
    expect(written).toEqual(
      new Map([
        ["x", [5, 50, 5, 50]],
        ["z", [1, 2]],
        ["y", [5, 5]],
      ]),
    );
  });
});
