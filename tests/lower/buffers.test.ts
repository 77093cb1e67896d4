import { expect, test } from "vitest";
import { at } from "../../src/tensor/axes.ts";
import { both } from "./compare.ts";
import { lowered, program, temporaries } from "./shown.ts";

test("a state that moves elementwise is replaced in place", () => {
  const loops = lowered({ m: [20], v: [20] }, { g: [20] }, (b, { m, v, g }) => {
    if (!m || !v || !g) throw new Error("no input");
    const moved = b.add(b.mul(m, 0.9), g);
    return { state: [moved, b.add(v, b.square(moved))] };
  });
  expect(loops.kernels.map(({ name }) => name)).toEqual(["loops0"]);
  expect(temporaries(loops)).toEqual([]);
});

test("states that change places go by way of temporaries", async () => {
  const swap = program({ a: [5], c: [5] }, {}, (_, { a, c }) => ({ state: [c, a].flatMap((x) => x ?? []) }));
  const [wanted, found] = await both(
    swap,
    [
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
    ],
    undefined,
    3,
  );
  expect(at(found, 0)).toEqual([6, 7, 8, 9, 10]);
  expect(found).toEqual(wanted);
});

// Planted: the old state's later reader not looked at; red here.
test("an old state that is read in another order is kept until then", async () => {
  const turned = program({ a: [4, 4] }, {}, (b, { a }) => {
    if (!a) throw new Error("no input");
    return { state: [b.add(a, b.transpose(a, [1, 0]))], outputs: [b.sum(a, [0])] };
  });
  const values = Array.from({ length: 16 }, (_, i) => i);
  const [wanted, found] = await both(turned, [values], undefined, 2);
  expect(found).toEqual(wanted);
});

test("an output that is a state or an input is copied", async () => {
  const same = program({ a: [3] }, { x: [3] }, (_, { a, x }) => ({
    state: [a, a].flatMap((t) => t ?? []).slice(1),
    outputs: [x, a].flatMap((t) => t ?? []),
  }));
  const [wanted, found] = await both(same, [
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(found).toEqual(wanted);
});
