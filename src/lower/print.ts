/** Prints loop programs for people: `--emit lowered`. */

import { bytesOf } from "../shape/dtype.ts";
import type {
  Address,
  Affine,
  Buffer,
  Kernel,
  LoopIndex,
  LoopProgram,
  Statement,
  Value,
} from "./loop-program.ts";

const letters = "ijklmnop";

export function printLoops(program: LoopProgram): string {
  const lines = [`program ${program.name}: ${program.bytes} bytes`, ""];
  for (const buffer of program.buffers) lines.push(printBuffer(buffer));
  for (const kernel of program.kernels) lines.push("", ...printKernel(kernel, program.buffers));
  return `${lines.join("\n")}\n`;
}

function printBuffer({ name, role, dtype, elements, offset, lifetime }: Buffer): string {
  const alive = lifetime === undefined ? "" : `, kernels ${lifetime[0]}–${lifetime[1]}`;
  return `${role} ${name}: ${dtype} × ${elements} at ${offset}–${offset + elements * bytesOf[dtype]}${alive}`;
}

function printKernel(kernel: Kernel, buffers: readonly Buffer[]): string[] {
  const printer = new KernelPrinter(buffers);
  return [`kernel ${kernel.name}`, ...printer.statements(kernel.body, "  ")];
}

class KernelPrinter {
  private readonly buffers: readonly Buffer[];

  constructor(buffers: readonly Buffer[]) {
    this.buffers = buffers;
  }

  statements(body: readonly Statement[], indent: string): string[] {
    return body.flatMap((statement) => {
      switch (statement.kind) {
        case "let":
          return statement.value.recipe.kind === "constant"
            ? []
            : [`${indent}v${statement.value.id} = ${this.recipe(statement.value)}`];
        case "variable":
          return [`${indent}var a${statement.variable.id} = ${show(statement.initial)}`];
        case "assign":
          return [`${indent}a${statement.variable.id} = ${show(statement.value)}`];
        case "store": {
          const width = statement.active === 1 ? "" : ` × ${statement.active}`;
          return [
            `${indent}${this.place(statement.buffer, statement.at)}${width} = ${show(statement.value)}`,
          ];
        }
        case "loop": {
          const { index, start, end, step, parallel } = statement;
          const by = step === 1 ? "" : ` by ${step}`;
          const head = `${indent}${parallel ? "parallel " : ""}for ${nameOf(index)} in ${affine(start)} .. ${affine(end)}${by}`;
          return [head, ...this.statements(statement.body, `${indent}  `)];
        }
      }
    });
  }

  private place(buffer: number, at: Address): string {
    const gathered = at.indirect.map(({ value, coefficient }) => `${coefficient}·${show(value)}`);
    const direct = affine(at);
    const inside = [...gathered, ...(direct === "0" && gathered.length > 0 ? [] : [direct])].join(" + ");
    return `${this.buffers[buffer]?.name ?? buffer}[${inside}]`;
  }

  private recipe(value: Value): string {
    const { recipe, element, lanes } = value;
    const type = lanes === 1 ? element : `${element}×${lanes}`;
    switch (recipe.kind) {
      case "constant":
        return String(recipe.value);
      case "ramp":
        return `ramp ${type}`;
      case "prefix":
        return `first ${recipe.active} of ${type}`;
      case "affine":
        return affine(recipe.at);
      case "load":
        return `${type} ${this.place(recipe.buffer, recipe.at)}`;
      case "unary":
        return `${recipe.op} ${show(recipe.x)}${recipe.op.startsWith("convert") || recipe.op === "reinterpret" ? ` as ${type}` : ""}`;
      case "binary":
        return `${recipe.op} ${show(recipe.x)} ${show(recipe.y)}`;
      case "shift":
        return `${recipe.op} ${show(recipe.x)} ${recipe.amount}`;
      case "select":
        return `select ${show(recipe.condition)} ${show(recipe.x)} ${show(recipe.y)}`;
      case "fma":
        return `fma ${show(recipe.x)} ${show(recipe.y)} ${show(recipe.z)}`;
      case "splat":
        return `splat ${show(recipe.x)} to ${type}`;
      case "pack":
        return `pack ${recipe.parts.map(show).join(" ")}`;
      case "extract":
        return `lane ${recipe.lane} of ${show(recipe.x)}`;
      case "read":
        return `a${recipe.variable.id}`;
    }
  }
}

function show({ id, recipe }: Value): string {
  return recipe.kind === "constant" ? String(recipe.value) : `v${id}`;
}

function nameOf({ depth, id }: LoopIndex): string {
  return `${letters[depth - 1] ?? "q"}${id}`;
}

function affine({ constant, terms }: Affine): string {
  const parts = terms.map(({ index, coefficient }) =>
    coefficient === 1 ? nameOf(index) : `${coefficient}·${nameOf(index)}`,
  );
  return constant === 0 && parts.length > 0 ? parts.join(" + ") : [...parts, String(constant)].join(" + ");
}
