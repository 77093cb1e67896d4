/** A program becomes WebAssembly: lowered to loops, emitted as one module, given one memory. */

import { lower } from "../../lower/lower.ts";
import type { Buffer } from "../../lower/loop-program.ts";
import type { Executable, Program } from "../../tensor/program.ts";
import { assemble } from "./assembler.ts";
import { emit } from "./emit.ts";
import { instantiate, type Region } from "./executable.ts";
import { hasRelaxedMadd, hasSharedMemory } from "./features.ts";

export interface WasmOptions {
  /** Fused multiply-add: where the machine has it, unless false. */
  readonly relaxed?: boolean;
  /** A memory that a worker may share: where there is one, unless false. Without it steps longer than 50 ms block. */
  readonly shared?: boolean;
  /** Whether temporaries share memory: true unless a test compares. */
  readonly reuse?: boolean;
}

export async function compile(program: Program, options: WasmOptions): Promise<Executable> {
  const relaxed = options.relaxed !== false && hasRelaxedMadd();
  const shared = options.shared !== false && hasSharedMemory();
  const loops = lower(program, { reuse: options.reuse ?? true });
  const module = emit(loops, { shared, relaxed });
  const regions = loops.buffers.flatMap((buffer) => {
    const region = regionOf(buffer);
    return region === null ? [] : [{ region, values: buffer.values ?? [] }];
  });
  const { name, state, inputs, outputs } = program;
  const assembled = {
    program: { name, state, inputs, outputs },
    module: await WebAssembly.compile(assemble(module)),
    pages: module.pages,
    shared,
    regions: regions.map(({ region }) => region),
    // About two billion scalar operations a second before anything is measured.
    pace: loops.kernels.reduce((sum, { cost }) => sum + cost, 0) / 2e6,
  };
  return instantiate(
    assembled,
    regions.map(({ region, values }) => [region, values] as const),
  );
}

/** Null for temporaries, which no one asks for. */
function regionOf({ name, role, dtype, elements, offset }: Buffer): Region | null {
  return role === "temporary" ? null : { name, role, dtype, elements, offset };
}
