/**
 * Puts tasks into groups, each one kernel: a task joins the first group over its space that comes late enough for what it
 * reads and touches the same memory (greedy loop fusion, as in Kennedy and McKinley 1993).
 */

import { Bug } from "../diagnostic/bug.ts";
import type { NodeId, Shape } from "../tensor/graph.ts";
import type { Layout } from "./coordinates.ts";
import { holdersOf, isFlat, isSameLoop, sameShape } from "./fusion.ts";
import { nodeOf, type Storage } from "./storage.ts";
import { type LoopTask, type OwnTask, points, type Task, tasksOf } from "./tasks.ts";
import { type Touch, touchOf } from "./touch.ts";

/** Spaces up to this size share a loop whatever they touch. */
const small = 1024;

export interface LoopGroup {
  readonly kind: "loops";
  readonly space: Shape;
  readonly tasks: LoopTask[];
  /** What each task touches. */
  readonly touches: Touch[];
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

interface Write {
  readonly tasks: readonly Task[];
  readonly first: number;
  readonly last: number;
}

export interface Schedule {
  readonly groups: readonly Group[];
  /** The tasks of each kept node, and where they stand. */
  readonly writes: ReadonlyMap<NodeId, Write>;
  readonly readings: ReadonlyMap<NodeId, readonly Reading[]>;
  /** Kept nodes that live only inside one loop. */
  readonly transient: ReadonlySet<NodeId>;
}

/** Tasks that go into one loop together. */
interface Cluster {
  readonly tasks: readonly { readonly task: LoopTask; readonly touch: Touch }[];
  readonly earliest: number;
}

export function schedule(storage: Storage): Schedule {
  const scheduler = new Scheduler(storage);
  for (const id of storage.live) if (storage.kept.has(id) && !storage.shared.has(id)) scheduler.place(id);
  return scheduler.finish();
}

/** Nodes that are shared but need no memory of their own wait for the first loop that reads them, and join it where they can. */
class Scheduler {
  private readonly storage: Storage;
  private readonly groups: Group[] = [];
  private readonly bySpace = new Map<string, number[]>();
  private readonly writes = new Map<NodeId, Write>();
  private readonly readings = new Map<NodeId, Reading[]>();
  private readonly stored = new Set<NodeId>();

  constructor(storage: Storage) {
    this.storage = storage;
  }

  finish(): Schedule {
    const transient = new Set([...this.storage.shared].filter((id) => !this.stored.has(id)));
    return { groups: this.groups, writes: this.writes, readings: this.readings, transient };
  }

  place(id: NodeId): void {
    if (this.writes.has(id)) return;
    const tasks = tasksOf(this.storage, id);
    const isPad = nodeOf(this.storage.graph, id).op === "pad";
    let first = Infinity;
    let last = -1;
    for (const task of tasks) {
      // The parts of one node are written in order: a pad's zeros before what they surround.
      const position = this.placeTask(task, isPad ? last + 1 : 0);
      first = Math.min(first, position);
      last = Math.max(last, position);
    }
    this.writes.set(id, { tasks, first, last });
  }

  private placeTask(task: Task, after: number): number {
    const touch = touchOf(this.storage, task);
    if (task.kind === "own") {
      for (const { holder } of touch.accesses) this.settle(holder);
      const position = this.groups.push({ kind: "own", task }) - 1;
      this.record(touch, position);
      return position;
    }
    const waiting = this.gather(task, touch, new Map());
    const together = this.cluster([...waiting.values(), { task, touch }], after);
    const draws = together.tasks.some((member) => member.touch.draws);
    // Draws want loops over their elements in order: where this one is not, they go before it.
    if (draws && !together.tasks.every((member) => isFlat(member.task, member.touch))) {
      for (const id of waiting.keys()) this.settle(id);
      return this.join(this.cluster([{ task, touch }], after));
    }
    const position = this.join(together);
    for (const [id, member] of waiting)
      this.writes.set(id, { tasks: [member.task], first: position, last: position });
    return position;
  }

