/**
 * Writes the kernel of a group of loop tasks: one nest of loops over their space, axes merged where all addresses allow it,
 * the last axis in vectors with a narrower last turn, accumulators in registers.
 */

import { Bug } from "../diagnostic/bug.ts";
import type { Dtype, Shape } from "../tensor/graph.ts";
import type { Buffers } from "./buffers.ts";
import { addressAt, anyDouble, drawUnroll, Evaluator, type Point } from "./evaluate.ts";
import type { LoopGroup } from "./groups.ts";
import { constantAffine, KernelBuilder } from "./kernel-builder.ts";
import type { Affine, Kernel, Lanes, LoopIndex, Value, Variable } from "./loop-program.ts";
import { mergeAxes, type Merged } from "./merge.ts";
import { greatest, maskToInteger } from "./rules.ts";
import { nodeOf, type Storage } from "./storage.ts";
import { type LoopTask, touchOf } from "./tasks.ts";

/** Points that one accumulator sums before it is added to a further one. */
const chunkSize = 8192;

export function loopKernel(storage: Storage, buffers: Buffers, group: LoopGroup, name: string): Kernel {
  return new GroupWriter(storage, buffers, group).write(name);
}

class GroupWriter {
  private readonly k = new KernelBuilder();
  private readonly storage: Storage;
  private readonly buffers: Buffers;
  private readonly tasks: readonly LoopTask[];
  private readonly merged: Merged;
  private readonly lanes: Lanes;
  /** Sub-vectors in a turn. */
  private readonly unroll: number;
  /** The order in which axes are looped over; the last of the space runs in vectors. */
  private readonly order: readonly number[];
  private readonly vectorAxis: number;
  /** How many loops stand outside the partial reductions' accumulators. */
  private readonly staying: number;
  /** The accumulators of reductions at work: one for each sub-vector. */
  private readonly running = new Map<LoopTask, readonly Variable[]>();

  constructor(storage: Storage, buffers: Buffers, group: LoopGroup) {
    this.storage = storage;
    this.buffers = buffers;
    this.tasks = group.tasks;
    const touches = group.tasks.map((task) => touchOf(storage, task));
    const layouts = [
      ...touches.flatMap(({ accesses }) => accesses.map(({ layout }) => layout)),
      ...group.tasks.filter(({ stays }) => stays === null).map(({ to }) => to),
      ...group.tasks.filter(({ stays }) => stays !== null && stays.length > 0).map(({ to }) => to),
    ];
    const counts = touches.some((touch) => touch.counts);
    this.merged = mergeAxes(group.space, layouts, group.stays, counts);
    const { space } = this.merged;
    this.vectorAxis = space.length - 1;
    const size = space[this.vectorAxis] ?? 1;
    this.lanes = size === 1 && !group.draws ? 1 : anyDouble(storage, group.tasks) ? 2 : 4;
    // Draws come in groups of elements that share blocks.
    this.unroll = group.draws ? drawUnroll(storage, group.tasks, this.lanes) : 1;
    const stays = this.merged.stays;
    const axes = space.map((_, axis) => axis);
    this.order = stays === null ? axes : [...stays, ...axes.filter((axis) => !stays.includes(axis))];
    this.staying = stays === null ? 0 : stays.length;
  }

  write(name: string): Kernel {
    const totals = this.tasks.filter(({ stays }) => stays !== null && stays.length === 0);
    this.start(totals);
    this.nest(0, new Map(), this.vectorAxis < 0 ? 1 : this.lanes * this.unroll, totals);
    this.finish(totals, new Map(), this.lanes);
    return this.k.finish(name);
  }

  /** Loops over the axes from `level` of the order on; `sums` are the reductions whose accumulators were just made. */
  private nest(
    level: number,
    at: ReadonlyMap<number, Affine>,
    active: number,
    sums: readonly LoopTask[],
  ): void {
    const partial = this.tasks.filter(({ stays }) => stays !== null && stays.length > 0);
    if (level === this.staying && partial.length > 0) {
      this.start(partial);
      this.loops(level, at, active, [...sums, ...partial]);
      this.finish(partial, at, active);
    } else this.loops(level, at, active, sums);
  }

