/** IDX files, the format of MNIST: two zeros, a type, the number of dimensions, their sizes, then the numbers, big-endian. */

import { diagnose, failure, success, type Outcome } from "../diagnostic/diagnostic.ts";
import type { ArrayData } from "./columns.ts";

interface Kind {
  readonly bytes: number;
  readonly read: (view: DataView, offset: number) => number;
}

const kinds: ReadonlyMap<number, Kind> = new Map([
  [0x08, { bytes: 1, read: (view, at) => view.getUint8(at) }],
  [0x09, { bytes: 1, read: (view, at) => view.getInt8(at) }],
  [0x0b, { bytes: 2, read: (view, at) => view.getInt16(at) }],
  [0x0c, { bytes: 4, read: (view, at) => view.getInt32(at) }],
  [0x0d, { bytes: 4, read: (view, at) => view.getFloat32(at) }],
  [0x0e, { bytes: 8, read: (view, at) => view.getFloat64(at) }],
]);

export function isIdx(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0 && kinds.has(bytes[2] ?? 0) && (bytes[3] ?? 0) > 0;
}

/** One array without a name. */
export function readIdx(file: string, bytes: Uint8Array): Outcome<ArrayData> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = kinds.get(bytes[2] ?? 0);
  const rank = bytes[3] ?? 0;
  const start = 4 + 4 * rank;
  if (kind === undefined || bytes.length < start) return failure(cut(file, "its head is cut short"));
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, size) => product * size, 1);
  const held = (bytes.length - start) / kind.bytes;
  if (held !== count)
    return failure(cut(file, `its head says ${shape.join(" × ")} numbers, ${Math.floor(held)} follow`));
  if (count === 0) return failure(diagnose("H0602", { file }, { at: null }));
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = kind.read(view, start + i * kind.bytes);
  const perRow = count / (shape[0] ?? 1);
  return success({
    kind: "arrays",
    file,
    arrays: new Map([["", { shape, values: { kind: "numbers", values } }]]),
    cell: (_, index) => ({ file, line: Math.floor(index / perRow) + 1, column: (index % perRow) + 1 }),
  });
}

function cut(file: string, why: string) {
  return diagnose("H0601", { file }, { at: null, notes: [`it begins as an IDX file, but ${why}`] });
}
