/** A kernel as a function: its statements in order, each value in a local unless it is used where it is made. */

import { Bug } from "../../diagnostic/bug.ts";
import type { Address, Buffer, Kernel, Loop, Statement, Value } from "../../lower/loop-program.ts";
import { Addresses } from "./addresses.ts";
import type { Instruction, WasmFunction } from "./assembler.ts";
import { Code } from "./code.ts";
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

export class KernelEmitter {
  private readonly code = new Code();
  private readonly addresses: Addresses;
  private readonly relaxed: boolean;
  /** Values used once, where they are made. */
  private inlined: ReadonlySet<number> = new Set();

  constructor(buffers: readonly Buffer[], relaxed: boolean) {
    this.addresses = new Addresses(this.code, buffers);
    this.relaxed = relaxed;
  }

  function(kernel: Kernel): WasmFunction {
    this.inlined = findInlined(kernel.body);
    this.statements(kernel.body);
    return {
      name: kernel.name,
      parameters: [],
      locals: this.code.locals,
      body: this.code.body,
      exported: false,
    };
  }

  private statements(body: readonly Statement[]): void {
    for (const statement of body) {
      switch (statement.kind) {
        case "let":
          if (this.inlined.has(statement.value.id)) break;
          this.make(statement.value);
          this.code.put("local.set", this.code.keep(statement.value.id, typeOf(statement.value)));
          break;
        case "variable":
          this.push(statement.initial);
          this.code.put("local.set", this.code.keep(statement.variable.id, typeOf(statement.variable)));
          break;
        case "assign":
          this.push(statement.value);
          this.code.put("local.set", this.code.localOf(statement.variable.id));
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
    const index = this.code.keep(loop.index.id, "i32");
    const fixed = loop.start.terms.length === 0 && loop.end.terms.length === 0;
    if (fixed && loop.start.constant >= loop.end.constant) return;
    this.addresses.affine(loop.start, 1);
    this.code.put("local.set", index);
    if (!fixed) {
      this.code.put("block");
      this.code.put("local.get", index);
      this.addresses.affine(loop.end, 1);
      this.code.put("i32.ge_s");
      this.code.put("br_if", 0);
    }
    this.code.put("loop");
    this.addresses.prefixes(loop);
    this.statements(loop.body);
    this.code.put("local.get", index);
    this.code.put("i32.const", loop.step);
    this.code.put("i32.add");
    this.code.put("local.tee", index);
    this.addresses.affine(loop.end, 1);
    this.code.put("i32.lt_s");
    this.code.put("br_if", 0);
    this.code.put("end");
    if (!fixed) this.code.put("end");
  }

  private store({ buffer, at, value, active }: Extract<Statement, { kind: "store" }>): void {
    const size = sizeOf[value.element];
    const put = (name: Instruction["name"], more: number, lane?: number): void => {
      const offset = this.addresses.address(buffer, at, size, (inner) => this.push(inner));
      this.push(value);
      this.code.body.push(
        lane === undefined ? { name, a: offset + more } : { name, a: offset + more, b: lane },
      );
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
    this.code.put("local.get", this.code.localOf(value.id));
  }

  private make(value: Value): void {
    const { recipe } = value;
    switch (recipe.kind) {
      case "affine":
        return this.addresses.affine(recipe.at, 1);
      case "read":
        return this.code.put("local.get", this.code.localOf(recipe.variable.id));
      case "load":
        return this.load(value, recipe.buffer, recipe.at);
      case "splat":
        if (recipe.x.recipe.kind !== "load" || !this.inlined.has(recipe.x.id)) break;
        return this.load(value, recipe.x.recipe.buffer, recipe.x.recipe.at);
      case "pack":
        recipe.parts.forEach((part, lane) => {
          this.push(part);
          if (lane === 0) this.code.body.push({ name: `${vectorOf(value)}.splat` });
          else this.code.body.push(replaced(value.element, lane));
        });
        return;
      case "binary":
        if (recipe.op !== "demote_pair") break;
        for (const half of [recipe.x, recipe.y]) {
          this.push(half);
          this.code.add(demoted());
        }
        this.code.add(joined());
        return;
      case "fma":
        if (operation(value, this.relaxed) !== null) break;
        this.push(recipe.x);
        this.push(recipe.y);
        this.code.body.push(arithmetic("mul", value));
        this.push(recipe.z);
        this.code.body.push(arithmetic("add", value));
        return;
      default:
        break;
    }
    for (const operand of stackOrder(value)) this.push(operand);
    if (takesTwice(value)) for (const operand of stackOrder(value)) this.push(operand);
    this.code.add(operation(value, this.relaxed) ?? []);
  }

  private load(value: Value, buffer: number, at: Address): void {
    const size = sizeOf[value.element];
    const offset = this.addresses.address(buffer, at, size, (inner) => this.push(inner));
    if (value.recipe.kind === "splat")
      return this.code.put(size === 8 ? "v128.load64_splat" : "v128.load32_splat", offset);
    if (value.lanes > 1) {
      this.code.body.push({ name: value.lanes * size === 16 ? "v128.load" : "v128.load64_zero", a: offset });
      return;
    }
    if (value.element !== "f32" && value.element !== "f64" && value.element !== "i32")
      throw new Bug(`${value.element} in memory`);
    this.code.body.push({ name: `${value.element}.load`, a: offset });
  }
}

function vectorOf({ element }: Value): "f32x4" | "f64x2" | "i32x4" {
  if (element === "f32") return "f32x4";
  return element === "f64" ? "f64x2" : "i32x4";
}
