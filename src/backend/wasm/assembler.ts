/** A small assembler of WebAssembly modules: sections, functions and instructions by the specification's names. */

import { Bug } from "../../diagnostic/bug.ts";
import { type OpcodeName, opcodes } from "./opcodes.ts";

export type ValueType = "i32" | "i64" | "f32" | "f64" | "v128";

/** An opcode and its immediates: an index; an offset, and a lane; a constant; 16 bytes. */
export interface Instruction {
  readonly name: OpcodeName;
  readonly a?: number | bigint | readonly number[];
  readonly b?: number;
}

export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly body: readonly Instruction[];
  readonly exported: boolean;
}

export interface Module {
  readonly functions: readonly WasmFunction[];
  /** Pages of 64 KiB of the imported memory `arena.memory`. */
  readonly pages: number;
  readonly shared: boolean;
}

const typeCodes: { readonly [T in ValueType]: number } = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

/** Bytes that grow. */
class Writer {
  private bytes = new Uint8Array(1024);
  private view = new DataView(this.bytes.buffer);
  length = 0;

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    grown.set(this.bytes);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  append(values: ArrayLike<number>): void {
    this.reserve(values.length);
    this.bytes.set(values, this.length);
    this.length += values.length;
  }

  /** Unsigned LEB128. */
  unsigned(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  /** Signed LEB128. */
  signed(value: bigint): void {
    let rest = value;
    for (;;) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      if ((rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40)) return this.byte(low);
      this.byte(low | 0x80);
    }
  }

  /** The same for 32 bits, without big numbers. */
  signed32(value: number): void {
    let rest = value | 0;
    for (;;) {
      const low = rest & 0x7f;
      rest >>= 7;
      if ((rest === 0 && low < 0x40) || (rest === -1 && low >= 0x40)) return this.byte(low);
      this.byte(low | 0x80);
    }
  }

  float32(value: number): void {
    this.reserve(4);
    this.view.setFloat32(this.length, value, true);
    this.length += 4;
  }

  float64(value: number): void {
    this.reserve(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  name(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.unsigned(bytes.length);
    this.append(bytes);
  }

  section(id: number, content: Writer): void {
    this.byte(id);
    this.sized(content);
  }

  sized(content: Writer): void {
    this.unsigned(content.length);
    this.append(content.finished());
  }

  finished(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }
}

export function assemble(module: Module): Uint8Array<ArrayBuffer> {
  const out = new Writer();
  out.append([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  const signatures = [...new Set(module.functions.map(({ parameters }) => parameters.join(" ")))];

  const types = new Writer();
  types.unsigned(signatures.length);
  for (const signature of signatures) {
    const parameters = signature === "" ? [] : signature.split(" ");
    types.byte(0x60);
    types.unsigned(parameters.length);
    for (const type of parameters) types.byte(typeCodes[type as ValueType]);
    types.unsigned(0);
  }
  out.section(1, types);

  const imports = new Writer();
  imports.unsigned(1);
  imports.name("arena");
  imports.name("memory");
  imports.byte(0x02);
  imports.byte(module.shared ? 0x03 : 0x01);
  imports.unsigned(module.pages);
  imports.unsigned(module.pages);
  out.section(2, imports);

  const declarations = new Writer();
  declarations.unsigned(module.functions.length);
  for (const { parameters } of module.functions)
    declarations.unsigned(signatures.indexOf(parameters.join(" ")));
  out.section(3, declarations);

  const exports = new Writer();
  exports.unsigned(module.functions.filter(({ exported }) => exported).length);
  module.functions.forEach(({ name, exported }, index) => {
    if (!exported) return;
    exports.name(name);
    exports.byte(0x00);
    exports.unsigned(index);
  });
  out.section(7, exports);

  const code = new Writer();
  code.unsigned(module.functions.length);
  for (const fn of module.functions) code.sized(functionBody(fn));
  out.section(10, code);
  return out.finished();
}

function functionBody(fn: WasmFunction): Writer {
  const body = new Writer();
  const runs: { type: ValueType; count: number }[] = [];
  for (const type of fn.locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  body.unsigned(runs.length);
  for (const { type, count } of runs) {
    body.unsigned(count);
    body.byte(typeCodes[type]);
  }
  for (const instruction of fn.body) encode(body, instruction);
  body.byte(0x0b);
  return body;
}

function encode(out: Writer, { name, a, b }: Instruction): void {
  const [prefix, code, immediate] = opcodes[name];
  if (prefix === 0) out.byte(code);
  else {
    out.byte(prefix);
    out.unsigned(code);
  }
  switch (immediate) {
    case "none":
      return;
    case "block":
      return out.byte(0x40);
    case "index":
    case "lane":
      return out.unsigned(Number(a));
    case "memory":
    case "memory_lane":
      // No alignment is promised.
      out.unsigned(0);
      out.unsigned(Number(a));
      if (immediate === "memory_lane") out.byte(b ?? 0);
      return;
    case "i32":
      return out.signed32(Number(a));
    case "i64":
      return out.signed(BigInt.asIntN(64, BigInt(a as bigint)));
    case "f32":
      return out.float32(Number(a));
    case "f64":
      return out.float64(Number(a));
    case "bytes":
      if (typeof a !== "object") throw new Bug(`${name} without its bytes`);
      return out.append(a);
  }
}
