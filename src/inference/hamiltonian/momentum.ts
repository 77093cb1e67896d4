/**
 * A fresh momentum as a Program: p ~ N(0, M), from standard normals z. With M⁻¹ = F Fᵀ it is p = F⁻ᵀ z, its velocity
 * M⁻¹ p = F z and its kinetic energy ½ zᵀ z; F is the square root of a diagonal, or the lower Cholesky factor.
 */

import { Bug } from "../../diagnostic/bug.ts";
import { choleskyFactor } from "../../posterior/sites.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Slot } from "../../tensor/graph.ts";
import type { Executable, Program } from "../../tensor/program.ts";
import type { Key } from "../../tensor/random.ts";
import type { Dynamics } from "./dynamics.ts";
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

export class Momentum {
  readonly #executable: Executable;
  readonly #kind: MetricKind;
  readonly #key: Uint32Array;
  readonly #step: Uint32Array;
  readonly #factor: Float64Array;
  readonly #momentum: Float64Array;
  readonly #velocity: Float64Array;
  readonly #kinetic: Float64Array;

  constructor(executable: Executable, kind: MetricKind) {
    const words = (slot: string): Uint32Array => {
      const found = executable.view(slot);
      if (!(found instanceof Uint32Array)) throw new Bug(`${slot} holds no words`);
      return found;
    };
    const floats = (slot: string): Float64Array => {
      const found = executable.view(slot);
      if (!(found instanceof Float64Array)) throw new Bug(`${slot} does not hold 64 bits`);
      return found;
    };
    this.#executable = executable;
    this.#kind = kind;
    this.#key = words(":key");
    this.#step = words(":step");
    this.#factor = floats(":factor");
    this.#momentum = floats(":momentum");
    this.#velocity = floats(":velocity");
    this.#kinetic = floats(":kinetic");
  }

  /** Takes the inverse metric that momenta belong to. */
  metric(inverse: Float64Array): void {
    this.#factor.set(
      this.#kind === "diag" ? inverse.map(Math.sqrt) : choleskyFactor(inverse, this.#momentum.length),
    );
  }

  /** The momentum of (key, step), with its velocity and kinetic energy. */
  refresh(dynamics: Dynamics, key: Key, step: number): void {
    [this.#key[0], this.#key[1]] = key;
    this.#step[0] = step;
    this.#executable.step(1);
    dynamics.momentum.set(this.#momentum);
    dynamics.velocity.set(this.#velocity);
    dynamics.kinetic[0] = this.#kinetic[0] as number;
  }

  dispose(): void {
    this.#executable.dispose();
  }
}
