import { describe, expect, test } from "vitest";
import { createWasm } from "../../../src/backend/wasm/runtime.ts";
import { program } from "../../lower/shown.ts";

const counting = program({ n: [3] }, { by: [3] }, (b, { n, by }) => ({
  state: n && by ? [b.add(n, by)] : [],
  outputs: n ? [b.sum(n)] : [],
}));

/** Steps of some hundred nanoseconds. */
const wide = program({ n: [4000] }, {}, (b, { n }) => ({ state: n ? [b.add(n, 1)] : [] }));

/** Steps of some hundred milliseconds. */
const slow = program({ n: [1], x: [700, 700] }, {}, (b, { n, x }) => {
  if (!n || !x) throw new Error("no state");
  const times = Array.from({ length: 40 }).reduce<typeof x>((y) => b.dot(y, x, [[1], [0]]), x);
  return { state: [b.add(n, 1), b.mul(times, 0)] };
});

describe("an executable", () => {
  test("starts at zero, takes numbers at an offset, and gives copies", async () => {
    const executable = await createWasm().compile(counting);
    expect([...executable.read("n")]).toEqual([0, 0, 0]);
    executable.write("by", [1, 2, 3]);
    executable.write("n", [10, 20], 1);
    const before = executable.read("n");
    executable.step(2);
    expect([...executable.read("n")]).toEqual([2, 14, 26]);
    expect([...executable.read("output0")]).toEqual([36]);
    expect([...before]).toEqual([0, 10, 20]);
    expect(before).toBeInstanceOf(Float32Array);
  });

  test("shows its own memory, the same array at every call", async () => {
    const executable = await createWasm().compile(counting);
    const [n, by, sum] = ["n", "by", "output0"].map((slot) => executable.view(slot));
    by?.set([1, 2, 3]);
    n?.set([10, 20], 1);
    executable.step(2);
    expect([...(n ?? [])]).toEqual([2, 14, 26]);
    expect([...(sum ?? [])]).toEqual([36]);
    expect(executable.view("n")).toBe(n);
  });

  test("refuses slots it does not have and numbers that do not fit", async () => {
    const executable = await createWasm().compile(counting);
    expect(() => executable.read("m")).toThrow("no slot");
    expect(() => executable.write("n", [1, 2], 2)).toThrow("holds 3");
    executable.dispose();
    expect(() => executable.step()).toThrow("disposed");
  });
});

describe("running", () => {
  test.each([true, false])(
    "does all steps and lets other work in between, shared memory: %s",
    async (shared) => {
      const executable = await createWasm({ shared }).compile(wide);
      let turns = 0;
      const timer = setInterval(() => turns++, 1);
      expect(await executable.run(500_000)).toBe(500_000);
      clearInterval(timer);
      expect(executable.read("n")[3999]).toBe(500_000);
      expect(turns).toBeGreaterThan(1);
    },
  );

  // Planted: a turn only within a run; red here.
  test("many short runs let other work in between too", async () => {
    const executable = await createWasm().compile(wide);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    for (let i = 0; i < 5_000; i++) await executable.run(100);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });

  test("stops between steps when aborted, before it began too", async () => {
    const executable = await createWasm().compile(counting);
    executable.write("by", [1, 0, 0]);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    const done = await executable.run(10 ** 9, controller.signal);
    expect(done).toBeLessThan(10 ** 9);
    expect(executable.read("n")[0]).toBe(Math.min(done, 2 ** 24));
    expect(await executable.run(5, controller.signal)).toBe(0);
  });

  // Planted: long steps taken on the caller's thread; red here, as no timer ever fires.
  test("long steps leave the caller's thread free", async () => {
    const executable = await createWasm().compile(slow);
    const controller = new AbortController();
    let turns = 0;
    const timer = setInterval(() => {
      turns++;
      if (executable.read("n")[0] === 1) controller.abort();
    }, 2);
    const done = await executable.run(50, controller.signal);
    clearInterval(timer);
    expect(done).toBeLessThan(50);
    expect(executable.read("n")[0]).toBe(done);
    expect(turns).toBeGreaterThan(10);
    executable.dispose();
  });
});

describe("a program that was sent to another thread", () => {
  const scaled = program({ n: [5] }, { by: [2] }, (b, { n, by }) => {
    if (!n || !by) throw new Error("no state");
    const weights = b.literal([1, 2, 3, 4, 5], [5]);
    return { state: [b.add(n, b.mul(weights, b.sum(by)))], outputs: [b.sum(n)] };
  });

  // Planted: the constants left behind; red here.
  test("goes on from where it was, and no longer shares anything", async () => {
    const runtime = createWasm();
    const here = await runtime.compile(scaled);
    here.write("by", [1, 0.5]);
    here.step(3);
    const portable = here.portable();
    if (portable === null) throw new Error("it cannot leave");
    const there = await runtime.revive(structuredClone(portable));
    here.step();
    there.step(2);
    expect(here.read("n")).toEqual(Float32Array.of(6, 12, 18, 24, 30));
    expect(there.read("n")).toEqual(Float32Array.of(7.5, 15, 22.5, 30, 37.5));
    expect(there.read("by")).toEqual(Float32Array.of(1, 0.5));
    expect(there.program).toMatchObject({ name: here.program.name, outputs: [{ name: "output0" }] });
  });

  test("goes to the backend that made it", () => {
    expect(() => createWasm().revive({ backend: "other", content: null })).toThrow("other made this program");
  });
});
