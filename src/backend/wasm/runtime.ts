/** The WebAssembly backend: one module and one memory a program. What only compiling needs is loaded by the first program compiled. */

import type { Runtime } from "../../tensor/program.ts";
import type { WasmOptions } from "./compile.ts";
import { revive } from "./executable.ts";

export function createWasm(options: WasmOptions = {}): Runtime {
  return {
    name: "wasm",
    compile: async (program) => (await import("./compile.ts")).compile(program, options),
    revive,
  };
}
