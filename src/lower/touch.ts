/** What a task's expressions read when they are followed down to memory. */

import { Bug } from "../diagnostic/bug.ts";
import type { NodeId, Shape } from "../tensor/graph.ts";
import { type Coordinates, keyOfCoordinates, type Layout, layoutAt } from "./coordinates.ts";
import { rules } from "./rules.ts";
import { nodeOf, type Storage } from "./storage.ts";
import type { Task } from "./tasks.ts";

/** Memory that a task reads. */
export interface Access {
  readonly holder: NodeId;
  readonly layout: Layout;
  /** Not at an address that the loops' indices give. */
  readonly indirect: boolean;
  /** The holder itself, at its own place: its value may come from the same loop. */
  readonly direct: boolean;
}

/** What a task touches. */
export interface Touch {
  readonly accesses: readonly Access[];
  /** Draws, or counts along one of several axes: what the shape of the loops matters to. */
  readonly draws: boolean;
  readonly counts: boolean;
}

/** Follows a task's expressions down to memory. */
export function touchOf(storage: Storage, task: Task): Touch {
  const { graph } = storage;
  const accesses: Access[] = [];
  const seen = new Set<string>();
  let draws = false;
  let counts = false;
  const rank = task.kind === "own" ? 0 : task.space.length;

  const memory = (id: NodeId, at: Coordinates, indirect: boolean): void => {
    const home = storage.home(id);
    if (home === null) throw new Bug(`node ${id} has no memory`);
    const layout = layoutAt(nodeOf(graph, id).shape, at, rank, home.base);
    accesses.push({ holder: home.holder, layout, indirect, direct: home.holder === id });
  };
  const visit = (id: NodeId, at: Coordinates): void => {
    const key = `${id}:${keyOfCoordinates(at)}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (storage.home(id) !== null && id !== task.target) return memory(id, at, false);
    inside(id, at);
  };
  const inside = (id: NodeId, at: Coordinates): void => {
    const node = nodeOf(graph, id);
    const rule = rules[node.op];
    switch (rule.kind) {
      case "source":
        if (node.op === "iota" && rank > 1) counts = true;
        return;
      case "random":
        draws = true;
        for (const operand of node.operands)
          follow(storage, operand, (holder, shape) =>
            memory(
              holder,
              shape.map(() => ({ axis: -1, offset: 0 })),
              true,
            ),
          );
        return;
      case "gather": {
        const depth = nodeOf(graph, node.operands[1]).shape.length;
        visit(node.operands[1] as NodeId, at.slice(0, depth));
        if (rank > 1) counts = true;
        follow(storage, node.operands[0] as NodeId, (holder, shape) =>
          memory(
            holder,
            shape.map(() => ({ axis: -1, offset: 0 })),
            true,
          ),
        );
        return;
      }
      case "view": {
        const from = storage.through(node, at);
        if (from === null) throw new Bug("a reordering that is computed");
        return visit(node.operands[0] as NodeId, from);
      }
      case "element":
        for (const operand of node.operands) visit(operand, at);
        return;
      case "dot":
        for (const [operand, where] of factorsOf(storage, id, at)) visit(operand, where);
        return;
      default:
        throw new Bug(`${node.op} is computed in a loop of its own`);
    }
  };
  if (task.kind === "own") {
    for (const operand of nodeOf(graph, task.target).operands) {
      follow(storage, operand, (holder, shape) =>
        memory(
          holder,
          shape.map(() => ({ axis: -1, offset: 0 })),
          true,
        ),
      );
    }
  } else {
    for (const { node, at } of task.reads) {
      if (node === task.target) inside(node, at);
      else visit(node, at);
    }
  }
  return { accesses, draws, counts };
}

/** Finds the memory that views lead to. */
function follow(storage: Storage, id: NodeId, found: (holder: NodeId, shape: Shape) => void): void {
  const node = nodeOf(storage.graph, id);
  if (storage.home(id) !== null) return found(id, node.shape);
  follow(storage, node.operands[0] as NodeId, found);
}

/** The operands of a dot that sums nothing, each with the coordinates at which it is read. */
export function factorsOf(
  storage: Storage,
  id: NodeId,
  at: Coordinates,
): readonly (readonly [NodeId, Coordinates])[] {
  const form = storage.dots.get(id);
  const node = nodeOf(storage.graph, id);
  if (form?.kind !== "product") throw new Bug("a dot that sums");
  const { batch, free } = form.axes;
  return ([0, 1] as const).map((side) => {
    const operand = node.operands[side] as NodeId;
    const from = nodeOf(storage.graph, operand).shape.map(() => ({ axis: -1, offset: 0 }));
    batch[side].forEach((axis, i) => (from[axis] = at[i] ?? { axis: -1, offset: 0 }));
    const first = batch[0].length + (side === 0 ? 0 : free[0].length);
    free[side].forEach((axis, i) => (from[axis] = at[first + i] ?? { axis: -1, offset: 0 }));
    return [operand, from] as const;
  });
}
