import { test } from "vitest";
import { expectSame } from "./compare.ts";

test("views, counts and gathered rows are read where they say, in vectors and alone", async () => {
  await expectSame([{ shape: [6, 7] }, { shape: [7] }], (b, x, y) => {
    if (!y) throw new Error("no input");
    const turned = b.transpose(b.slice(x, [1, 2], [5, 6]), [1, 0]);
    const rows = b.literal([5, 0, 0, 3, 1], [5], "i32");
    return [
      b.add(turned, b.iota([4, 4], 0)),
      b.mul(turned, b.iota([4, 4], 1)),
      b.gather(x, rows),
      b.transpose(b.gather(x, rows), [1, 0]),
      b.gather(b.transpose(x, [1, 0]), rows),
      b.gather(y, rows),
      b.add(b.gather(b.slice(x, [0, 1], [6, 6]), rows), 1),
      b.select(b.gt(x, 0), b.broadcast(y, [6, 7], [1]), x),
      b.broadcast(b.slice(y, [0], [6]), [6, 7], [0]),
      b.reshape(b.transpose(x, [1, 0]), [2, 21]),
    ];
  });
});

test("bools are kept as 0 and 1 and read back as masks", async () => {
  await expectSame([{ shape: [3, 5] }, { shape: [3, 5], dtype: "f64" }], (b, x, y) => {
    if (!y) throw new Error("no input");
    const positive = b.gt(x, 0);
    const mixed = b.and(positive, b.lt(y, 1));
    return [
      positive,
      mixed,
      b.transpose(b.not(mixed), [1, 0]),
      b.sum(b.cast(mixed, "f64")),
      b.select(positive, y, 3),
    ];
  });
});
