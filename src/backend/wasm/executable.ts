/** A program in WebAssembly at work: a module, a memory of its own, a step one call. */

import { Bug, invariant } from "../../diagnostic/bug.ts";
import type { Dtype } from "../../shape/dtype.ts";
import type { Executable, Numbers, Portable, Program } from "../../tensor/program.ts";
import { pause } from "../threads/pause.ts";
import { Stepper } from "./stepper.ts";

/** Where a named slot, or a constant, lies in the arena. */
export interface Region {
  readonly name: string;
  readonly role: "state" | "input" | "output" | "constant";
  readonly dtype: Dtype;
  readonly elements: number;
  /** In bytes. */
  readonly offset: number;
}

/** Everything that a thread needs to run a program, as plain data. */
export interface Assembled {
  readonly program: Omit<Program, "step">;
  readonly module: WebAssembly.Module;
  /** Of 65,536 bytes. */
  readonly pages: number;
  readonly shared: boolean;
  readonly regions: readonly Region[];
  /** Milliseconds that a step takes, about. */
  readonly pace: number;
}

/** An assembled program and what its regions held: outputs and temporaries are made anew by the next step. */
interface Packed extends Assembled {
  readonly contents: readonly (readonly [region: Region, numbers: Numbers])[];
}

/** A program with memory of its own, its constants in place. */
export async function instantiate(
  assembled: Assembled,
  contents: readonly (readonly [Region, ArrayLike<number>])[],
): Promise<Executable> {
  const { pages, shared, module } = assembled;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  const instance = await WebAssembly.instantiate(module, { arena: { memory } });
  return new WasmExecutable(assembled, memory, instance, contents);
}

/** What another thread's program left its thread as, at work in this one. */
export function revive({ backend, content }: Portable): Promise<Executable> {
  invariant(backend === "wasm", `${backend} made this program, and WebAssembly is asked to run it`);
  const packed = content as Packed;
  return instantiate(packed, packed.contents);
}

/** Milliseconds a call may hold the caller's thread, and what one is aimed at. */
const longest = 50;
const aim = 30;

class WasmExecutable implements Executable {
  readonly program: Omit<Program, "step">;
  private readonly assembled: Assembled;
  private readonly memory: WebAssembly.Memory;
  private readonly slots: ReadonlyMap<string, Region>;
  private readonly views = new Map<string, Numbers>();
  private readonly steps: (count: number) => void;
  /** Milliseconds a step, estimated until one is measured. */
  private pace: number;
  /** Milliseconds that runs have held the caller's thread since it last had a turn. */
  private held = 0;
  private stepper: Stepper | null = null;
  private disposed = false;

  constructor(
    assembled: Assembled,
    memory: WebAssembly.Memory,
    instance: WebAssembly.Instance,
    contents: readonly (readonly [Region, ArrayLike<number>])[],
  ) {
    this.program = assembled.program;
    this.assembled = assembled;
    this.memory = memory;
    this.pace = assembled.pace;
    const named = assembled.regions.filter(({ role }) => role !== "constant");
    this.slots = new Map(named.map((region) => [region.name, region]));
    const { step } = instance.exports;
    if (typeof step !== "function") throw new Bug("a module without its step");
    this.steps = (count) => step(count);
    for (const [region, numbers] of contents) this.memoryOf(region).set(numbers);
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
        this.stepper ??= await Stepper.start(this.assembled.module, this.memory);
        return done + (await this.stepper.run(count - done, signal));
      }
      const chunk = Math.max(1, Math.min(count - done, Math.floor(aim / this.pace)));
      const before = performance.now();
      this.step(chunk);
      done += chunk;
      // Doubling at most: the first calls are slower, and clocks are coarse.
      const took = performance.now() - before;
      this.pace = Math.max(took / chunk, this.pace / 2, 1e-5);
      this.held += took;
      // Many short runs one after another hold the thread as a long one does.
      if (done < count || this.held >= aim) {
        await pause();
        this.held = 0;
      }
    }
    return done;
  }

  portable(): Portable {
    const kept = this.assembled.regions.filter(({ role }) => role !== "output");
    const contents = kept.map((region) => [region, this.memoryOf(region).slice()] as const);
    return { backend: "wasm", content: { ...this.assembled, contents } satisfies Packed };
  }

  dispose(): void {
    this.disposed = true;
    this.stepper?.end();
    this.stepper = null;
  }

  private slot(name: string): Region {
    const buffer = this.slots.get(name);
    if (buffer === undefined) throw new Bug(`no slot ${name}`);
    return buffer;
  }

  private memoryOf({ dtype, offset, elements }: Region): Numbers {
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
