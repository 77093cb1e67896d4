/** The interpreter as a backend: slow, plain, and the meaning of every program. */

import { Bug, invariant } from "../../diagnostic/bug.ts";
import { at } from "../../tensor/axes.ts";
import { elements, type Dtype, type Slot } from "../../tensor/graph.ts";
import { wrap } from "../../tensor/ops/op.ts";
import type { Executable, Numbers, Program, Runtime } from "../../tensor/program.ts";
import { verify } from "../../tensor/verify.ts";
import { prepare } from "./evaluate.ts";

/** How long the caller's thread is held at a time, in milliseconds. */
const slice = 50;

export function createInterpreter(): Runtime {
  return {
    name: "interpreter",
    compile: async (program) => {
      verify(program.step);
      return new Interpretation(program);
    },
    revive: ({ backend }) => {
      throw new Bug(`${backend} made this program, and the interpreter lets none of its own leave`);
    },
  };
}

/** What a slot of this dtype holds of a number; floats are rounded by their arrays. */
function held(dtype: Dtype, value: number): number {
  return dtype === "f32" || dtype === "f64" ? value : wrap(dtype, value);
}

function zeros(dtype: Dtype, count: number): Numbers {
  switch (dtype) {
    case "f32":
      return new Float32Array(count);
    case "f64":
      return new Float64Array(count);
    case "i32":
      return new Int32Array(count);
    case "u32":
    case "bool":
      return new Uint32Array(count);
  }
}

class Interpretation implements Executable {
  readonly program: Program;
  readonly #step: (inputs: readonly Float64Array[]) => Float64Array[];
  readonly #slots = new Map<string, { readonly slot: Slot; readonly values: Numbers }>();

  constructor(program: Program) {
    this.program = program;
    const { state, inputs, outputs, step } = program;
    invariant(
      step.inputs.length === state.length + inputs.length,
      `${program.name}: inputs do not match the step's`,
    );
    invariant(
      step.outputs.length === state.length + outputs.length,
      `${program.name}: outputs do not match the step's`,
    );
    for (const slot of [...state, ...inputs, ...outputs]) {
      invariant(!this.#slots.has(slot.name), `${program.name}: two slots are called ${slot.name}`);
      this.#slots.set(slot.name, { slot, values: zeros(slot.dtype, elements(slot.shape)) });
    }
    this.#step = prepare(step);
  }

  #at(name: string) {
    const found = this.#slots.get(name);
    if (!found) throw new Bug(`${this.program.name} has no slot ${name}`);
    return found;
  }

  write(name: string, values: ArrayLike<number>, offset = 0): void {
    const { slot, values: target } = this.#at(name);
    invariant(offset + values.length <= target.length, `${name} holds ${target.length} elements`);
    for (let i = 0; i < values.length; i++) target[offset + i] = held(slot.dtype, values[i] as number);
  }

  read(name: string): Numbers {
    return this.#at(name).values.slice();
  }

  view(name: string): Numbers {
    return this.#at(name).values;
  }

  step(count = 1): void {
    const { state, inputs, outputs } = this.program;
    const from = [...state, ...inputs].map(({ name }) => this.#at(name));
    const to = [...state, ...outputs].map(({ name }) => this.#at(name));
    for (let done = 0; done < count; done++) {
      // A step's results may be the very arrays it was given: those are copies, and all are read before any is written.
      const results = this.#step(from.map(({ values }) => Float64Array.from(values)));
      to.forEach(({ values }, i) => values.set(at(results, i)));
    }
  }

  async run(count: number, signal?: AbortSignal): Promise<number> {
    let done = 0;
    while (done < count && !signal?.aborted) {
      const until = performance.now() + slice;
      do {
        this.step();
        done += 1;
      } while (done < count && performance.now() < until);
      if (done < count) await new Promise((resume) => setTimeout(resume, 0));
    }
    return done;
  }

  /** Graphs are made of functions too. */
  portable(): null {
    return null;
  }

  dispose(): void {
    this.#slots.clear();
  }
}
