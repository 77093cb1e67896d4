import { expect, test } from "vitest";
import { assemble } from "../../../src/backend/wasm/assembler.ts";
import { KernelEmitter } from "../../../src/backend/wasm/kernel-emitter.ts";
import { addressOf, affineOf, constantAffine } from "../../../src/lower/affine.ts";
import { KernelBuilder } from "../../../src/lower/kernel-builder.ts";
import type { Buffer } from "../../../src/lower/loop-program.ts";

const buffers: readonly Buffer[] = [
  { id: 0, name: "x", role: "input", dtype: "f64", elements: 16, offset: 0 },
  { id: 1, name: "y", role: "output", dtype: "f64", elements: 16, offset: 128 },
];

async function run(k: KernelBuilder): Promise<Float64Array> {
  const fn = { ...new KernelEmitter(buffers, false).function(k.finish("kernel")), exported: true };
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  new Float64Array(memory.buffer, 0, 16).set(Array.from({ length: 16 }, (_, i) => i + 1));
  const module = await WebAssembly.compile(assemble({ functions: [fn], pages: 1, shared: false }));
  const { kernel } = (await WebAssembly.instantiate(module, { arena: { memory } })).exports;
  if (typeof kernel === "function") kernel();
  return new Float64Array(memory.buffer, 128, 16);
}

// Σ_{j<i} x_j, a loop whose end is another's index: its first turn has none.
test("triangular loops, accumulators and loops of no turns", async () => {
  const k = new KernelBuilder();
  k.times(5, 1, (i) => {
    const sum = k.variable(k.constant("f64", 1, 0));
    k.loop(constantAffine(0), affineOf(i), 1, (j) => {
      k.assign(sum, k.add(k.read(sum), k.load(0, "f64", 1, addressOf(affineOf(j)))));
    });
    k.store(1, addressOf(affineOf(i)), k.read(sum));
  });
  k.times(0, 1, (i) => k.store(1, addressOf(affineOf(i)), k.constant("f64", 1, 99)));
  expect([...(await run(k)).subarray(0, 5)]).toEqual([0, 1, 3, 6, 10]);
});

test("narrow stores leave their neighbours alone, in lanes and alone", async () => {
  const k = new KernelBuilder();
  k.store(1, addressOf(constantAffine(0)), k.load(0, "f64", 2, addressOf(constantAffine(4))), 1);
  k.store(1, addressOf(constantAffine(2)), k.load(0, "f64", 2, addressOf(constantAffine(6))));
  const pair = k.pack([k.load(0, "f64", 1, addressOf(constantAffine(9))), k.constant("f64", 1, -1)], 2);
  k.store(1, addressOf(constantAffine(5)), k.extract(pair, 1));
  expect([...(await run(k)).subarray(0, 6)]).toEqual([5, 0, 7, 8, 0, -1]);
});
