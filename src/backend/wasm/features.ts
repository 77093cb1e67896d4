/** What this machine's WebAssembly can do, found by validating tiny modules. */

import { assemble, type Instruction } from "./assembler.ts";

const zero: Instruction = { name: "v128.const", a: Array.from<number>({ length: 16 }).fill(0) };

/** Whether vectors have fused multiply-add (relaxed SIMD). */
export function hasRelaxedMadd(): boolean {
  const body: readonly Instruction[] = [
    zero,
    zero,
    zero,
    { name: "f32x4.relaxed_madd" },
    { name: "local.set", a: 0 },
  ];
  const probe = { name: "probe", parameters: [], locals: ["v128"] as const, body, exported: false };
  return WebAssembly.validate(assemble({ functions: [probe], pages: 1, shared: false }));
}

/** Whether memory can be shared with a worker. */
export function hasSharedMemory(): boolean {
  return typeof SharedArrayBuffer === "function";
}
