/** The element types of the tensor language. */

export type Dtype = "f32" | "f64" | "i32" | "u32" | "bool";
export type FloatDtype = "f32" | "f64";

export const bytesOf: { readonly [D in Dtype]: number } = { f32: 4, f64: 8, i32: 4, u32: 4, bool: 4 };

export function isFloat(dtype: Dtype): dtype is FloatDtype {
  return dtype === "f32" || dtype === "f64";
}
