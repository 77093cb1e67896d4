/** Fresh momenta by their compiled program (momentum-program.ts): all that a thread needs to draw them. */

import { Bug } from "../../diagnostic/bug.ts";
import { choleskyFactor } from "../../posterior/cholesky.ts";
import type { Executable } from "../../tensor/program.ts";
import type { Key } from "../../tensor/random.ts";
import type { Dynamics } from "./dynamics.ts";
import type { MetricKind } from "./leapfrog.ts";

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
