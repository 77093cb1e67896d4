/** Where loops find things in memory: addresses of layouts at a point of a nest, and the memory under views. */

import { Bug } from "../diagnostic/bug.ts";
import type { NodeId } from "../tensor/graph.ts";
import type { Buffers } from "./buffers.ts";
import { type Coordinates, type Layout, layoutAt } from "./coordinates.ts";
import type { Address, Affine, Lanes } from "./loop-program.ts";
import type { Merged } from "./merge.ts";
import { nodeOf, type Storage } from "./storage.ts";

/** Where in the loops a value is wanted. */
export interface Point {
  readonly merged: Merged;
  /** The index of each open loop. */
  readonly at: ReadonlyMap<number, Affine>;
  readonly vectorAxis: number;
  readonly lanes: Lanes;
  /** The lanes that count. */
  readonly active: number;
  /** The sub-vector, of as many as `unroll`. */
  readonly part: number;
  readonly unroll: number;
}

/** The address of a layout's element at a point, by lane, and the elements from lane to lane. */
export function addressAt(
  { merged, at, vectorAxis, lanes, part }: Pick<Point, "merged" | "at" | "vectorAxis" | "lanes" | "part">,
  layout: Layout,
): { readonly address: (lane: number, indirect?: Address["indirect"]) => Address; readonly stride: number } {
  const terms: Affine["terms"][number][] = [];
  let constant = layout.offset;
  const strideOf = (loop: number) => layout.strides[merged.lastAxis[loop] ?? 0] ?? 0;
  for (const [loop, affine] of [...at].toSorted(([, a], [, b]) => depthOf(a) - depthOf(b))) {
    const stride = strideOf(loop);
    if (stride === 0) continue;
    constant += affine.constant * stride;
    for (const { index, coefficient } of affine.terms)
      terms.push({ index, coefficient: coefficient * stride });
  }
  const stride = vectorAxis < 0 ? 0 : strideOf(vectorAxis);
  constant += part * lanes * stride;
  return {
    address: (lane, indirect = []) => ({ constant: constant + lane * stride, terms, indirect }),
    stride,
  };
}

function depthOf({ terms }: Affine): number {
  return terms[0]?.index.depth ?? 0;
}

/** The memory under a node's views, read at coordinates in a space of `rank` axes. */
export function resolve(
  storage: Storage,
  buffers: Buffers,
  id: NodeId,
  at: Coordinates,
  rank: number,
): { readonly buffer: number; readonly layout: Layout } {
  const node = nodeOf(storage.graph, id);
  const home = storage.home(id);
  if (home !== null)
    return { buffer: buffers.of(home.holder), layout: layoutAt(node.shape, at, rank, home.base) };
  const from = storage.through(node, at);
  if (from === null) throw new Bug(`node ${id} has no memory`);
  return resolve(storage, buffers, node.operands[0] as NodeId, from, rank);
}
