import { expect, test } from "vitest";
import { copyKernel } from "../../src/lower/own-kernels.ts";
import { expectSame } from "./compare.ts";

// Planted: the zeros left out; rows counted in elements; each red here.
test("updates are added at their rows, twice where they are named twice", async () => {
  await expectSame(
    [{ shape: [2, 3, 5] }, { shape: [6], dtype: "f64" }, { shape: [6], dtype: "i32" }],
    (b, x, y, z) => {
      if (!y || !z) throw new Error("no input");
      const pairs = b.literal([1, 4, 1, 0, 1, 6], [2, 3], "i32");
      const line = b.reshape(pairs, [6]);
      return [b.scatterAdd(pairs, b.mul(x, 2), 7), b.scatterAdd(line, y, 8), b.scatterAdd(line, z, 8)];
    },
  );
});

// Planted: the last updates of a list that is no multiple of four left out; each part read from the list's start.
test("a long list of numbers, sorted as groups often are, is added whole", async () => {
  for (const count of [64, 71]) {
    await expectSame([{ shape: [count] }, { shape: [count], dtype: "f64" }], (b, x, y) => {
      if (!y) throw new Error("no input");
      const groups = b.literal(
        Array.from({ length: count }, (_, i) => Math.floor(i / 15)),
        [count],
        "i32",
      );
      return [b.scatterAdd(groups, b.mul(x, 2), 6), b.scatterAdd(groups, y, 6)];
    });
  }
});

test("copies go in vectors with a narrower last one", () => {
  const { body } = copyKernel([{ from: 0, base: 3, to: 1, dtype: "f64", elements: 7 }], "copy");
  const stores = body.flatMap((statement) => (statement.kind === "store" ? [statement.active] : []));
  const loops = body.flatMap((statement) =>
    statement.kind === "loop" ? [[statement.end.constant, statement.step]] : [],
  );
  expect({ stores, loops }).toEqual({ stores: [1], loops: [[6, 2]] });
});
