/**
 * Writes the kernel of a group of loop tasks: one nest of loops over their space, axes merged where all addresses allow it,
 * the last axis in vectors with a narrower last turn, accumulators in registers.
 */

import { affineOf, constantAffine } from "./affine.ts";
import type { Buffers } from "./buffers.ts";
import { addressAt, type Point } from "./addressing.ts";
import { Evaluator } from "./evaluate.ts";
import type { LoopGroup } from "./groups.ts";
import { KernelBuilder } from "./kernel-builder.ts";
import type { Affine, Kernel, Lanes, LoopIndex, Value } from "./loop-program.ts";
import { mergeAxes, type Merged } from "./merge.ts";
import { type Nest, Reductions } from "./reductions.ts";
import { maskToInteger } from "./rules.ts";
import type { Storage } from "./storage.ts";
import { anyDouble, drawUnroll } from "./survey.ts";
import { type LoopTask } from "./tasks.ts";

/** Numbers that an accumulator sums before it is added to a further one. */
const longestSum = 256;

export function loopKernel(storage: Storage, buffers: Buffers, group: LoopGroup, name: string): Kernel {
  return new GroupWriter(storage, buffers, group).write(name);
}

class GroupWriter implements Nest {
  private readonly k = new KernelBuilder();
  private readonly storage: Storage;
  private readonly buffers: Buffers;
  private readonly tasks: readonly LoopTask[];
  readonly merged: Merged;
  readonly lanes: Lanes;
  /** Sub-vectors in a turn. */
  readonly unroll: number;
  /** The order in which axes are looped over; the last of the space runs in vectors. */
  private readonly order: readonly number[];
  readonly vectorAxis: number;
  /** How many loops stand outside the partial reductions' accumulators. */
  private readonly staying: number;
  private readonly reductions: Reductions;

  constructor(storage: Storage, buffers: Buffers, group: LoopGroup) {
    this.storage = storage;
    this.buffers = buffers;
    this.tasks = group.tasks;
    const { touches } = group;
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
    this.reductions = new Reductions(this.k, storage, this, (task, value, point) =>
      this.put(task, value, point),
    );
  }

  write(name: string): Kernel {
    const totals = this.totals();
    this.reductions.start(totals);
    this.nest(0, new Map(), this.vectorAxis < 0 ? 1 : this.lanes * this.unroll, totals);
    this.reductions.finish(totals, new Map(), this.lanes);
    return this.k.finish(name);
  }

  private totals(): readonly LoopTask[] {
    return this.tasks.filter(({ stays }) => stays !== null && stays.length === 0);
  }

  /** Loops over the axes from `level` of the order on; `sums` are the reductions that a long loop does in pieces. */
  private nest(
    level: number,
    at: ReadonlyMap<number, Affine>,
    active: number,
    sums: readonly LoopTask[],
  ): void {
    const partial = this.tasks.filter(({ stays }) => stays !== null && stays.length > 0);
    if (level === this.staying && partial.length > 0) {
      this.reductions.start(partial);
      this.loops(level, at, active, [...this.totals(), ...partial]);
      this.reductions.finish(partial, at, active);
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
    const chunk = step * Math.ceil(longestSum / this.turnsInside(level));
    let from = 0;
    if (sums.length > 0 && whole >= 2 * chunk) {
      from = whole - (whole % chunk);
      this.reductions.apart(sums, (each) =>
        this.k.times(from / chunk, 1, (index) => {
          const start = { constant: 0, terms: [{ index, coefficient: chunk }] };
          const turns = { turns: chunk / step };
          const body = (i: LoopIndex) => inner(affineOf(i), full);
          each(() => this.k.loop(start, { ...start, constant: chunk }, step, body, turns));
        }),
      );
    }
    if (whole - from === step) inner(constantAffine(from), full);
    else if (whole > from) {
      const body = (index: LoopIndex) => inner(affineOf(index), full);
      this.k.loop(constantAffine(from), constantAffine(whole), step, body, { parallel });
    }
    if (size > whole) inner(constantAffine(whole), size - whole);
  }

  /** Turns of the inner loops in one turn of a level's. */
  private turnsInside(level: number): number {
    return this.order.slice(level + 1).reduce((count, axis) => {
      const size = this.merged.space[axis] ?? 1;
      return count * (axis === this.vectorAxis ? Math.ceil(size / this.lanes / this.unroll) : size);
    }, 1);
  }

  /** All values of a sub-vector are computed before any is stored: state is replaced in place. */
  private body(at: ReadonlyMap<number, Affine>, active: number): void {
    const evaluator = new Evaluator(this.k, this.storage, this.buffers, this.tasks);
    const { merged, vectorAxis, unroll } = this;
    for (let part = 0; part < unroll; part++) {
      const lanes = Math.min(Math.max(active - part * this.lanes, 0), this.lanes);
      if (lanes === 0) break;
      const point: Point = {
        merged,
        at,
        vectorAxis,
        lanes: this.lanes,
        active: lanes,
        part,
        unroll,
      };
      const values = this.tasks.map((task) => evaluator.values(task, point));
      this.tasks.forEach((task, i) => {
        const list = values[i] ?? [];
        if (task.stays === null) this.storeAt(task, list[0], point);
        else this.reductions.accumulate(task, list, point);
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
}
