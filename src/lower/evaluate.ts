/** Writes the values of graph nodes at a point of a loop nest: loads, elementwise ops, draws and counts. */

import { Bug } from "../diagnostic/bug.ts";
import type { Node, NodeId } from "../tensor/graph.ts";
import { addressAt, type Point, resolve } from "./addressing.ts";
import type { Buffers } from "./buffers.ts";
import { type Coordinate, type Coordinates, keyOfCoordinates, type Layout, layoutAt } from "./coordinates.ts";
import { elementOf, elementOfMemory } from "./elements.ts";
import type { KernelBuilder } from "./kernel-builder.ts";
import type { Value } from "./loop-program.ts";
import { drawStride, drawVectors } from "./math/random.ts";
import { applyElement, rules } from "./rules.ts";
import { nodeOf, type Storage } from "./storage.ts";
import { drawOf } from "./survey.ts";
import type { LoopTask } from "./tasks.ts";
import { factorsOf } from "./touch.ts";

export class Evaluator {
  private readonly known = new Map<string, Value>();
  private readonly k: KernelBuilder;
  private readonly storage: Storage;
  private readonly buffers: Buffers;
  /** The nodes made in these loops. */
  private readonly here: ReadonlySet<NodeId>;

  constructor(k: KernelBuilder, storage: Storage, buffers: Buffers, tasks: readonly LoopTask[]) {
    this.k = k;
    this.storage = storage;
    this.buffers = buffers;
    this.here = new Set(
      tasks
        .filter(({ kind, reads, target }) => kind === "store" && reads[0]?.node === target)
        .map(({ target }) => target),
    );
  }

  /** What a task stores or reduces. */
  values(task: LoopTask, point: Point): readonly Value[] {
    if (task.reads.length === 0) {
      const dtype = nodeOf(this.storage.graph, task.target).dtype;
      return [
        dtype === "bool"
          ? this.k.prefix("i32", point.lanes, 0)
          : this.k.constant(elementOf(dtype), point.lanes, 0),
      ];
    }
    return task.reads.map(({ node, at }) => this.value(node, at, point));
  }

