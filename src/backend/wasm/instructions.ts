/** The instructions of a value's recipe, its operands being on the stack: a loop program's vocabulary in WebAssembly's. */

import { Bug } from "../../diagnostic/bug.ts";
import type { BinaryOp, Element, Recipe, Value, Variable } from "../../lower/loop-program.ts";
import type { Instruction, ValueType } from "./assembler.ts";
import { type OpcodeName, opcodes } from "./opcodes.ts";

const shapeOf: { readonly [E in Element]: "f32x4" | "f64x2" | "i32x4" | "i64x2" } = {
  f32: "f32x4",
  f64: "f64x2",
  i32: "i32x4",
  i64: "i64x2",
  mask32: "i32x4",
  mask64: "i64x2",
};

const scalarOf: { readonly [E in Element]: Exclude<ValueType, "v128"> } = {
  f32: "f32",
  f64: "f64",
  i32: "i32",
  i64: "i64",
  mask32: "i32",
  mask64: "i32",
};

export const sizeOf: { readonly [E in Element]: number } = {
  f32: 4,
  f64: 8,
  i32: 4,
  i64: 8,
  mask32: 4,
  mask64: 8,
};

export function typeOf({ element, lanes }: Value | Variable): ValueType {
  return lanes === 1 ? scalarOf[element] : "v128";
}

/** The instruction of that name; the names are put together from parts, so they are looked up. */
function named(name: string): Instruction {
  if (!(name in opcodes)) throw new Bug(`no instruction ${name}`);
  return { name: name as OpcodeName };
}

/** The 16 bytes of four or two equal or different numbers. */
function bytesOfLanes(element: Element, numbers: readonly (number | bigint)[]): readonly number[] {
  const view = new DataView(new ArrayBuffer(16));
  const size = sizeOf[element];
  numbers.slice(0, 16 / size).forEach((number, i) => {
    if (element === "f32") view.setFloat32(i * 4, Number(number), true);
    else if (element === "f64") view.setFloat64(i * 8, Number(number), true);
    else if (size === 4) view.setInt32(i * 4, Number(number), true);
    else view.setBigInt64(i * 8, BigInt(number), true);
  });
  return [...new Uint8Array(view.buffer)];
}

function constant({ element, lanes }: Value, numbers: readonly (number | bigint)[]): Instruction {
  if (lanes > 1) return { name: "v128.const", a: bytesOfLanes(element, numbers) };
  const type = scalarOf[element];
  return { name: `${type}.const`, a: numbers[0] ?? 0 };
}

const bitwise: readonly BinaryOp[] = ["and", "or", "xor"];
const vectorComparisons: { readonly [op: string]: string } = { lt: "lt_s", le: "le_s" };

function binary(op: BinaryOp, x: Value): readonly Instruction[] {
  const vector = x.lanes > 1;
  if (op === "demote_pair") throw new Bug("a pair is demoted part by part");
  if (vector && bitwise.includes(op)) return [named(`v128.${op}`)];
  const float = x.element === "f32" || x.element === "f64";
  const spelled = !float && op in vectorComparisons ? (vectorComparisons[op] ?? op) : op;
  return [named(`${vector ? shapeOf[x.element] : scalarOf[x.element]}.${spelled}`)];
}

function conversion(from: Value, to: Value, unsigned: boolean): readonly Instruction[] {
  const sign = unsigned ? "u" : "s";
  if (from.lanes > 1) {
    if (from.element === "f32" && to.element === "f64") return [named("f64x2.promote_low_f32x4")];
    if (from.element === "f64" && to.element === "f32") return [named("f32x4.demote_f64x2_zero")];
    if (to.element === "f32") return [named(`f32x4.convert_i32x4_${sign}`)];
    if (to.element === "f64") return [named(`f64x2.convert_low_i32x4_${sign}`)];
    const tail = from.element === "f64" ? `f64x2_${sign}_zero` : `f32x4_${sign}`;
    return [named(`i32x4.trunc_sat_${tail}`)];
  }
  if (from.element === "f32" && to.element === "f64") return [named("f64.promote_f32")];
  if (from.element === "f64" && to.element === "f32") return [named("f32.demote_f64")];
  if (to.element === "i32") return [named(`i32.trunc_sat_${from.element}_${sign}`)];
  return [named(`${to.element}.convert_i32_${sign}`)];
}

const lowHalves = [0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11];
const highTwice = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
const lowOfBoth = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];

