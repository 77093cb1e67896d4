/** The WebAssembly backend: one module and one memory a program, a step one call. */

import { Bug, invariant } from "../../diagnostic/bug.ts";
import { lower } from "../../lower/lower.ts";
import type { Buffer, LoopProgram } from "../../lower/loop-program.ts";
import type { Executable, Numbers, Program, Runtime } from "../../tensor/program.ts";
import { assemble } from "./assembler.ts";
import { emit } from "./emit.ts";
import { hasRelaxedMadd, hasSharedMemory } from "./features.ts";
import { pause } from "./pause.ts";
import { Stepper } from "./stepper.ts";

export interface WasmOptions {
  /** Fused multiply-add: where the machine has it, unless false. */
  readonly relaxed?: boolean;
  /** A memory that a worker may share: where there is one, unless false. Without it steps longer than 50 ms block. */
  readonly shared?: boolean;
  /** Whether temporaries share memory: true unless a test compares. */
  readonly reuse?: boolean;
}

export function createWasm(options: WasmOptions = {}): Runtime {
  const relaxed = options.relaxed !== false && hasRelaxedMadd();
  const shared = options.shared !== false && hasSharedMemory();
  return {
    name: "wasm",
    compile: async (program) => {
      const loops = lower(program, { reuse: options.reuse ?? true });
      const assembled = emit(loops, { shared, relaxed });
      const module = await WebAssembly.compile(assemble(assembled));
      const { pages } = assembled;
      const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
      const instance = await WebAssembly.instantiate(module, { arena: { memory } });
      return new WasmExecutable(program, loops, module, memory, instance);
    },
  };
}

/** Milliseconds a call may hold the caller's thread, and what one is aimed at. */
const longest = 50;
const aim = 30;

class WasmExecutable implements Executable {
  readonly program: Program;
  private readonly module: WebAssembly.Module;
  private readonly memory: WebAssembly.Memory;
  private readonly slots: ReadonlyMap<string, Buffer>;
  private readonly views = new Map<string, Numbers>();
  private readonly steps: (count: number) => void;
  /** Milliseconds a step, estimated until one is measured. */
  private pace: number;
  private stepper: Stepper | null = null;
  private disposed = false;

  constructor(
    program: Program,
    loops: LoopProgram,
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    instance: WebAssembly.Instance,
  ) {
    this.program = program;
    this.module = module;
    this.memory = memory;
    const named = loops.buffers.filter(
      ({ role }) => role === "state" || role === "input" || role === "output",
    );
    this.slots = new Map(named.map((buffer) => [buffer.name, buffer]));
    const { step } = instance.exports;
    if (typeof step !== "function") throw new Bug("a module without its step");
    this.steps = (count) => step(count);
    // About two billion scalar operations a second before anything is measured.
    this.pace = loops.kernels.reduce((sum, { cost }) => sum + cost, 0) / 2e6;
    for (const buffer of loops.buffers)
      if (buffer.values !== undefined) this.memoryOf(buffer).set(buffer.values);
  }

  write(slot: string, values: ArrayLike<number>, offset = 0): void {
    const buffer = this.slot(slot);
    invariant(buffer.role !== "output", `${slot} is an output`);
    invariant(
      offset >= 0 && offset + values.length <= buffer.elements,
      `${slot} holds ${buffer.elements} numbers`,
    );
    const held = buffer.dtype === "bool" ? Array.from(values, (value) => (value === 0 ? 0 : 1)) : values;
    this.memoryOf(buffer).set(held, offset);
  }

  read(slot: string): Numbers {
    return this.memoryOf(this.slot(slot)).slice();
  }

  view(slot: string): Numbers {
    const known = this.views.get(slot);
    if (known !== undefined) return known;
    const made = this.memoryOf(this.slot(slot));
    this.views.set(slot, made);
    return made;
  }

  step(count = 1): void {
    invariant(!this.disposed, "this program has been disposed of");
    this.steps(count);
  }

  async run(count: number, signal?: AbortSignal): Promise<number> {
    let done = 0;
    while (done < count && signal?.aborted !== true && !this.disposed) {
      if (this.pace > longest && this.memory.buffer instanceof SharedArrayBuffer) {
        this.stepper ??= await Stepper.start(this.module, this.memory);
        return done + (await this.stepper.run(count - done, signal));
      }
      const chunk = Math.max(1, Math.min(count - done, Math.floor(aim / this.pace)));
      const before = performance.now();
      this.step(chunk);
      done += chunk;
      // Doubling at most: the first calls are slower, and clocks are coarse.
      this.pace = Math.max((performance.now() - before) / chunk, this.pace / 2, 1e-5);
      if (done < count) await pause();
    }
    return done;
  }

  dispose(): void {
    this.disposed = true;
    this.stepper?.end();
    this.stepper = null;
  }

  private slot(name: string): Buffer {
    const buffer = this.slots.get(name);
    if (buffer === undefined) throw new Bug(`no slot ${name}`);
    return buffer;
  }

  private memoryOf({ dtype, offset, elements }: Buffer): Numbers {
    const { buffer } = this.memory;
    switch (dtype) {
      case "f32":
        return new Float32Array(buffer, offset, elements);
      case "f64":
        return new Float64Array(buffer, offset, elements);
      case "u32":
      case "bool":
        return new Uint32Array(buffer, offset, elements);
      case "i32":
        return new Int32Array(buffer, offset, elements);
    }
  }
}
