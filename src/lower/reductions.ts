/** Reductions at work inside a nest of loops: accumulators in registers, one for each sub-vector, joined at the end. */

import { Bug } from "../diagnostic/bug.ts";
import type { Dtype, Shape } from "../tensor/graph.ts";
import type { Point } from "./addressing.ts";
import { elementOfMemory } from "./elements.ts";
import type { KernelBuilder } from "./kernel-builder.ts";
import type { Affine, Lanes, Value, Variable } from "./loop-program.ts";
import type { Merged } from "./merge.ts";
import { greatest } from "./rules.ts";
import { nodeOf, type Storage } from "./storage.ts";
import type { LoopTask } from "./tasks.ts";

/** The nest that the reductions stand in. */
export interface Nest {
  readonly merged: Merged;
  readonly lanes: Lanes;
  /** Sub-vectors in a turn. */
  readonly unroll: number;
  readonly vectorAxis: number;
}

export class Reductions {
  private readonly k: KernelBuilder;
  private readonly storage: Storage;
  private readonly nest: Nest;
  private readonly put: (task: LoopTask, value: Value, point: Point) => void;
  private readonly running = new Map<LoopTask, readonly Variable[]>();

  /** `put` stores a result. */
  constructor(k: KernelBuilder, storage: Storage, nest: Nest, put: Reductions["put"]) {
    this.k = k;
    this.storage = storage;
    this.nest = nest;
    this.put = put;
  }

  start(tasks: readonly LoopTask[]): void {
    for (const task of tasks) {
      const dtype = nodeOf(this.storage.graph, task.target).dtype;
      const initial = this.k.constant(
        elementOfMemory(dtype),
        this.nest.lanes,
        neutral(task, dtype, this.nest.merged.space),
      );
      const accumulators = Array.from({ length: this.nest.unroll }, () => this.k.variable(initial));
      this.running.set(task, accumulators);
    }
  }

  accumulate(task: LoopTask, values: readonly Value[], point: Point): void {
    const { k } = this;
    const accumulator = this.running.get(task)?.[point.part];
    const [first, second] = values;
    if (accumulator === undefined || first === undefined) throw new Bug("a reduction without an accumulator");
    const dtype = nodeOf(this.storage.graph, task.target).dtype;
    const before = k.read(accumulator);
    const narrow = point.active < this.nest.lanes && !this.keepsLanes(task);
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
      task.stays !== null &&
      task.stays.length > 0 &&
      (this.nest.merged.stays ?? []).includes(this.nest.vectorAxis)
    );
  }

  finish(tasks: readonly LoopTask[], at: ReadonlyMap<number, Affine>, active: number): void {
    const { k } = this;
    for (const task of tasks) {
      const join = (x: Value, y: Value): Value => this.join(task, x, y);
      const variables = this.running.get(task) ?? [];
      const point = (part: number, lanes: Lanes, shown: number): Point => ({
        ...this.nest,
        at,
        lanes,
        active: shown,
        part,
      });
      if (this.keepsLanes(task)) {
        variables.forEach((variable, part) => {
          const shown = Math.min(Math.max(active - part * this.nest.lanes, 0), this.nest.lanes);
          if (shown > 0) this.put(task, k.read(variable), point(part, this.nest.lanes, shown));
        });
        continue;
      }
      const whole = variables.map((variable) => k.read(variable)).reduce(join);
      const lanes = Array.from({ length: whole.lanes }, (_, lane) => k.extract(whole, lane));
      this.put(task, pairwise(lanes, join), point(0, 1, 1));
    }
  }

  /** Reduces into accumulators of their own, then adds those, keeping what rounding takes for the next (Kahan 1965). */
  apart(sums: readonly LoopTask[], pieces: (each: (body: () => void) => void) => void): void {
    const { k } = this;
    const outer = new Map(sums.map((task) => [task, this.running.get(task) ?? []]));
    const zero = (variable: Variable) => k.constant(variable.element, variable.lanes, 0);
    const lost = new Map(
      sums.map((task) => [task, (outer.get(task) ?? []).map((total) => k.variable(zero(total)))]),
    );
    pieces((body) => {
      this.start(sums);
      body();
      for (const task of sums) {
        outer.get(task)?.forEach((total, part) => {
          const [piece, rounding] = [this.running.get(task)?.[part], lost.get(task)?.[part]];
          if (piece !== undefined && rounding !== undefined) this.addPiece(task, total, piece, rounding);
        });
      }
    });
    for (const [task, totals] of outer) this.running.set(task, totals);
  }

  // y = piece − lost, t = total + y, lost′ = (t − total) − y
  private addPiece(task: LoopTask, total: Variable, piece: Variable, lost: Variable): void {
    const { k } = this;
    if (task.kind === "greatest" || total.element === "i32") {
      k.assign(total, this.join(task, k.read(total), k.read(piece)));
      return;
    }
    const before = k.read(total);
    const added = k.sub(k.read(piece), k.read(lost));
    const after = k.add(before, added);
    // Once infinite, nothing is lost: ∞ − ∞ would be.
    const rest = k.sub(k.sub(after, before), added);
    k.assign(lost, k.select(k.lt(k.abs(after), Infinity), rest, 0));
    k.assign(total, after);
  }

  private join(task: LoopTask, x: Value, y: Value): Value {
    const { dtype } = nodeOf(this.storage.graph, task.target);
    return task.kind === "greatest" ? greatest(this.k, x, y, dtype) : this.k.add(x, y);
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