function toMask(x: Value, value: Value): readonly Instruction[] {
  const vector = x.lanes > 1;
  const isMask = x.element === "mask32" || x.element === "mask64";
  if (isMask && value.element === "i32") {
    return vector ? [constant(value, [1, 1, 1, 1]), named("v128.and")] : [];
  }
  if (isMask) {
    if (!vector || x.element === value.element) return [];
    return x.element === "mask32"
      ? [named("i64x2.extend_low_i32x4_s")]
      : [{ name: "i8x16.shuffle", a: lowHalves }];
  }
  const zero = constant(x, [0, 0, 0, 0]);
  return vector ? [zero, named("i32x4.ne")] : [zero, named("i32.ne")];
}

function unary(recipe: Extract<Recipe, { kind: "unary" }>, value: Value): readonly Instruction[] {
  const { op, x } = recipe;
  const vector = x.lanes > 1;
  switch (op) {
    case "neg":
    case "abs":
    case "sqrt":
    case "floor":
      return [named(`${vector ? shapeOf[x.element] : x.element}.${op}`)];
    case "not":
      return [vector ? named("v128.not") : named("i32.eqz")];
    case "reinterpret":
      return vector ? [] : [named(`${scalarOf[value.element]}.reinterpret_${scalarOf[x.element]}`)];
    case "convert":
    case "convert_u":
      return conversion(x, value, op === "convert_u");
    case "promote_high":
      // The same vector stands on the stack twice.
      return [{ name: "i8x16.shuffle", a: highTwice }, named("f64x2.promote_low_f32x4")];
    case "mask":
      return toMask(x, value);
  }
}

/** Does the operand have to be pushed twice: a shuffle takes two. */
export function takesTwice({ recipe }: Value): boolean {
  if (recipe.kind !== "unary") return false;
  if (recipe.op === "promote_high") return true;
  return recipe.op === "mask" && recipe.x.element === "mask64" && recipe.x.lanes > 1;
}

/** After the operands; null for recipes that the emitter treats itself (loads, packs, pairs, reads, addresses). */
export function operation(value: Value, relaxed: boolean): readonly Instruction[] | null {
  const { recipe, element, lanes } = value;
  switch (recipe.kind) {
    case "constant":
      return [constant(value, Array.from<number | bigint>({ length: 4 }).fill(recipe.value))];
    case "ramp":
      return [constant(value, [0, 1, 2, 3])];
    case "prefix": {
      if (lanes === 1) return [{ name: "i32.const", a: recipe.active > 0 ? 1 : 0 }];
      return [
        constant(
          value,
          [0, 1, 2, 3].map((lane) => (lane < recipe.active ? -1 : 0)),
        ),
      ];
    }
    case "unary":
      return unary(recipe, value);
    case "binary":
      return recipe.op === "demote_pair" ? null : binary(recipe.op, recipe.x);
    case "shift": {
      const amount: Instruction =
        lanes === 1 && element === "i64"
          ? { name: "i64.const", a: recipe.amount }
          : { name: "i32.const", a: recipe.amount };
      return [amount, named(`${lanes > 1 ? shapeOf[element] : element}.${recipe.op}`)];
    }
    case "select":
      return [lanes > 1 ? named("v128.bitselect") : named("select")];
    case "fma": {
      const shape = lanes > 1 ? shapeOf[element] : element;
      if (lanes > 1 && relaxed && (element === "f32" || element === "f64"))
        return [named(`${shape}.relaxed_madd`)];
      return null;
    }
    case "splat":
      return splat(recipe.x);
    case "extract":
      return extract(recipe.x, recipe.lane);
    case "affine":
    case "load":
    case "pack":
    case "read":
      return null;
  }
}

export function demoted(): readonly Instruction[] {
  return [named("f32x4.demote_f64x2_zero")];
}

export function joined(): readonly Instruction[] {
  return [{ name: "i8x16.shuffle", a: lowOfBoth }];
}

function splat(x: Value): readonly Instruction[] {
  if (x.element !== "mask32" && x.element !== "mask64") return [named(`${shapeOf[x.element]}.splat`)];
  // 1 to all ones: both widths are filled alike.
  return [
    { name: "i32.const", a: 31 },
    named("i32.shl"),
    { name: "i32.const", a: 31 },
    named("i32.shr_s"),
    named("i32x4.splat"),
  ];
}

function extract(x: Value, lane: number): readonly Instruction[] {
  const mask = x.element === "mask32" || x.element === "mask64";
  if (!mask) return [{ name: `${shapeOf[x.element]}.extract_lane`, a: lane }];
  const place = x.element === "mask64" ? 2 * lane : lane;
  return [{ name: "i32x4.extract_lane", a: place }, { name: "i32.const", a: 1 }, named("i32.and")];
}

export function replaced(element: Element, lane: number): Instruction {
  return { name: `${shapeOf[element]}.replace_lane`, a: lane };
}

export function arithmetic(op: "mul" | "add", { element, lanes }: Value): Instruction {
  return named(`${lanes > 1 ? shapeOf[element] : scalarOf[element]}.${op}`);
}
