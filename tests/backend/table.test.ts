import { expect, test } from "vitest";
import { backends, type BackendName } from "../../src/backend/table.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Program } from "../../src/tensor/program.ts";

const names = Object.keys(backends) as BackendName[];

test.each(names)("%s goes by its name and runs a program", async (name) => {
  const b = createBuilder("f64");
  const x = b.input("x", [3], "f64");
  const state = [{ name: "x", shape: [3], dtype: "f64" as const }];
  const program: Program = {
    name: "doubling",
    state,
    inputs: [],
    outputs: [],
    step: b.finish([b.mul(2, x)]),
  };
  const runtime = await backends[name]();
  expect(runtime.name).toBe(name);
  const executable = await runtime.compile(program);
  executable.write("x", [1, 2, 3]);
  executable.step(3);
  expect(executable.read("x")).toEqual(Float64Array.of(8, 16, 24));
  executable.dispose();
});
