/**
 * A fresh momentum as a Program: p ~ N(0, M), from standard normals z. With M⁻¹ = F Fᵀ it is p = F⁻ᵀ z, its velocity
 * M⁻¹ p = F z and its kinetic energy ½ zᵀ z; F is the square root of a diagonal, or the lower Cholesky factor.
 */

import { createBuilder } from "../../tensor/build.ts";
import type { Slot } from "../../tensor/graph.ts";
import type { Program } from "../../tensor/program.ts";
import type { MetricKind } from "./leapfrog.ts";

/** Inputs `:key`, `:step` and `:factor`; outputs `:momentum`, `:velocity` and `:kinetic`. */
export function momentumProgram(size: number, kind: MetricKind): Program {
  const b = createBuilder("f64");
  const key = b.input(":key", [2], "u32");
  const step = b.input(":step", [], "u32");
  const factor = b.input(":factor", kind === "diag" ? [size] : [size, size], "f64");
  const normals = b.random("normal", key, step, 0, [size]);
  const solved = () => b.reshape(b.triangularSolve(factor, b.reshape(normals, [size, 1]), true), [size]);
  const momentum = kind === "diag" ? b.div(normals, factor) : solved();
  const velocity = kind === "diag" ? b.mul(normals, factor) : b.dot(factor, normals, [[1], [0]]);
  const kinetic = b.mul(0.5, b.sum(b.square(normals)));
  const vector = (name: string): Slot => ({ name, shape: [size], dtype: "f64" });
  return {
    name: "momentum",
    state: [],
    inputs: b.inputs,
    outputs: [vector(":momentum"), vector(":velocity"), { name: ":kinetic", shape: [], dtype: "f64" }],
    step: b.finish([momentum, velocity, kinetic]),
  };
}
