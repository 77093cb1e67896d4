/** When tasks may share a loop. */

import type { NodeId, Shape } from "../tensor/graph.ts";
import { type Layout, rowMajor, sameLayout } from "./coordinates.ts";
import type { LoopTask, Task } from "./tasks.ts";
import type { Touch } from "./touch.ts";

/** The arrays that a task goes through, itself included. */
export function holdersOf(task: LoopTask, touch: Touch): readonly NodeId[] {
  const arrays = touch.accesses.filter(({ layout }) => layout.strides.some((stride) => stride !== 0));
  return [task.target, ...arrays.map(({ holder }) => holder)];
}

/** Reads each point of the loop's space where the one task that makes it put it. */
export function isSameLoop(made: readonly Task[], task: Task, layout: Layout): boolean {
  const [maker] = made;
  return (
    made.length === 1 &&
    maker?.kind === "store" &&
    task.kind !== "own" &&
    sameShape(maker.space, task.space) &&
    sameLayout(maker.to, layout)
  );
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

/** Reads and writes the whole space in order, or one number. */
export function isFlat(task: LoopTask, touch: Touch): boolean {
  const whole = rowMajor(task.space);
  const isWhole = ({ strides }: Layout) => strides.every((stride, axis) => stride === whole[axis]);
  const isNumber = ({ strides }: Layout) => strides.every((stride) => stride === 0);
  const writesFlat =
    isWhole(task.to) || (isNumber(task.to) && (task.stays === null || task.stays.length === 0));
  return (
    writesFlat && !touch.counts && touch.accesses.every(({ layout }) => isWhole(layout) || isNumber(layout))
  );
}
