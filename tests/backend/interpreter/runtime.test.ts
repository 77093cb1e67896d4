import { describe, expect, test } from "vitest";
import { createInterpreter } from "../../../src/backend/interpreter/runtime.ts";
import { Bug } from "../../../src/diagnostic/bug.ts";
import { createBuilder } from "../../../src/tensor/build.ts";
import type { Program } from "../../../src/tensor/program.ts";

/** total ← total + x; twice = 2 total. */
function adding(): Program {
  const b = createBuilder("f32");
  const [total, x] = [b.input("total", [2], "f32"), b.input("x", [2], "f32")];
  const next = b.add(total, x);
  return {
    name: "adding",
    state: [{ name: "total", shape: [2], dtype: "f32" }],
    inputs: [{ name: "x", shape: [2], dtype: "f32" }],
    outputs: [{ name: "twice", shape: [2], dtype: "f32" }],
    step: b.finish([next, b.mul(2, next)]),
  };
}

test("state goes from step to step", async () => {
  const adder = await createInterpreter().compile(adding());
  expect(adder.read("total")).toEqual(Float32Array.of(0, 0));
  adder.write("x", [1, 2]);
  adder.step(3);
  expect(adder.read("total")).toEqual(Float32Array.of(3, 6));
  expect(adder.read("twice")).toEqual(Float32Array.of(6, 12));
  adder.write("total", [10], 1);
  adder.step();
  expect(adder.read("total")).toEqual(Float32Array.of(4, 12));
  expect(await adder.run(5)).toBe(5);
  expect(adder.read("total")).toEqual(Float32Array.of(9, 22));
});

test("a view is the memory itself, the same at every call", async () => {
  const adder = await createInterpreter().compile(adding());
  const [x, total, twice] = ["x", "total", "twice"].map((slot) => adder.view(slot));
  x?.set([1, 2]);
  adder.step(2);
  expect(total).toEqual(Float32Array.of(2, 4));
  total?.set([10], 1);
  adder.step();
  expect(twice).toEqual(Float32Array.of(6, 24));
  expect(adder.view("total")).toBe(total);
});

test("slots hold what their dtype can", async () => {
  const b = createBuilder("f64");
  const slots = (["f32", "i32", "u32", "bool", "f64"] as const).map((dtype) => ({
    name: dtype,
    shape: [1],
    dtype,
  }));
  const step = b.finish(slots.map(({ name, shape, dtype }) => b.input(name, shape, dtype)));
  const program: Program = { name: "identity", state: slots, inputs: [], outputs: [], step };
  const executable = await createInterpreter().compile(program);
  executable.write("f32", [0.1]);
  executable.write("i32", [-1]);
  executable.write("u32", [2 ** 32 - 1]);
  executable.write("bool", [1]);
  executable.write("f64", [0.1]);
  executable.step();
  expect(slots.map(({ name }) => executable.read(name))).toEqual([
    Float32Array.of(0.1),
    Int32Array.of(-1),
    Uint32Array.of(2 ** 32 - 1),
    Uint32Array.of(1),
    Float64Array.of(0.1),
  ]);
});

describe("a run", () => {
  // Planted fault: `run` does all its steps at once: the timer never fires, red.
  test("gives others their turn, and stops between steps when aborted", async () => {
    const adder = await createInterpreter().compile(adding());
    adder.write("x", [1, 1]);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    const done = await adder.run(1e6, stop.signal);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(1e6);
    expect(adder.read("total")[0]).toBe(Math.fround(done));
  });

  test("that is aborted already does nothing", async () => {
    const adder = await createInterpreter().compile(adding());
    expect(await adder.run(3, AbortSignal.abort())).toBe(0);
  });
});

test("our own mistakes are bugs", async () => {
  const runtime = createInterpreter();
  const adder = await runtime.compile(adding());
  expect(() => adder.read("nothing")).toThrow(Bug);
  expect(() => adder.write("x", [1, 2, 3])).toThrow(Bug);
  await expect(runtime.compile({ ...adding(), outputs: [] })).rejects.toThrow(Bug);
  await expect(runtime.compile({ ...adding(), inputs: [] })).rejects.toThrow(Bug);
  adder.dispose();
  expect(() => adder.step()).toThrow(Bug);
});
