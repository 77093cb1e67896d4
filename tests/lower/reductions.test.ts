import { describe, expect, test } from "vitest";
import { createBuilder } from "../../src/tensor/build.ts";
import { programOf, wasm } from "./compare.ts";

async function sums(values: Float32Array, shape: readonly [number, number]) {
  const b = createBuilder("f32");
  const x = b.input("x", shape, "f32");
  const executable = await wasm.compile(
    programOf(b.finish([b.sum(x), b.sum(x, [0]), b.sum(x, [1]), b.reduceMax(x)])),
  );
  executable.write("x", values);
  executable.step();
  return [0, 1, 2, 3].map((i) => executable.read(`output${i}`));
}

// Planted: no pieces; pieces added without what rounding took, or with ∞ − ∞; accumulators not begun anew; each red here.
describe("long sums", () => {
  test("of a million equal numbers keep five digits in f32", async () => {
    const values = new Float32Array(1_000_000).fill(0.1);
    const [all, columns, rows, greatest] = await sums(values, [100_000, 10]);
    const tenth = Math.fround(0.1);
    expect(Math.abs((all?.[0] ?? 0) / (tenth * 1e6) - 1)).toBeLessThan(1e-5);
    for (const column of columns ?? []) expect(Math.abs(column / (tenth * 1e5) - 1)).toBeLessThan(1e-5);
    expect(rows?.length).toBe(100_000);
    expect(greatest?.[0]).toBe(tenth);
  });

  test("keep what is small beside what is large", async () => {
    const values = new Float32Array(1_000_000).fill(0.1);
    values[0] = 1e8;
    const [all] = await sums(values, [100_000, 10]);
    expect(Math.abs((all?.[0] ?? 0) / 100_100_000 - 1)).toBeLessThan(1e-6);
  });

  test("are infinite where an element is, and NaN where one is", async () => {
    const values = new Float32Array(20_000).fill(1);
    values[7000] = -Infinity;
    const [all, columns] = await sums(values, [2000, 10]);
    expect(all?.[0]).toBe(-Infinity);
    expect([columns?.[0], columns?.[1]]).toEqual([-Infinity, 2000]);
    values[9000] = NaN;
    expect((await sums(values, [2000, 10]))[0]?.[0]).toBeNaN();
    expect((await sums(values, [2000, 10]))[3]?.[0]).toBeNaN();
  });
});
