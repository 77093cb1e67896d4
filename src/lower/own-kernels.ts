/** Kernels that are loop nests of their own: products of matrices, scattered sums, factorisations, recurrences, copies. */

import { Bug } from "../diagnostic/bug.ts";
import { bytesOf } from "../shape/dtype.ts";
import { elements, type NodeId } from "../tensor/graph.ts";
import type { Copy } from "./buffers.ts";
import { type Layout, rowMajor } from "./coordinates.ts";
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

/** Updates that are added in turn; rows are often sorted, and a sum waits for the one before it at the same place. */
const turns = 4;
/** Fewer updates than this are added one after another. */
const fewUpdates = 64;

/** Zeros, then every update added at its row: in order, or a long list of numbers from four places in it at once. */
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
  /** `ahead` updates further than the first index says. */
  const add = (indexes: readonly LoopIndex[], ahead: number): void => {
    const from = ({ offset, strides }: Layout): Layout => ({
      offset: offset + ahead * (strides[0] ?? 0),
      strides,
    });
    const place = address(from(indices.layout), indexes.slice(0, places.length));
    const row = k.load(indices.buffer, "i32", 1, place);
    const rest = address(
      { offset: 0, strides: rowMajor(node.shape.slice(1)) },
      indexes.slice(places.length),
      [{ value: row, coefficient: width }],
    );
    const sum = k.add(
      k.load(target, element, 1, rest, true),
      k.load(updates.buffer, element, 1, address(from(updates.layout), indexes)),
    );
    k.store(target, rest, sum);
  };
  const open = (axis: number, indexes: readonly LoopIndex[]): void => {
    const size = whole[axis];
    if (size === undefined) add(indexes, 0);
    else k.times(size, 1, (index) => open(axis + 1, [...indexes, index]));
  };
  const [count = 0, ...more] = whole;
  if (more.length > 0 || count < fewUpdates) return open(0, []);
  const part = Math.floor(count / turns);
  k.times(part, 1, (index) => {
    for (let turn = 0; turn < turns; turn++) add([index], turn * part);
  });
  const left = count - turns * part;
  if (left > 0) k.times(left, 1, (index) => add([index], turns * part));
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