  private loops(
    level: number,
    at: ReadonlyMap<number, Affine>,
    active: number,
    sums: readonly LoopTask[],
  ): void {
    const axis = this.order[level];
    if (axis === undefined) return this.body(at, active);
    const size = this.merged.space[axis] ?? 1;
    const step = axis === this.vectorAxis ? this.lanes * this.unroll : 1;
    const whole = size - (size % step);
    const full = axis === this.vectorAxis ? step : active;
    const inner = (affine: Affine, lanes: number) =>
      this.nest(level + 1, new Map([...at, [axis, affine]]), lanes, []);
    const parallel = level === 0 && sums.length === 0;
    const chunk = Math.max(step, Math.ceil(chunkSize / this.inside(level) / step) * step);
    let from = 0;
    if (sums.length > 0 && whole >= 2 * chunk) {
      from = whole - (whole % chunk);
      this.k.times(from / chunk, 1, (index) => {
        const start = { constant: 0, terms: [{ index, coefficient: chunk }] };
        this.apart(sums, () => {
          this.k.loop(start, { ...start, constant: chunk }, step, (i) => inner(affineOf(i), full), {
            turns: chunk / step,
          });
        });
      });
    }
    if (whole - from === step) inner(constantAffine(from), full);
    else if (whole > from) {
      const body = (index: LoopIndex) => inner(affineOf(index), full);
      this.k.loop(constantAffine(from), constantAffine(whole), step, body, { parallel });
    }
    if (size > whole) inner(constantAffine(whole), size - whole);
  }

  /** The points of the space inside one turn of a level's loop. */
  private inside(level: number): number {
    return this.order.slice(level + 1).reduce((count, axis) => count * (this.merged.space[axis] ?? 1), 1);
  }

  /** Reduces into accumulators of their own, then adds those: a long f32 sum would lose what is small beside it. */
  private apart(sums: readonly LoopTask[], body: () => void): void {
    const { k } = this;
    const outer = sums.map((task) => this.running.get(task) ?? []);
    this.start(sums);
    body();
    sums.forEach((task, i) => {
      const inner = this.running.get(task) ?? [];
      outer[i]?.forEach((total, part) => {
        const piece = inner[part];
        if (piece !== undefined) k.assign(total, this.join(task, k.read(total), k.read(piece)));
      });
      this.running.set(task, outer[i] ?? []);
    });
  }

  private join(task: LoopTask, x: Value, y: Value): Value {
    const { dtype } = nodeOf(this.storage.graph, task.target);
    return task.kind === "greatest" ? greatest(this.k, x, y, dtype) : this.k.add(x, y);
  }

  /** All values of a sub-vector are computed before any is stored: state is replaced in place. */
  private body(at: ReadonlyMap<number, Affine>, active: number): void {
    const evaluator = new Evaluator(this.k, this.storage, this.buffers, this.tasks);
    for (let part = 0; part < this.unroll; part++) {
      const lanes = Math.min(Math.max(active - part * this.lanes, 0), this.lanes);
      if (lanes === 0) break;
      const point: Point = {
        merged: this.merged,
        at,
        vectorAxis: this.vectorAxis,
        lanes: this.lanes,
        active: lanes,
        part,
        unroll: this.unroll,
      };
      const values = this.tasks.map((task) => evaluator.values(task, point));
      this.tasks.forEach((task, i) => {
        const list = values[i] ?? [];
        if (task.stays === null) this.storeAt(task, list[0], point);
        else this.accumulate(task, list, point);
      });
    }
  }

  private storeAt(task: LoopTask, value: Value | undefined, point: Point): void {
    if (value === undefined || !this.buffers.has(task.target)) return;
    this.put(task, value, point);
  }

  private put(task: LoopTask, value: Value, point: Point): void {
    const { k } = this;
    const buffer = this.buffers.of(task.target);
    const stored = value.element.startsWith("mask") ? maskToInteger(k, value) : value;
    const { address, stride } = addressAt(point, task.to);
    if (stored.lanes === 1) return k.store(buffer, address(0), stored);
    if (stride === 1) return k.store(buffer, address(0), stored, point.active);
    for (let lane = 0; lane < point.active; lane++) k.store(buffer, address(lane), k.extract(stored, lane));
  }

