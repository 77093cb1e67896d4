/** From loop programs to WebAssembly: a function a kernel, `step(count)` calling them in order, all memory imported. */

import { Bug } from "../../diagnostic/bug.ts";
import type {
  Address,
  Affine,
  Buffer,
  Kernel,
  Loop,
  LoopProgram,
  Statement,
  Value,
  Variable,
} from "../../lower/loop-program.ts";
import type { Instruction, Module, ValueType, WasmFunction } from "./assembler.ts";
import { findInlined, stackOrder } from "./inlining.ts";
import {
  arithmetic,
  demoted,
  joined,
  operation,
  replaced,
  sizeOf,
  takesTwice,
  typeOf,
} from "./instructions.ts";

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

class KernelEmitter {
  private readonly buffers: readonly Buffer[];
  private readonly relaxed: boolean;
  private readonly locals: ValueType[] = [];
  private readonly body: Instruction[] = [];
  private readonly ofValue = new Map<number, number>();
  /** Index and accumulator locals by id, partial addresses by key. */
  private readonly ofId = new Map<number, number>();
  private readonly ofPrefix = new Map<string, number>();
  /** Values used once, where they are made. */
  private inlined: ReadonlySet<number> = new Set();

  constructor(buffers: readonly Buffer[], relaxed: boolean) {
    this.buffers = buffers;
    this.relaxed = relaxed;
  }

  function(kernel: Kernel): WasmFunction {
    this.inlined = findInlined(kernel.body);
    this.statements(kernel.body);
    return { name: kernel.name, parameters: [], locals: this.locals, body: this.body, exported: false };
  }

  private statements(body: readonly Statement[]): void {
    for (const statement of body) {
      switch (statement.kind) {
        case "let":
          if (this.inlined.has(statement.value.id)) break;
          this.make(statement.value);
          this.put("local.set", this.newLocal(this.ofValue, statement.value.id, typeOf(statement.value)));
          break;
        case "variable":
          this.push(statement.initial);
          this.put("local.set", this.newLocal(this.ofId, statement.variable.id, typeOf(statement.variable)));
          break;
        case "assign":
          this.push(statement.value);
          this.put("local.set", this.localOf(statement.variable));
          break;
        case "store":
          this.store(statement);
          break;
        case "loop":
          this.loop(statement);
          break;
      }
    }
  }

  private loop(loop: Loop): void {
    const index = this.newLocal(this.ofId, loop.index.id, "i32");
    const fixed = loop.start.terms.length === 0 && loop.end.terms.length === 0;
    if (fixed && loop.start.constant >= loop.end.constant) return;
    this.affine(loop.start, 1);
    this.put("local.set", index);
    if (!fixed) {
      this.put("block");
      this.put("local.get", index);
      this.affine(loop.end, 1);
      this.put("i32.ge_s");
      this.put("br_if", 0);
    }
    this.put("loop");
    this.prefixes(loop);
    this.statements(loop.body);
    this.put("local.get", index);
    this.put("i32.const", loop.step);
    this.put("i32.add");
    this.put("local.tee", index);
    this.affine(loop.end, 1);
    this.put("i32.lt_s");
    this.put("br_if", 0);
    this.put("end");
    if (!fixed) this.put("end");
  }

  /** At the head of a loop, the parts of addresses that its index completes, for this body and the loops inside. */
  private prefixes(loop: Loop): void {
    const wanted = new Map<string, { terms: Affine["terms"]; size: number }>();
    const want = ({ terms }: Affine, size: number): void => {
      const last = terms.findIndex(({ index }) => index === loop.index);
      if (last < 0) return;
      const prefix = terms.slice(0, last + 1);
      wanted.set(prefixKey(prefix, size), { terms: prefix, size });
    };
    const visit = (body: readonly Statement[]): void => {
      for (const statement of body) {
        if (statement.kind === "loop") visit(statement.body);
        else if (statement.kind === "store") want(statement.at, sizeOf[statement.value.element]);
        else if (statement.kind === "let") {
          const { recipe, element } = statement.value;
          if (recipe.kind === "load") want(recipe.at, sizeOf[element]);
          if (recipe.kind === "affine") want(recipe.at, 1);
        }
      }
    };
    visit(loop.body);
    for (const [key, { terms, size }] of wanted) {
      this.terms(terms.slice(0, -1), size);
      const last = terms.at(-1);
      if (last !== undefined) this.term(this.idOf(last.index.id), last.coefficient * size);
      if (terms.length > 1) this.put("i32.add");
      const known = this.ofPrefix.get(key);
      const local = known ?? this.locals.push("i32") - 1;
      this.ofPrefix.set(key, local);
      this.put("local.set", local);
    }
  }

  /** Pushes Σ coefficient · index · size: from a local where a loop's head made one. */
  private terms(terms: Affine["terms"], size: number): void {
    if (terms.length === 0) return;
    const known = this.ofPrefix.get(prefixKey(terms, size));
    if (known !== undefined) return this.put("local.get", known);
    terms.forEach(({ index, coefficient }, i) => {
      this.term(this.idOf(index.id), coefficient * size);
      if (i > 0) this.put("i32.add");
    });
  }

  private term(local: number, factor: number): void {
    this.put("local.get", local);
    if (factor === 1) return;
    const power = Math.log2(factor);
    this.put("i32.const", Number.isInteger(power) ? power : factor);
    this.put(Number.isInteger(power) ? "i32.shl" : "i32.mul");
  }

