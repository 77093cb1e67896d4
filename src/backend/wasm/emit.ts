/** From loop programs to WebAssembly: a function a kernel, `step(count)` calling them in order, all memory imported. */

import type { LoopProgram } from "../../lower/loop-program.ts";
import type { Instruction, Module, WasmFunction } from "./assembler.ts";
import { KernelEmitter } from "./kernel-emitter.ts";

export interface EmitOptions {
  readonly shared: boolean;
  /** Whether `relaxed_madd` may be used. */
  readonly relaxed: boolean;
}

export function emit(program: LoopProgram, options: EmitOptions): Module {
  const kernels = program.kernels.map((kernel) =>
    new KernelEmitter(program.buffers, options.relaxed).function(kernel),
  );
  return {
    functions: [...kernels, stepper(kernels.length)],
    pages: Math.max(1, Math.ceil(program.bytes / 65536)),
    shared: options.shared,
  };
}

/** step(count): calls every kernel, count times. */
function stepper(kernels: number): WasmFunction {
  const calls = Array.from({ length: kernels }, (_, index): Instruction => ({ name: "call", a: index }));
  return {
    name: "step",
    parameters: ["i32"],
    locals: [],
    exported: true,
    body: [
      { name: "block" },
      { name: "loop" },
      { name: "local.get", a: 0 },
      { name: "i32.eqz" },
      { name: "br_if", a: 1 },
      ...calls,
      { name: "local.get", a: 0 },
      { name: "i32.const", a: 1 },
      { name: "i32.sub" },
      { name: "local.set", a: 0 },
      { name: "br", a: 0 },
      { name: "end" },
      { name: "end" },
    ],
  };
}