  /** The nodes still waiting that a task reads in the turn of the loop that would make them; others are placed now. */
  private gather(task: LoopTask, touch: Touch, found: Map<NodeId, Cluster["tasks"][number]>): typeof found {
    for (const access of touch.accesses) {
      const { holder } = access;
      if (this.writes.has(holder) || !this.storage.shared.has(holder)) continue;
      const tasks = tasksOf(this.storage, holder);
      const [maker] = tasks;
      if (
        maker?.kind !== "store" ||
        access.indirect ||
        !access.direct ||
        !isSameLoop(tasks, task, access.layout)
      ) {
        this.settle(holder);
      } else if (!found.has(holder)) {
        const member = { task: maker, touch: touchOf(this.storage, maker) };
        this.gather(maker, member.touch, found);
        found.set(holder, member);
      }
    }
    // What a later access had to have placed is in memory, not waiting.
    for (const id of found.keys()) if (this.writes.has(id)) found.delete(id);
    return found;
  }

  private settle(holder: NodeId): void {
    if (this.storage.kept.has(holder)) this.place(holder);
  }

  private cluster(tasks: Cluster["tasks"], after: number): Cluster {
    const inside = new Set(tasks.map(({ task }) => task.target));
    let earliest = after;
    for (const { task, touch } of tasks) {
      for (const access of touch.accesses) {
        const write = this.writes.get(access.holder);
        if (write === undefined || inside.has(access.holder)) continue;
        const inLoop = access.direct && !access.indirect && isSameLoop(write.tasks, task, access.layout);
        earliest = Math.max(earliest, inLoop ? write.last : write.last + 1);
      }
    }
    return { tasks, earliest };
  }

  private record(touch: Touch, position: number): void {
    for (const { holder, layout, indirect } of touch.accesses) {
      const list = this.readings.get(holder) ?? [];
      list.push({ position, layout, indirect });
      this.readings.set(holder, list);
      const write = this.writes.get(holder);
      if (write !== undefined && write.last !== position) this.stored.add(holder);
    }
  }

  private join({ tasks, earliest }: Cluster): number {
    const task = tasks.at(-1)?.task;
    if (task === undefined) throw new Bug("a cluster of nothing");
    const key = task.space.join("x");
    const places = this.bySpace.get(key) ?? [];
    this.bySpace.set(key, places);
    const flat = tasks.every((member) => isFlat(member.task, member.touch));
    const draws = tasks.some(({ touch }) => touch.draws);
    const stays = task.stays !== null && task.stays.length > 0 ? task.stays : null;
    const touched = new Set(tasks.flatMap((member) => holdersOf(member.task, member.touch)));
    const fits = (group: LoopGroup): boolean => {
      if ((group.draws || draws) && !(group.flat && flat)) return false;
      if (stays !== null && group.stays !== null && !sameShape(stays, group.stays)) return false;
      return points(task) <= small || [...touched].some((holder) => group.touched.has(holder));
    };
    const place = places.slice(firstFrom(places, earliest)).find((candidate) => {
      const group = this.groups[candidate];
      return group?.kind === "loops" && fits(group);
    });
    const position = place ?? this.groups.length;
    const group = place === undefined ? undefined : this.groups[place];
    if (group?.kind === "loops") {
      group.tasks.push(...tasks.map((member) => member.task));
      group.touches.push(...tasks.map(({ touch }) => touch));
      group.stays ??= stays;
      group.draws ||= draws;
      group.flat &&= flat;
      for (const holder of touched) group.touched.add(holder);
    } else {
      this.groups.push({
        kind: "loops",
        space: task.space,
        tasks: tasks.map((member) => member.task),
        touches: tasks.map(({ touch }) => touch),
        stays,
        draws,
        flat,
        touched,
      });
      places.push(position);
    }
    for (const { touch } of tasks) this.record(touch, position);
    return position;
  }
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
