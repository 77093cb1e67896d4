import { describe, expect, test } from "vitest";
import { KernelBuilder } from "../../../src/lower/kernel-builder.ts";
import { byElement, polynomial } from "../../../src/lower/math/polynomial.ts";

describe("polynomials", () => {
  test("are written by Horner's rule, one multiply-add a coefficient", () => {
    const k = new KernelBuilder();
    polynomial(k, k.load(0, "f32", 4, { constant: 0, terms: [], indirect: [] }), [1, 2, 3, 4]);
    const kinds = k.finish("test").body.flatMap((s) => (s.kind === "let" ? [s.value.recipe.kind] : []));
    expect(kinds.filter((kind) => kind === "fma").length).toBe(3);
  });

  test("differ by element", () => {
    const k = new KernelBuilder();
    expect(byElement(k.constant("f32", 4, 1), "single", "double")).toBe("single");
    expect(byElement(k.constant("f64", 2, 1), "single", "double")).toBe("double");
  });
});
