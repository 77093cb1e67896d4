/** The backends by the names that users choose them by; each is loaded when it is first wanted. */

import type { Runtime } from "../tensor/program.ts";

export type BackendName = "interpreter" | "wasm";

export const backends: { readonly [P in BackendName]: () => Promise<Runtime> } = {
  /** The meaning of every op, in plain f64 loops: for checking, not for speed. */
  interpreter: async () => (await import("./interpreter/runtime.ts")).createInterpreter(),
  /** One WebAssembly module a program: the default. */
  wasm: async () => (await import("./wasm/runtime.ts")).createWasm(),
};
