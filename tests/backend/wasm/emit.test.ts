import { expect, test } from "vitest";
import { assemble } from "../../../src/backend/wasm/assembler.ts";
import { emit } from "../../../src/backend/wasm/emit.ts";
import { lowered } from "../../lower/shown.ts";

const counting = lowered({ n: [3] }, {}, (b, { n }) => ({ state: n ? [b.add(n, 1)] : [] }));

test.each([true, false])("modules are valid, with shared memory: %s", (shared) => {
  for (const relaxed of [true, false]) {
    expect(WebAssembly.validate(assemble(emit(counting, { shared, relaxed })))).toBe(true);
  }
});

test("step(count) runs every kernel count times", async () => {
  const module = emit(counting, { shared: false, relaxed: false });
  const memory = new WebAssembly.Memory({ initial: module.pages, maximum: module.pages });
  const compiled = await WebAssembly.compile(assemble(module));
  const { step } = (await WebAssembly.instantiate(compiled, { arena: { memory } })).exports;
  if (typeof step === "function") for (const count of [0, 1, 41]) step(count);
  expect([...new Float32Array(memory.buffer, 0, 3)]).toEqual([42, 42, 42]);
});
