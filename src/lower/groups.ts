/**
 * Puts tasks into groups, each one kernel: a task joins the first group over its space that comes late enough for what it
 * reads and touches the same memory (greedy loop fusion, as in Kennedy and McKinley 1993).
 */

import { Bug } from "../diagnostic/bug.ts";
import type { NodeId, Shape } from "../tensor/graph.ts";
import { type Layout, rowMajor, sameLayout } from "./coordinates.ts";
import { nodeOf, type Storage } from "./storage.ts";
import { type LoopTask, type OwnTask, points, type Task, tasksOf, type Touch, touchOf } from "./tasks.ts";

/** Spaces up to this size share a loop whatever they touch. */
const small = 1024;

export interface LoopGroup {
  readonly kind: "loops";
  readonly space: Shape;
  readonly tasks: LoopTask[];
  /** The axes that stay in its reductions; null where none is, or all are taken away. */
  stays: readonly number[] | null;
  draws: boolean;
  /** Every read and write is of the whole space in order, or of one number. */
  flat: boolean;
  readonly touched: Set<NodeId>;
}

export interface OwnGroup {
  readonly kind: "own";
  readonly task: OwnTask;
}

export type Group = LoopGroup | OwnGroup;

/** A read of a holder's memory by the group at `position`. */
export interface Reading {
  readonly position: number;
  readonly layout: Layout;
  readonly indirect: boolean;
}

export interface Schedule {
  readonly groups: readonly Group[];
  /** The tasks of each kept node, and where they stand. */
  readonly writes: ReadonlyMap<
    NodeId,
    { readonly tasks: readonly Task[]; readonly first: number; readonly last: number }
  >;
  readonly readings: ReadonlyMap<NodeId, readonly Reading[]>;
  /** Kept nodes that live only inside one loop. */
  readonly transient: ReadonlySet<NodeId>;
}

export function schedule(storage: Storage): Schedule {
  const groups: Group[] = [];
  const bySpace = new Map<string, number[]>();
  const writes = new Map<NodeId, { tasks: readonly Task[]; first: number; last: number }>();
  const readings = new Map<NodeId, Reading[]>();
  const stored = new Set<NodeId>();

  for (const id of storage.live) {
    if (!storage.kept.has(id)) continue;
    const tasks = tasksOf(storage, id);
    let first = Infinity;
    let last = -1;
    for (const task of tasks) {
      const touch = touchOf(storage, task);
      // The parts of one node are written in order: a pad's zeros before what they surround.
      let earliest = nodeOf(storage.graph, id).op === "pad" ? last + 1 : 0;
      for (const access of touch.accesses) {
        const write = writes.get(access.holder);
        if (write === undefined) continue;
        const inLoop = access.direct && !access.indirect && isSameLoop(write.tasks, task, access.layout);
        earliest = Math.max(earliest, inLoop ? write.last : write.last + 1);
      }
      const position =
        task.kind === "own"
          ? groups.push({ kind: "own", task }) - 1
          : join(groups, bySpace, task, touch, earliest);
      first = Math.min(first, position);
      last = Math.max(last, position);
      for (const { holder, layout, indirect } of touch.accesses) {
        let list = readings.get(holder);
        if (list === undefined) readings.set(holder, (list = []));
        list.push({ position, layout, indirect });
        if (writes.get(holder)?.last !== position) stored.add(holder);
      }
    }
    writes.set(id, { tasks, first, last });
  }
  const transient = new Set([...storage.shared].filter((id) => !stored.has(id)));
  return { groups, writes, readings, transient };
}

/** Reads each point of the loop's space where the one task that makes it put it. */
function isSameLoop(made: readonly Task[], task: Task, layout: Layout): boolean {
  const [maker] = made;
  return (
    made.length === 1 &&
    maker?.kind === "store" &&
    task.kind !== "own" &&
    sameShape(maker.space, task.space) &&
    sameLayout(maker.to, layout)
  );
}

function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

function join(
  groups: Group[],
  bySpace: Map<string, number[]>,
  task: LoopTask,
  touch: Touch,
  earliest: number,
): number {
  const key = task.space.join("x");
  let places = bySpace.get(key);
  if (places === undefined) bySpace.set(key, (places = []));
  const flat = isFlat(task, touch);
  const partial = task.stays !== null && task.stays.length > 0 ? task.stays : null;
  const holders = new Set(
    touch.accesses.filter(({ layout }) => layout.strides.some((s) => s !== 0)).map(({ holder }) => holder),
  );
  holders.add(task.target);
  for (let i = firstFrom(places, earliest); i < places.length; i++) {
    const place = places[i] ?? 0;
    const group = groups[place];
    if (group?.kind !== "loops") throw new Bug("a group of another kind");
    if ((group.draws || touch.draws) && !(group.flat && flat)) continue;
    if (partial !== null && group.stays !== null && !sameShape(partial, group.stays)) continue;
    if (points(task) > small && ![...holders].some((holder) => group.touched.has(holder))) continue;
    group.tasks.push(task);
    group.stays ??= partial;
    group.draws ||= touch.draws;
    group.flat &&= flat;
    for (const holder of holders) group.touched.add(holder);
    return place;
  }
  groups.push({
    kind: "loops",
    space: task.space,
    tasks: [task],
    stays: partial,
    draws: touch.draws,
    flat,
    touched: holders,
  });
  places.push(groups.length - 1);
  return groups.length - 1;
}

/** The first of ascending numbers that is at least `least`. */
function firstFrom(ascending: readonly number[], least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isFlat(task: LoopTask, touch: Touch): boolean {
  const whole = rowMajor(task.space);
  const isWhole = ({ strides }: Layout) => strides.every((stride, axis) => stride === whole[axis]);
  const isNumber = ({ strides }: Layout) => strides.every((stride) => stride === 0);
  const writesFlat =
    isWhole(task.to) || (isNumber(task.to) && (task.stays === null || task.stays.length === 0));
  return (
    writesFlat && !touch.counts && touch.accesses.every(({ layout }) => isWhole(layout) || isNumber(layout))
  );
}
