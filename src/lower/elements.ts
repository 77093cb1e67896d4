/** What dtypes are in registers and in memory. */

import type { Dtype } from "../shape/dtype.ts";
import type { Element } from "./loop-program.ts";

/** In a register: bools are masks, unsigned integers share their bits with signed ones. */
export function elementOf(dtype: Dtype): Element {
  return dtype === "bool" ? "mask32" : elementOfMemory(dtype);
}

/** In memory: bools are 0 or 1. */
export function elementOfMemory(dtype: Dtype): "f32" | "f64" | "i32" {
  return dtype === "f32" || dtype === "f64" ? dtype : "i32";
}

/** The mask that chooses between values of an element. */
export const maskOf: { readonly [E in Element]: "mask32" | "mask64" } = {
  f32: "mask32",
  i32: "mask32",
  mask32: "mask32",
  f64: "mask64",
  i64: "mask64",
  mask64: "mask64",
};
