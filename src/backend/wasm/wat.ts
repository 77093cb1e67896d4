/** Prints modules in WebAssembly's text format: `--emit wat`. */

import type { Instruction, Module, WasmFunction } from "./assembler.ts";
import { opcodes } from "./opcodes.ts";

export function printWat(module: Module): string {
  const shared = module.shared ? " shared" : "";
  const memory = `  (import "arena" "memory" (memory ${module.pages} ${module.pages}${shared}))`;
  return `(module\n${memory}\n${module.functions.map((fn) => printFunction(fn, module.functions)).join("\n")}\n)\n`;
}

function printFunction(fn: WasmFunction, functions: readonly WasmFunction[]): string {
  const exported = fn.exported ? ` (export "${fn.name}")` : "";
  const parameters = fn.parameters.length === 0 ? "" : ` (param ${fn.parameters.join(" ")})`;
  const lines = [`  (func $${fn.name}${exported}${parameters}`];
  if (fn.locals.length > 0) lines.push(`    (local ${fn.locals.join(" ")})`);
  let depth = 2;
  for (const instruction of fn.body) {
    if (instruction.name === "end") depth--;
    lines.push(`${"  ".repeat(depth)}${printInstruction(instruction, functions)}`);
    if (instruction.name === "block" || instruction.name === "loop") depth++;
  }
  return `${lines.join("\n")}\n  )`;
}

function printNumber(value: number | bigint): string {
  if (typeof value === "bigint") return String(value);
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

function printInstruction({ name, a, b }: Instruction, functions: readonly WasmFunction[]): string {
  const [, , immediate] = opcodes[name];
  switch (immediate) {
    case "none":
    case "block":
      return name;
    case "memory":
      return a === 0 ? name : `${name} offset=${String(a)}`;
    case "memory_lane":
      return `${name} offset=${String(a)} ${b ?? 0}`;
    case "bytes":
      return `${name} ${name === "v128.const" ? "i8x16 " : ""}${typeof a === "object" ? a.join(" ") : ""}`;
    case "index":
      return name === "call" ? `call $${functions[Number(a)]?.name ?? String(a)}` : `${name} ${String(a)}`;
    case "lane":
    case "i32":
    case "i64":
    case "f32":
    case "f64":
      return `${name} ${typeof a === "object" ? "" : printNumber(a ?? 0)}`;
  }
}
