/** Arrays in memory as kernels of their own read them: a buffer, an offset and one stride an axis. */

import type { NodeId } from "../tensor/graph.ts";
import { addressOf, addUp, affineOf, constantAffine, scaled } from "./affine.ts";
import type { Buffers } from "./buffers.ts";
import type { Layout } from "./coordinates.ts";
import { resolve } from "./addressing.ts";
import type { KernelBuilder } from "./kernel-builder.ts";
import type { Address, Element, LoopIndex } from "./loop-program.ts";
import { nodeOf, type Storage } from "./storage.ts";

/** An array in memory, one stride an axis. */
export interface Stored {
  readonly buffer: number;
  readonly layout: Layout;
}

export interface OwnSite {
  readonly storage: Storage;
  readonly buffers: Buffers;
  readonly position: number;
}

/** Element offset + Σ stride · index. */
export function address(
  { offset, strides }: Layout,
  indices: readonly (LoopIndex | null)[],
  indirect: Address["indirect"] = [],
): Address {
  const parts = indices.map((index, axis) =>
    index === null ? constantAffine(0) : scaled(affineOf(index), strides[axis] ?? 0),
  );
  return addressOf(addUp(parts, offset), indirect);
}

export function storedOperand({ storage, buffers }: OwnSite, id: NodeId): Stored {
  const { shape } = nodeOf(storage.graph, id);
  return resolve(
    storage,
    buffers,
    id,
    shape.map((_, axis) => ({ axis, offset: 0 })),
    shape.length,
  );
}

export function fill(k: KernelBuilder, buffer: number, element: Element, count: number): void {
  const lanes = element === "f64" ? 2 : 4;
  const whole = count - (count % lanes);
  const zero = k.constant(element, lanes, 0);
  k.times(whole, lanes, (index) => k.store(buffer, addressOf(affineOf(index)), zero));
  if (count > whole) k.store(buffer, addressOf(constantAffine(whole)), zero, count - whole);
}