  private value(id: NodeId, at: Coordinates, point: Point): Value {
    const key = `${point.part}|${id}|${keyOfCoordinates(at)}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const home = this.here.has(id) ? null : this.storage.home(id);
    const value =
      home === null ? this.compute(id, at, point) : this.load(id, home.holder, home.base, at, point);
    this.known.set(key, value);
    return value;
  }

  private load(id: NodeId, holder: NodeId, base: number, at: Coordinates, point: Point): Value {
    const { shape, dtype } = nodeOf(this.storage.graph, id);
    const layout = layoutAt(shape, at, point.merged.loopOf.length, base);
    return this.fetch(this.buffers.of(holder), layout, dtype, point, null);
  }

  /** A vector from memory; `rows` are gathered row numbers with their stride. */
  private fetch(
    buffer: number,
    layout: Layout,
    dtype: Node["dtype"],
    point: Point,
    rows: { readonly index: Value; readonly stride: number; readonly varies: boolean } | null,
  ): Value {
    const { k } = this;
    const element = elementOfMemory(dtype);
    const { address, stride } = addressAt(point, layout);
    const one = (lane: number): Value => {
      const indirect =
        rows === null
          ? []
          : [{ value: k.extract(rows.index, rows.varies ? lane : 0), coefficient: rows.stride }];
      return k.load(buffer, element, 1, address(lane, indirect));
    };
    const loaded = (): Value => {
      if (point.lanes === 1) return one(0);
      if (rows?.varies !== true && stride === 0) return k.splat(one(0), point.lanes);
      if (rows?.varies !== true && stride === 1) {
        const indirect = rows === null ? [] : [{ value: k.extract(rows.index, 0), coefficient: rows.stride }];
        return k.load(buffer, element, point.lanes, address(0, indirect));
      }
      // The lanes that do not count repeat the first: their address might lie outside the arena.
      return k.pack(
        Array.from({ length: point.lanes }, (_, lane) => one(lane < point.active ? lane : 0)),
        point.lanes,
      );
    };
    const value = loaded();
    return dtype === "bool" ? k.unary("mask", value, "mask32") : value;
  }

  private compute(id: NodeId, at: Coordinates, point: Point): Value {
    const { k } = this;
    const node = nodeOf(this.storage.graph, id);
    const rule = rules[node.op];
    switch (rule.kind) {
      case "source":
        return this.source(node, at, point);
      case "random":
        return this.draw(node, point);
      case "gather":
        return this.gather(node, at, point);
      case "view": {
        const from = this.storage.through(node, at);
        if (from === null) throw new Bug("a reordering that is computed");
        return this.value(node.operands[0] as NodeId, from, point);
      }
      case "element": {
        const xs = node.operands.map((operand) => this.value(operand, at, point));
        const from = nodeOf(this.storage.graph, node.operands[0]).dtype;
        return applyElement(k, node.op, xs, { attributes: node.attributes, dtype: node.dtype, from });
      }
      case "dot": {
        const [x, y] = factorsOf(this.storage, id, at).map(([operand, where]) =>
          this.value(operand, where, point),
        );
        return k.mul(x as Value, y as Value);
      }
      default:
        throw new Bug(`${node.op} is no expression`);
    }
  }

  private source(node: Node, at: Coordinates, point: Point): Value {
    const { k } = this;
    const { lanes } = point;
    if (node.op === "constant") {
      const { value, dtype } = node.attributes;
      return dtype === "bool"
        ? k.prefix("i32", lanes, value === 0 ? 0 : lanes)
        : k.constant(elementOf(dtype), lanes, value);
    }
    if (node.op !== "iota") throw new Bug(`${node.op} has no memory`);
    const { axis, offset } = at[node.attributes.axis] ?? { axis: -1, offset: 0 };
    const loop = axis < 0 ? -1 : (point.merged.loopOf[axis] ?? -1);
    const affine = point.at.get(loop) ?? { constant: 0, terms: [] };
    const inLanes = loop >= 0 && loop === point.vectorAxis;
    const constant = affine.constant + offset + (inLanes ? point.part * lanes : 0);
    const first = k.splat(k.affine({ constant, terms: affine.terms }), lanes);
    const count = inLanes && lanes > 1 ? k.add(first, k.ramp(lanes)) : first;
    return node.dtype === "f32" || node.dtype === "f64" ? k.convert(count, node.dtype) : count;
  }

  /** Draws stand only in loops over their elements in order. */
  private draw(node: Node, point: Point): Value {
    const { k } = this;
    if (node.op !== "random") throw new Bug("a draw that is none");
    const draw = drawOf(node);
    const [key0, key1, step] = this.keyAndStep(node);
    const stride = drawStride(draw);
    const ahead = point.part * point.lanes;
    const block = Math.floor(ahead / stride) * stride;
    const affine = point.at.get(0) ?? { constant: 0, terms: [] };
    const element = k.affine({ constant: affine.constant + block, terms: affine.terms });
    const first = draw.double ? element : k.shift("shr_u", element, 1);
    const vectors = drawVectors(k, draw, [key0, key1], step, first);
    const wide = draw.double ? 2 : 4;
    const vector = vectors[Math.floor((ahead - block) / wide)];
    if (vector === undefined) throw new Bug("a draw beyond its blocks");
    if (wide === point.lanes) return vector;
    const half = (ahead - block) % wide;
    return k.pack([k.extract(vector, half), k.extract(vector, half + 1)], 2);
  }

  private keyAndStep(node: Node): readonly [Value, Value, Value] {
    const [key, step] = [node.operands[0] as NodeId, node.operands[1] as NodeId];
    const number = (id: NodeId, index: number): Value => {
      const { buffer, layout } = this.storedAt(
        id,
        nodeOf(this.storage.graph, id).shape.map(() => ({ axis: -1, offset: index })),
        0,
      );
      return this.k.load(buffer, "i32", 1, { constant: layout.offset, terms: [], indirect: [] });
    };
    return [number(key, 0), number(key, 1), number(step, 0)];
  }

  private gather(node: Node, at: Coordinates, point: Point): Value {
    const [operand, indices] = [node.operands[0] as NodeId, node.operands[1] as NodeId];
    const depth = nodeOf(this.storage.graph, indices).shape.length;
    const rank = point.merged.loopOf.length;
    const row: Coordinate = { axis: rank, offset: 0 };
    const { buffer, layout } = this.storedAt(operand, [row, ...at.slice(depth)], rank + 1);
    const where = at.slice(0, depth);
    const varies =
      where.some(({ axis }) => axis >= 0 && point.merged.loopOf[axis] === point.vectorAxis) &&
      point.lanes > 1;
    const index = this.value(indices, where, point);
    return this.fetch(buffer, layout, node.dtype, point, {
      index,
      stride: layout.strides[rank] ?? 0,
      varies,
    });
  }

  /** The memory under a node's views. */
  private storedAt(id: NodeId, at: Coordinates, rank: number): { buffer: number; layout: Layout } {
    return resolve(this.storage, this.buffers, id, at, rank);
  }
}
