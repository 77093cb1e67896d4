/** Kernels that are loop nests of their own: products of matrices, scattered sums, factorisations, recurrences, copies. */

import { Bug } from "../diagnostic/bug.ts";
import { bytesOf } from "../shape/dtype.ts";
import { elements, type NodeId } from "../tensor/graph.ts";
import type { Copy } from "./buffers.ts";
import { rowMajor } from "./coordinates.ts";
import { elementOfMemory } from "./elements.ts";
import { KernelBuilder } from "./kernel-builder.ts";
import { forward, recur } from "./chain.ts";
import { cholesky, triangularSolve } from "./linear-algebra.ts";
import type { Address, Kernel, LoopIndex } from "./loop-program.ts";
import { matrixProduct } from "./matrix-product.ts";
import { scan } from "./scan.ts";
import { nodeOf } from "./storage.ts";
import { address, fill, type OwnSite, storedOperand } from "./stored.ts";

export function ownKernel(site: OwnSite, id: NodeId, name: string): Kernel {
  const node = nodeOf(site.storage.graph, id);
  const k = new KernelBuilder();
  switch (node.op) {
    case "dot":
      matrixProduct(k, site, id);
      break;
    case "scatter_add":
      scatterAdd(k, site, id);
      break;
    case "cholesky":
      cholesky(k, site, id);
      break;
    case "triangular_solve":
      triangularSolve(k, site, id);
      break;
    case "scan":
      scan(k, site, id);
      break;
    case "forward":
      forward(k, site, id);
      break;
    case "recur":
      recur(k, site, id);
      break;
    default:
      throw new Bug(`${node.op} has no kernel of its own`);
  }
  return k.finish(name);
}

/** Zeros, then every update added at its row, in order. */
function scatterAdd(k: KernelBuilder, site: OwnSite, id: NodeId): void {
  const { graph } = site.storage;
  const node = nodeOf(graph, id);
  const [indices, updates] = node.operands.map((operand) => storedOperand(site, operand));
  const target = site.buffers.of(id);
  if (indices === undefined || updates === undefined) throw new Bug("a scatter without operands");
  const element = elementOfMemory(node.dtype);
  const { shape: places } = nodeOf(graph, node.operands[0]);
  const { shape: whole } = nodeOf(graph, node.operands[1]);
  const width = elements(node.shape.slice(1));
  fill(k, target, element, elements(node.shape));
  const open = (axis: number, indexes: readonly LoopIndex[]): void => {
    const size = whole[axis];
    if (size !== undefined) return k.times(size, 1, (index) => open(axis + 1, [...indexes, index]));
    const row = k.load(indices.buffer, "i32", 1, address(indices.layout, indexes.slice(0, places.length)));
    const rest = address(
      { offset: 0, strides: rowMajor(node.shape.slice(1)) },
      indexes.slice(places.length),
      [{ value: row, coefficient: width }],
    );
    const sum = k.add(
      k.load(target, element, 1, rest, true),
      k.load(updates.buffer, element, 1, address(updates.layout, indexes)),
    );
    k.store(target, rest, sum);
  };
  open(0, []);
}

/** Copies runs of elements. */
export function copyKernel(
  copies: readonly Pick<Copy, "from" | "base" | "to" | "dtype" | "elements">[],
  name: string,
): Kernel {
  const k = new KernelBuilder();
  for (const { from, base, to, dtype, elements: count } of copies) {
    const element = elementOfMemory(dtype);
    const lanes = bytesOf[dtype] === 8 ? 2 : 4;
    const whole = count - (count % lanes);
    const at = (constant: number, index: LoopIndex | null): Address => ({
      constant,
      terms: index === null ? [] : [{ index, coefficient: 1 }],
      indirect: [],
    });
    k.times(whole, lanes, (index) =>
      k.store(to, at(0, index), k.load(from, element, lanes, at(base, index), true)),
    );
    if (count > whole)
      k.store(to, at(whole, null), k.load(from, element, lanes, at(base + whole, null), true), count - whole);
  }
  return k.finish(name);
}
