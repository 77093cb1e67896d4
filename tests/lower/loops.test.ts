import { expect, test } from "vitest";
import { lowered, loopsOf } from "./shown.ts";

test("a whole array is one loop in vectors and a narrower last turn; a small one has no loop", () => {
  const loops = (size: number) =>
    loopsOf(lowered({}, { x: [size, 10] }, (b, { x }) => ({ outputs: x ? [b.add(x, 1)] : [] })));
  expect(loops(7).map(({ start, end, step }) => [start.constant, end.constant, step])).toEqual([[0, 68, 4]]);
  expect(loops(7)[0]?.parallel).toBe(true);
  expect(
    lowered({}, { x: [3] }, (b, { x }) => ({ outputs: x ? [b.add(x, 1)] : [] })).kernels[0]?.body.some(
      ({ kind }) => kind === "loop",
    ),
  ).toBe(false);
});

test("a row added to every row makes two loops, a column summed the inner one the sum", () => {
  const loops = loopsOf(
    lowered({}, { x: [30, 40], y: [40] }, (b, { x, y }) => {
      if (!x || !y) throw new Error("no input");
      return { outputs: [b.sum(b.add(x, b.broadcast(y, [30, 40], [1])), [0])] };
    }),
  );
  expect(loops.map(({ end, step }) => [end.constant, step])).toEqual([
    [40, 4],
    [30, 1],
  ]);
});
