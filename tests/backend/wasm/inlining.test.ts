import { expect, test } from "vitest";
import { findInlined } from "../../../src/backend/wasm/inlining.ts";
import { addressOf, affineOf, constantAffine } from "../../../src/lower/affine.ts";
import { KernelBuilder } from "../../../src/lower/kernel-builder.ts";

// Planted: values used in a deeper loop inlined; loads inlined past a store; each red here.
test("what is used once, where it is made, needs no local; loads and what leaves a loop do", () => {
  const k = new KernelBuilder();
  const ids: Record<string, number> = {};
  k.times(8, 4, (i) => {
    const invariant = k.sqrt(k.splat(k.load(1, "f32", 1, addressOf(constantAffine(0))), 4));
    const load = k.load(0, "f32", 4, addressOf(affineOf(i)));
    const once = k.neg(load);
    const twice = k.mul(once, invariant);
    Object.assign(ids, { invariant: invariant.id, load: load.id, once: once.id, twice: twice.id });
    k.store(0, addressOf(affineOf(i)), k.add(twice, k.abs(twice)));
  });
  const inlined = findInlined(k.finish("test").body);
  expect(Object.entries(ids).map(([name, id]) => [name, inlined.has(id)])).toEqual([
    ["invariant", false],
    ["load", false],
    ["once", true],
    ["twice", false],
  ]);
});

test("a load that only a splat wants becomes part of it", () => {
  const k = new KernelBuilder();
  const load = k.load(1, "f32", 1, addressOf(constantAffine(0)));
  const splat = k.splat(load, 4);
  k.store(0, addressOf(constantAffine(0)), k.mul(splat, splat));
  const inlined = findInlined(k.finish("test").body);
  expect([inlined.has(load.id), inlined.has(splat.id)]).toEqual([true, false]);
});
