/**
 * The loop program: what a step does, as loops over typed buffers in one arena. Every code emitter takes it, so it
 * names no machine: its vectors have 2 or 4 lanes, its arithmetic is IEEE's, its order of evaluation is fixed.
 */

import type { Dtype } from "../shape/dtype.ts";

/** What a value holds. Masks are all-ones or all-zeros in a vector, 1 or 0 in a scalar; 32 and 64 are the bits of a lane. */
export type Element = "f32" | "f64" | "i32" | "i64" | "mask32" | "mask64";
/** Two lanes of a 32-bit element are the low half of a vector. */
export type Lanes = 1 | 2 | 4;

export type BufferRole = "state" | "input" | "output" | "constant" | "temporary";

/** A region of the arena. Offsets are in bytes and multiples of 64; 64 readable bytes follow the last one. */
export interface Buffer {
  readonly id: number;
  readonly name: string;
  readonly role: BufferRole;
  readonly dtype: Dtype;
  readonly elements: number;
  readonly offset: number;
  /** Of a constant, its numbers. */
  readonly values?: readonly number[];
  /** Of a temporary, the first and the last kernel that touches it. */
  readonly lifetime?: readonly [first: number, last: number];
}

export interface LoopIndex {
  readonly id: number;
  /** How deep the loop stands: 1 for an outermost one. */
  readonly depth: number;
}

/** constant + Σ coefficient · index, in elements. */
export interface Affine {
  readonly constant: number;
  readonly terms: readonly { readonly index: LoopIndex; readonly coefficient: number }[];
}

/** An affine address, and for gathered ones coefficient · value besides. */
export interface Address extends Affine {
  readonly indirect: readonly { readonly value: Value; readonly coefficient: number }[];
}

export type UnaryOp =
  | "neg"
  | "abs"
  | "sqrt"
  | "floor"
  | "not"
  /** The same bits as the other element of that width. */
  | "reinterpret"
  /** Between elements, by value: to f32 or f64 exactly or rounded, to i32 towards zero and saturating (NaN gives 0). */
  | "convert"
  /** The same from and to an unsigned integer. */
  | "convert_u"
  /** f64 from lanes 2 and 3 of an f32 vector. */
  | "promote_high"
  /** A mask as 0 or 1, an integer's being other than 0 as a mask, a mask of another width. */
  | "mask";

export type BinaryOp =
  | "add"
  | "sub"
  | "mul"
  | "div"
  /** NaN where either is, −0 below +0. */
  | "min"
  | "max"
  | "and"
  | "or"
  | "xor"
  /** Comparisons give masks. */
  | "eq"
  | "lt"
  | "le"
  | "lt_u"
  | "le_u"
  /** Two f64 vectors as one f32 vector of four lanes. */
  | "demote_pair";

export type ShiftOp = "shl" | "shr_u" | "shr_s";

/** How a value is made. */
export type Recipe =
  | { readonly kind: "constant"; readonly value: number | bigint }
  /** 0, 1, 2, 3: a lane's number. */
  | { readonly kind: "ramp" }
  /** True in the first lanes. */
  | { readonly kind: "prefix"; readonly active: number }
  | { readonly kind: "affine"; readonly at: Affine }
  /** `lanes` neighbours; may read past the buffer's end, never past the arena's. */
  | { readonly kind: "load"; readonly buffer: number; readonly at: Address }
  | { readonly kind: "unary"; readonly op: UnaryOp; readonly x: Value }
  | { readonly kind: "binary"; readonly op: BinaryOp; readonly x: Value; readonly y: Value }
  | { readonly kind: "shift"; readonly op: ShiftOp; readonly x: Value; readonly amount: number }
  /** condition ? x : y */
  | { readonly kind: "select"; readonly condition: Value; readonly x: Value; readonly y: Value }
  /** x·y + z, rounded once in vectors where the machine can, else twice: the same everywhere in one program. */
  | { readonly kind: "fma"; readonly x: Value; readonly y: Value; readonly z: Value }
  | { readonly kind: "splat"; readonly x: Value }
  | { readonly kind: "pack"; readonly parts: readonly Value[] }
  | { readonly kind: "extract"; readonly x: Value; readonly lane: number }
  | { readonly kind: "read"; readonly variable: Variable };

/** A value is made once, in the loop its recipe first can be. */
export interface Value {
  readonly id: number;
  readonly element: Element;
  readonly lanes: Lanes;
  readonly recipe: Recipe;
  readonly depth: number;
}

/** An accumulator. */
export interface Variable {
  readonly id: number;
  readonly element: Element;
  readonly lanes: Lanes;
}

export interface Loop {
  readonly kind: "loop";
  readonly index: LoopIndex;
  readonly start: Affine;
  /** Runs while index < end. */
  readonly end: Affine;
  readonly step: number;
  /** Its turns write to different places and read none of each other's: they may run at once. */
  readonly parallel: boolean;
  readonly body: readonly Statement[];
}

export type Statement =
  | { readonly kind: "let"; readonly value: Value }
  | { readonly kind: "variable"; readonly variable: Variable; readonly initial: Value }
  | { readonly kind: "assign"; readonly variable: Variable; readonly value: Value }
  /** The first `active` lanes. */
  | {
      readonly kind: "store";
      readonly buffer: number;
      readonly at: Address;
      readonly value: Value;
      readonly active: number;
    }
  | Loop;

/** A function of its own, so that a tiering compiler meets it often. */
export interface Kernel {
  readonly name: string;
  readonly body: readonly Statement[];
  /** About how many scalar operations a call makes. */
  readonly cost: number;
}

/** A step is its kernels in order. */
export interface LoopProgram {
  readonly name: string;
  /** Bytes of the arena. */
  readonly bytes: number;
  readonly buffers: readonly Buffer[];
  readonly kernels: readonly Kernel[];
}
