import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { hasNoise, uniformFor, withNoise } from "../../src/model/noise.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import { modelOf } from "./programs.ts";
import { network } from "./sources.ts";

function uniforms(layer: string, step: number): readonly number[] {
  const b = createBuilder("f64");
  const env = withNoise(new Map(), b.literal([3, 4], [2], "u32"), b.constant(step, [], "u32"));
  const drawn = uniformFor(b, env, layer, [50]);
  return drawn === null ? [] : [...(evaluate(b.finish([drawn]), [])[0] ?? [])];
}

describe("noise layers", () => {
  test("are found, also in braces", () => {
    expect(hasNoise(modelOf(network))).toBe(false);
    const inside = network
      .replace("infer vi", "infer map")
      .replace("  dense\n", "  residual { dropout(0.1)  dense }\n  dense\n");
    expect(hasNoise(modelOf(inside))).toBe(true);
  });

  // Planted: one stream for all layers.
  test("draw apart, each step anew, and nothing where nobody put noise", () => {
    const first = uniforms("f.1", 0);
    expect(new Set(first).size).toBe(50);
    expect(uniforms("f.1", 0)).toEqual(first);
    for (const other of [uniforms("f.2", 0), uniforms("g.1", 0), uniforms("f.1", 1)])
      expect(other).not.toEqual(first);
    const b = createBuilder("f64");
    expect(uniformFor(b, new Map(), "f.1", [2])).toBeNull();
  });
});
