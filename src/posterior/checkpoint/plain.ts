/**
 * Plain data as bytes and back, bit for bit: JSON for what is nested, and behind it the numbers of typed arrays as they are.
 * NaN, the infinities and −0, which JSON has not, are kept, and so are maps. The bytes are in docs/reference/checkpoint-format.md.
 */

import { Bug } from "../../diagnostic/bug.ts";

const arrayTypes = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
} as const;

type ArrayType = keyof typeof arrayTypes;
type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array;

/** In JSON an array of two stands for what JSON has not; arrays themselves are `["list", …]`. */
type Coded =
  | null
  | boolean
  | number
  | string
  | readonly ["number", string]
  | readonly ["list", readonly Coded[]]
  | readonly ["map", readonly (readonly [string, Coded])[]]
  | readonly [ArrayType, readonly [offset: number, length: number]]
  | { readonly [name: string]: Coded };

/** Throws `Bug` on functions and other things that are no data. */
export function encodePlain(value: unknown): Uint8Array {
  const arrays: Numbers[] = [];
  let size = 0;
  const code = (each: unknown): Coded => {
    if (each === null || typeof each === "boolean" || typeof each === "string") return each;
    if (typeof each === "number") {
      const plain = Number.isFinite(each) && !Object.is(each, -0);
      return plain ? each : ["number", Object.is(each, -0) ? "-0" : String(each)];
    }
    for (const [name, type] of Object.entries(arrayTypes) as [ArrayType, (typeof arrayTypes)[ArrayType]][]) {
      if (!(each instanceof type)) continue;
      const coded: Coded = [name, [size, each.length]];
      arrays.push(each);
      size += rounded(each.byteLength);
      return coded;
    }
    if (Array.isArray(each)) return ["list", each.map(code)];
    if (each instanceof Map)
      return ["map", [...each].map(([name, item]) => [String(name), code(item)] as const)];
    if (typeof each === "object") {
      const fields = Object.entries(each).filter(([, field]) => field !== undefined);
      return Object.fromEntries(fields.map(([name, field]) => [name, code(field)]));
    }
    throw new Bug(`a ${typeof each} is no data`);
  };
  const json = new TextEncoder().encode(JSON.stringify(code(value)));
  const start = rounded(8 + json.length);
  const bytes = new Uint8Array(start + size);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, 8);
  let at = start;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += rounded(byteLength);
  }
  return bytes;
}

/** What was encoded. Throws where the bytes are none of `encodePlain`'s: a checksum stands before it. */
export function decodePlain(from: Uint8Array): unknown {
  // A copy, for the bytes may begin anywhere in their buffer, and numbers may not.
  const bytes = new Uint8Array(from);
  const { buffer } = bytes;
  const length = new DataView(buffer).getUint32(0, true);
  const start = rounded(8 + length);
  const decode = (coded: Coded): unknown => {
    if (Array.isArray(coded)) return decodePair(coded as Extract<Coded, readonly unknown[]>);
    if (typeof coded !== "object" || coded === null) return coded;
    return Object.fromEntries(Object.entries(coded).map(([name, field]) => [name, decode(field)]));
  };
  const decodePair = (pair: Extract<Coded, readonly unknown[]>): unknown => {
    switch (pair[0]) {
      case "number":
        return Number(pair[1]);
      case "list":
        return pair[1].map(decode);
      case "map":
        return new Map(pair[1].map(([name, item]) => [name, decode(item)]));
      default: {
        const [offset, count] = pair[1];
        return new arrayTypes[pair[0]](buffer, start + offset, count).slice();
      }
    }
  };
  return decode(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Coded);
}

/** Arrays begin at multiples of eight bytes. */
function rounded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
