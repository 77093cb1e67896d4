import { expect, test } from "vitest";
import { assemble } from "../../../src/backend/wasm/assembler.ts";
import { emit } from "../../../src/backend/wasm/emit.ts";
import { Stepper } from "../../../src/backend/wasm/stepper.ts";
import { lowered } from "../../lower/shown.ts";

const counting = emit(
  lowered({ n: [1] }, {}, (b, { n }) => ({ state: n ? [b.add(n, 1)] : [] })),
  {
    shared: true,
    relaxed: false,
  },
);

async function start() {
  const module = await WebAssembly.compile(assemble(counting));
  const memory = new WebAssembly.Memory({ initial: counting.pages, maximum: counting.pages, shared: true });
  return {
    stepper: await Stepper.start(module, memory),
    count: () => new Float32Array(memory.buffer, 0, 1)[0],
  };
}

test("steps run beside the caller, on its memory", async () => {
  const { stepper, count } = await start();
  expect(await stepper.run(1000, undefined)).toBe(1000);
  expect(await stepper.run(7, undefined)).toBe(7);
  expect(count()).toBe(1007);
  stepper.end();
});

// Planted: the flag not looked at; red here by never ending.
test("an aborted run says how many steps it did", async () => {
  const { stepper, count } = await start();
  const controller = new AbortController();
  const running = stepper.run(2 ** 31, controller.signal);
  setTimeout(() => controller.abort(), 20);
  const done = await running;
  expect(done).toBeLessThan(2 ** 31);
  expect(count()).toBe(Math.min(done, 2 ** 24));
  stepper.end();
});
