import { describe, test } from "vitest";
import { at } from "../../../src/tensor/axes.ts";
import { createBuilder } from "../../../src/tensor/build.ts";
import { both, expectNear, programOf } from "../compare.ts";
import { special } from "./functions.ts";

// Planted: odd powers of negative numbers without their sign; red here.
describe("powers", () => {
  test.each(["f64", "f32"] as const)("follow IEEE 754 in %s", async (dtype) => {
    const hold = dtype === "f32" ? Math.fround : (x: number) => x;
    const bases = special.flatMap((x) => special.map(() => hold(x)));
    const exponents = special.flatMap(() => special.map(hold));
    const b = createBuilder(dtype);
    const [x, y] = [b.input("x", [bases.length], dtype), b.input("y", [bases.length], dtype)];
    const [wanted, found] = await both(programOf(b.finish([b.pow(x, y)])), [bases, exponents]);
    const [tolerance, floor] = dtype === "f64" ? [1e-12, 1e-310] : [6e-7, 2 ** -126];
    expectNear(at(found, 0), at(wanted, 0), tolerance, floor);
  });
});
