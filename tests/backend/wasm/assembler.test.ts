import fc from "fast-check";
import { expect, test } from "vitest";
import { assemble, type Instruction, type ValueType } from "../../../src/backend/wasm/assembler.ts";

async function memoryAfter(
  body: readonly Instruction[],
  locals: readonly ValueType[] = [],
): Promise<DataView> {
  const fn = { name: "go", parameters: [], locals, body, exported: true };
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  const module = await WebAssembly.compile(assemble({ functions: [fn], pages: 1, shared: false }));
  const { go } = (await WebAssembly.instantiate(module, { arena: { memory } })).exports;
  if (typeof go === "function") go();
  return new DataView(memory.buffer);
}

// Planted: LEB128's sign bit looked for in the wrong place; red here.
test("every constant arrives as it was written", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer()),
      fc.oneof(fc.bigInt({ min: -300n, max: 300n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
      fc.double(),
      async (i, j, x) => {
        const place: Instruction = { name: "i32.const", a: 0 };
        const view = await memoryAfter([
          place,
          { name: "i32.const", a: i },
          { name: "i32.store", a: 0 },
          place,
          { name: "i64.const", a: j },
          { name: "f64.reinterpret_i64" },
          { name: "f64.store", a: 8 },
          place,
          { name: "f64.const", a: x },
          { name: "f64.store", a: 60000 },
          place,
          { name: "f32.const", a: x },
          { name: "f32.store", a: 300 },
        ]);
        expect(view.getInt32(0, true)).toBe(i);
        expect(view.getBigInt64(8, true)).toBe(j);
        expect(view.getFloat64(60000, true)).toBe(x);
        expect(view.getFloat32(300, true)).toBe(Math.fround(x));
      },
    ),
    { numRuns: 60 },
  );
});

test("vectors, lanes and locals of every type", async () => {
  const bytes = Array.from({ length: 16 }, (_, i) => i);
  const view = await memoryAfter(
    [
      { name: "v128.const", a: bytes },
      { name: "local.set", a: 2 },
      { name: "i32.const", a: 4 },
      { name: "local.get", a: 2 },
      { name: "v128.store32_lane", a: 12, b: 3 },
    ],
    ["f64", "i32", "v128", "v128", "f32"],
  );
  expect([16, 17, 18, 19].map((at) => view.getUint8(at))).toEqual([12, 13, 14, 15]);
});
