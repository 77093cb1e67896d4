/**
 * NumPy's array file, version 1.0 (numpy.lib.format): a magic, a header that is a Python literal, then the numbers, little-endian
 * and row-major. Any tool that knows NumPy reads it.
 */

import { elements } from "../tensor/graph.ts";

export interface Array64 {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];

/** Writes `<f4` where every value is exact in 32 bits, else `<f8`: nothing is lost, and f32 posteriors take half the room. */
export function writeNpy({ shape, values }: Array64): Uint8Array {
  const single = values.every((value) => Object.is(Math.fround(value), value) || Number.isNaN(value));
  const width = single ? 4 : 8;
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const header = `{'descr': '<f${width}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const prefix = magic.length + 2;
  const padded = `${header.padEnd(Math.ceil((prefix + header.length + 1) / 64) * 64 - prefix - 1)}\n`;
  const bytes = new Uint8Array(prefix + padded.length + values.length * width);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  view.setUint16(magic.length, padded.length, true);
  bytes.set(new TextEncoder().encode(padded), prefix);
  const start = prefix + padded.length;
  values.forEach((value, i) => {
    if (single) view.setFloat32(start + i * 4, value, true);
    else view.setFloat64(start + i * 8, value, true);
  });
  return bytes;
}

/** The array, or null where the bytes are not such a file, whole. */
export function readNpy(bytes: Uint8Array): Array64 | null {
  const prefix = magic.length + 2;
  if (bytes.length < prefix || magic.some((byte, i) => bytes[i] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = prefix + view.getUint16(magic.length, true);
  const header = new TextDecoder().decode(bytes.subarray(prefix, start));
  const match = /^\{'descr': '<f([48])', 'fortran_order': False, 'shape': \(([\d, ]*)\), *\}\s*$/.exec(
    header,
  );
  if (match === null) return null;
  const width = Number(match[1]);
  const shape = (match[2] ?? "").split(",").flatMap((size) => (size.trim() === "" ? [] : [Number(size)]));
  const count = elements(shape);
  if (bytes.length !== start + count * width) return null;
  const values = Float64Array.from({ length: count }, (_, i) =>
    width === 4 ? view.getFloat32(start + i * 4, true) : view.getFloat64(start + i * 8, true),
  );
  return { shape, values };
}