  private affine({ constant, terms }: Affine, size: number): void {
    this.terms(terms, size);
    if (constant === 0 && terms.length > 0) return;
    this.put("i32.const", constant * size);
    if (terms.length > 0) this.put("i32.add");
  }

  /** Pushes an address; gives the offset that goes into the instruction. */
  private address(buffer: number, at: Address, size: number): number {
    const place = this.buffers[buffer];
    if (place === undefined) throw new Bug(`no buffer ${buffer}`);
    const offset = place.offset + at.constant * size;
    this.terms(at.terms, size);
    let pushed = at.terms.length > 0;
    for (const { value, coefficient } of at.indirect) {
      this.push(value);
      this.put("i32.const", coefficient * size);
      this.put("i32.mul");
      if (pushed) this.put("i32.add");
      pushed = true;
    }
    if (!pushed) this.put("i32.const", 0);
    // The machine adds the offset to an unsigned address: one that may be negative takes it in first.
    if (!at.terms.some(({ coefficient }) => coefficient < 0) && offset >= 0) return offset;
    this.put("i32.const", offset);
    this.put("i32.add");
    return 0;
  }

  private store({ buffer, at, value, active }: Extract<Statement, { kind: "store" }>): void {
    const size = sizeOf[value.element];
    const put = (name: Instruction["name"], more: number, lane?: number): void => {
      const offset = this.address(buffer, at, size);
      this.push(value);
      this.body.push(lane === undefined ? { name, a: offset + more } : { name, a: offset + more, b: lane });
    };
    if (value.lanes === 1) {
      if (value.element !== "f32" && value.element !== "f64" && value.element !== "i32")
        throw new Bug(`${value.element} in memory`);
      return put(`${value.element}.store`, 0);
    }
    const bytes = active * size;
    if (bytes === 16) return put("v128.store", 0);
    if (bytes >= 8) put("v128.store64_lane", 0, 0);
    if (bytes === 12) put("v128.store32_lane", 8, 2);
    if (bytes === 4) put("v128.store32_lane", 0, 0);
  }

  /** Pushes a value: from its local, or made on the spot. */
  private push(value: Value): void {
    if (this.inlined.has(value.id)) return this.make(value);
    const local = this.ofValue.get(value.id);
    if (local === undefined) throw new Bug(`value ${value.id} is used before it is made`);
    this.put("local.get", local);
  }

  private make(value: Value): void {
    const { recipe } = value;
    switch (recipe.kind) {
      case "affine":
        return this.affine(recipe.at, 1);
      case "read":
        return this.put("local.get", this.localOf(recipe.variable));
      case "load":
        return this.load(value, recipe.buffer, recipe.at);
      case "splat":
        if (recipe.x.recipe.kind !== "load" || !this.inlined.has(recipe.x.id)) break;
        return this.load(value, recipe.x.recipe.buffer, recipe.x.recipe.at);
      case "pack":
        recipe.parts.forEach((part, lane) => {
          this.push(part);
          if (lane === 0) this.body.push({ name: `${vectorOf(value)}.splat` });
          else this.body.push(replaced(value.element, lane));
        });
        return;
      case "binary":
        if (recipe.op !== "demote_pair") break;
        for (const half of [recipe.x, recipe.y]) {
          this.push(half);
          this.body.push(...demoted());
        }
        this.body.push(...joined());
        return;
      case "fma":
        if (operation(value, this.relaxed) !== null) break;
        this.push(recipe.x);
        this.push(recipe.y);
        this.body.push(arithmetic("mul", value));
        this.push(recipe.z);
        this.body.push(arithmetic("add", value));
        return;
      default:
        break;
    }
    for (const operand of stackOrder(value)) this.push(operand);
    if (takesTwice(value)) for (const operand of stackOrder(value)) this.push(operand);
    this.body.push(...(operation(value, this.relaxed) ?? []));
  }

  private load(value: Value, buffer: number, at: Address): void {
    const size = sizeOf[value.element];
    const offset = this.address(buffer, at, size);
    if (value.recipe.kind === "splat")
      return this.put(size === 8 ? "v128.load64_splat" : "v128.load32_splat", offset);
    if (value.lanes > 1) {
      this.body.push({ name: value.lanes * size === 16 ? "v128.load" : "v128.load64_zero", a: offset });
      return;
    }
    if (value.element !== "f32" && value.element !== "f64" && value.element !== "i32")
      throw new Bug(`${value.element} in memory`);
    this.body.push({ name: `${value.element}.load`, a: offset });
  }

  private put(name: Instruction["name"], a?: number): void {
    this.body.push(a === undefined ? { name } : { name, a });
  }

  private newLocal(map: Map<number, number>, id: number, type: ValueType): number {
    const local = this.locals.push(type) - 1;
    map.set(id, local);
    return local;
  }

  private localOf(variable: Variable): number {
    return this.idOf(variable.id);
  }

  private idOf(id: number): number {
    const local = this.ofId.get(id);
    if (local === undefined) throw new Bug(`no variable ${id}`);
    return local;
  }
}

function vectorOf({ element }: Value): "f32x4" | "f64x2" | "i32x4" {
  if (element === "f32") return "f32x4";
  return element === "f64" ? "f64x2" : "i32x4";
}

function prefixKey(terms: Affine["terms"], size: number): string {
  return terms.map(({ index, coefficient }) => `${index.id}*${coefficient * size}`).join("+");
}
