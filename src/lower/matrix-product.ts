/** Products of matrices. */

import { Bug } from "../diagnostic/bug.ts";
import type { NodeId } from "../tensor/graph.ts";
import { rowMajor } from "./coordinates.ts";
import type { KernelBuilder } from "./kernel-builder.ts";
import type { LoopIndex } from "./loop-program.ts";
import { address, elementOfMemory, type OwnSite, storedOperand } from "./stored.ts";
import { nodeOf } from "./storage.ts";

export function matrixProduct(k: KernelBuilder, site: OwnSite, id: NodeId): void {
  const { graph, dots } = site.storage;
  const node = nodeOf(graph, id);
  const form = dots.get(id);
  if (form === undefined) throw new Bug("a product of nothing");
  const { batch, contract, free } = form.axes;
  const [x, y] = node.operands.map((operand) => storedOperand(site, operand));
  const [left, right] = node.operands.map((operand) => nodeOf(graph, operand).shape);
  if (x === undefined || y === undefined || left === undefined || right === undefined)
    throw new Bug("a product of nothing");
  const element = elementOfMemory(node.dtype);
  const target = { buffer: site.buffers.of(id), layout: { offset: 0, strides: rowMajor(node.shape) } };
  const results = [
    ...batch[0].map((axis) => left[axis] ?? 1),
    ...free[0].map((axis) => left[axis] ?? 1),
    ...free[1].map((axis) => right[axis] ?? 1),
  ];
  const open = (
    sizes: readonly number[],
    done: readonly LoopIndex[],
    body: (indices: readonly LoopIndex[]) => void,
  ): void => {
    const size = sizes[done.length];
    if (size === undefined) return body(done);
    k.times(size, 1, (index) => open(sizes, [...done, index], body));
  };
  open(results, [], (out) => {
    const sum = k.variable(k.constant(element, 1, -0));
    open(
      contract[0].map((axis) => left[axis] ?? 1),
      [],
      (inner) => {
        const of = (side: 0 | 1, rank: number) => {
          const indices = new Array<LoopIndex | null>(rank).fill(null);
          batch[side].forEach((axis, i) => (indices[axis] = out[i] ?? null));
          contract[side].forEach((axis, i) => (indices[axis] = inner[i] ?? null));
          const first = batch[0].length + (side === 0 ? 0 : free[0].length);
          free[side].forEach((axis, i) => (indices[axis] = out[first + i] ?? null));
          return indices;
        };
        const product = k.mul(
          k.load(x.buffer, element, 1, address(x.layout, of(0, left.length))),
          k.load(y.buffer, element, 1, address(y.layout, of(1, right.length))),
        );
        k.assign(sum, k.add(k.read(sum), product));
      },
    );
    k.store(target.buffer, address(target.layout, out), k.read(sum));
  });
}