  private start(tasks: readonly LoopTask[]): void {
    for (const task of tasks) {
      const dtype = nodeOf(this.storage.graph, task.target).dtype;
      const initial = this.k.constant(
        elementOfNumber(dtype),
        this.lanes,
        neutral(task, dtype, this.merged.space),
      );
      const accumulators = Array.from({ length: this.unroll }, () => this.k.variable(initial));
      this.running.set(task, accumulators);
    }
  }

  private accumulate(task: LoopTask, values: readonly Value[], point: Point): void {
    const { k } = this;
    const accumulator = this.running.get(task)?.[point.part];
    const [first, second] = values;
    if (accumulator === undefined || first === undefined) throw new Bug("a reduction without an accumulator");
    const dtype = nodeOf(this.storage.graph, task.target).dtype;
    const before = k.read(accumulator);
    const narrow = point.active < this.lanes && !this.keepsLanes(task);
    const shown = (value: Value): Value =>
      narrow
        ? k.select(
            k.prefix(value.element, value.lanes, point.active),
            value,
            k.like(neutral(task, dtype, [1]), value),
          )
        : value;
    if (task.kind === "product_sum" && second !== undefined) {
      const floats = first.element === "f32" || first.element === "f64";
      k.assign(
        accumulator,
        narrow || !floats ? k.add(before, shown(k.mul(first, second))) : k.fma(first, second, before),
      );
    } else if (task.kind === "greatest") k.assign(accumulator, greatest(k, before, shown(first), dtype));
    else k.assign(accumulator, k.add(before, shown(first)));
  }

  /** The vector axis stays, so each lane is a sum of its own. */
  private keepsLanes(task: LoopTask): boolean {
    return (
      task.stays !== null && task.stays.length > 0 && (this.merged.stays ?? []).includes(this.vectorAxis)
    );
  }

  private finish(tasks: readonly LoopTask[], at: ReadonlyMap<number, Affine>, active: number): void {
    const { k } = this;
    for (const task of tasks) {
      const join = (x: Value, y: Value): Value => this.join(task, x, y);
      const variables = this.running.get(task) ?? [];
      const point = (part: number, lanes: Lanes, shown: number): Point => ({
        merged: this.merged,
        at,
        vectorAxis: this.vectorAxis,
        lanes,
        active: shown,
        part,
        unroll: this.unroll,
      });
      if (this.keepsLanes(task)) {
        variables.forEach((variable, part) => {
          const shown = Math.min(Math.max(active - part * this.lanes, 0), this.lanes);
          if (shown > 0) this.put(task, k.read(variable), point(part, this.lanes, shown));
        });
        continue;
      }
      const whole = variables.map((variable) => k.read(variable)).reduce(join);
      const lanes = Array.from({ length: whole.lanes }, (_, lane) => k.extract(whole, lane));
      this.put(task, pairwise(lanes, join), point(0, 1, 1));
    }
  }
}

/** Joins neighbours, then their neighbours. */
function pairwise(values: readonly Value[], join: (x: Value, y: Value) => Value): Value {
  const [first, second] = values;
  if (first === undefined) throw new Bug("nothing to join");
  if (second === undefined) return first;
  const half = values.length / 2;
  return join(pairwise(values.slice(0, half), join), pairwise(values.slice(half), join));
}

/** What adds nothing: −0, as the tensor language has it, and 0 for a sum of nothing. */
function neutral(task: LoopTask, dtype: Dtype, space: Shape): number {
  const float = dtype === "f32" || dtype === "f64";
  if (task.kind !== "greatest") return float && !space.includes(0) ? -0 : 0;
  return float ? -Infinity : dtype === "u32" ? 0 : -(2 ** 31);
}

function elementOfNumber(dtype: Dtype): "f32" | "f64" | "i32" {
  return dtype === "f32" || dtype === "f64" ? dtype : "i32";
}

function affineOf(index: LoopIndex): Affine {
  return { constant: 0, terms: [{ index, coefficient: 1 }] };
}
