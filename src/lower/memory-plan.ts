/** Places buffers in the arena: temporaries whose lifetimes do not meet share bytes (first fit, the largest first). */

import { bytesOf } from "../shape/dtype.ts";
import type { Unplaced } from "./buffers.ts";
import type { Buffer } from "./loop-program.ts";

const alignment = 64;

function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

function sizeOf(buffer: Unplaced): number {
  return Math.max(alignment, aligned(buffer.elements * bytesOf[buffer.dtype]));
}

interface Placed {
  readonly from: number;
  readonly to: number;
  readonly lifetime: readonly [number, number];
}

/** The arena's buffers and its size; 64 bytes follow the last buffer, for vectors that read past an end. */
export function placeBuffers(
  buffers: readonly Unplaced[],
  reuse = true,
): { readonly buffers: readonly Buffer[]; readonly bytes: number } {
  let top = 0;
  const offsets = new Map<number, number>();
  for (const buffer of buffers) {
    if (buffer.lifetime !== undefined && reuse) continue;
    offsets.set(buffer.id, top);
    top += sizeOf(buffer);
  }
  const floor = top;
  const placed: Placed[] = [];
  const temporaries = buffers.filter((buffer) => !offsets.has(buffer.id));
  for (const buffer of temporaries.toSorted((a, b) => sizeOf(b) - sizeOf(a))) {
    const lifetime = buffer.lifetime ?? [0, Infinity];
    const from = firstFit(placed, floor, sizeOf(buffer), lifetime);
    offsets.set(buffer.id, from);
    insert(placed, { from, to: from + sizeOf(buffer), lifetime });
    top = Math.max(top, from + sizeOf(buffer));
  }
  return {
    buffers: buffers.map((buffer) => ({ ...buffer, offset: offsets.get(buffer.id) ?? 0 })),
    bytes: top + alignment,
  };
}

/** The lowest gap among those alive at the same time. */
function firstFit(
  placed: readonly Placed[],
  floor: number,
  size: number,
  [first, last]: readonly [number, number],
): number {
  let from = floor;
  for (const other of placed) {
    if (other.lifetime[1] < first || other.lifetime[0] > last) continue;
    if (from + size <= other.from) break;
    from = Math.max(from, other.to);
  }
  return from;
}

/** Keeps them in order of address. */
function insert(placed: Placed[], one: Placed): void {
  let at = placed.length;
  while (at > 0 && (placed[at - 1]?.from ?? 0) > one.from) at--;
  placed.splice(at, 0, one);
}
