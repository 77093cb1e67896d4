import { describe, test } from "vitest";
import { expectNear, onVector } from "../compare.ts";
import { everywhere, testFunction } from "./functions.ts";

const near = everywhere.filter((x) => !Number.isFinite(x) || Math.abs(x) <= 1e10);

// Planted: the third part of π/2 left out; sine and cosine exchanged in odd quarters; each red here.
describe("trigonometry", () => {
  testFunction("sin", (b, x) => b.sin(x), { values: near });
  testFunction("cos", (b, x) => b.cos(x), { values: near });

  test("far out the phase is within 3e-6", async () => {
    const far = Array.from({ length: 500 }, (_, i) => 1.37 ** (i % 60) * 1e10 + i);
    const { wanted, found } = await onVector("f64", far, (b, x) => b.sin(x));
    expectNear(found, wanted, 3e-6, 1);
  });
});
