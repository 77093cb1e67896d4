import { expect, test } from "vitest";
import { KernelBuilder } from "../../src/lower/kernel-builder.ts";
import { address, fill } from "../../src/lower/stored.ts";

test("an address takes the strides of the axes that have an index", () => {
  const index = { id: 1, depth: 1 };
  expect(address({ offset: 4, strides: [10, 3, 1] }, [null, index])).toEqual({
    constant: 4,
    terms: [{ index, coefficient: 3 }],
    indirect: [],
  });
});

test("zeros fill a buffer to its last element and no further", () => {
  const k = new KernelBuilder();
  fill(k, 0, "f32", 10);
  const { body } = k.finish("fill");
  expect(body.find(({ kind }) => kind === "loop")).toMatchObject({ end: { constant: 8 }, step: 4 });
  expect(body.find(({ kind }) => kind === "store")).toMatchObject({ at: { constant: 8 }, active: 2 });
});
