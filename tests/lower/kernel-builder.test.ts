import { expect, test } from "vitest";
import { addressOf, affineOf, constantAffine } from "../../src/lower/affine.ts";
import { KernelBuilder } from "../../src/lower/kernel-builder.ts";
import type { Statement } from "../../src/lower/loop-program.ts";

const lets = (body: readonly Statement[]) => body.filter(({ kind }) => kind === "let").length;
const loopIn = (body: readonly Statement[]) => {
  const loop = body.find(({ kind }) => kind === "loop");
  if (loop?.kind !== "loop") throw new Error("no loop");
  return loop;
};

// Planted: values cached without their lanes; invariants left in the loop; each red here.
test("equal values are made once, and invariants stand outside the loop", () => {
  const k = new KernelBuilder();
  k.times(8, 4, (i) => {
    const scale = k.sqrt(k.splat(k.load(0, "f32", 1, addressOf(constantAffine(0))), 4));
    const x = k.load(1, "f32", 4, addressOf(affineOf(i)));
    k.store(1, addressOf(affineOf(i)), k.add(k.mul(x, scale), k.mul(x, scale)));
  });
  const { body } = k.finish("test");
  expect(lets(body)).toBe(3);
  expect(lets(loopIn(body).body)).toBe(3);
});

test("widths do not mix", () => {
  const k = new KernelBuilder();
  expect(k.constant("f32", 4, 1)).not.toBe(k.constant("f32", 1, 1));
  expect(k.constant("f32", 1, 0)).not.toBe(k.constant("f32", 1, -0));
});

test("pinned loads are made anew: a store may stand between them", () => {
  const k = new KernelBuilder();
  const at = addressOf(constantAffine(0));
  expect(k.load(0, "f32", 1, at, true)).not.toBe(k.load(0, "f32", 1, at, true));
  expect(k.load(0, "f32", 1, at)).toBe(k.load(0, "f32", 1, at));
});

test("a mask of another width is converted for the choice", () => {
  const k = new KernelBuilder();
  const mask = k.lt(k.constant("f32", 2, 1), 2);
  const chosen = k.select(mask, k.constant("f64", 2, 1), 0);
  expect(chosen.recipe).toMatchObject({ kind: "select", condition: { element: "mask64" } });
});
