/** What a group's tasks compute, looked at beforehand: it decides how wide their loops are. */

import { Bug } from "../diagnostic/bug.ts";
import type { Node, NodeId } from "../tensor/graph.ts";
import type { Lanes } from "./loop-program.ts";
import { type Draw, drawStride } from "./math/random.ts";
import { nodeOf, type Storage } from "./storage.ts";
import type { LoopTask } from "./tasks.ts";

export function drawOf(node: Node): Draw {
  if (node.op !== "random") throw new Bug("a draw that is none");
  return { kind: node.attributes.kind, stream: node.attributes.stream, double: node.dtype === "f64" };
}

/** Elements are f64, so that two fill a vector. */
export function anyDouble(storage: Storage, tasks: readonly LoopTask[]): boolean {
  return some(storage, tasks, (node) => node.dtype === "f64");
}

/** Sub-vectors in a turn, that blocks of draws are whole. */
export function drawUnroll(storage: Storage, tasks: readonly LoopTask[], lanes: Lanes): number {
  let unroll = 1;
  some(storage, tasks, (node) => {
    if (node.op === "random") unroll = Math.max(unroll, drawStride(drawOf(node)) / lanes);
    return false;
  });
  return unroll;
}

/** Walks the nodes that tasks compute or load. */
function some(storage: Storage, tasks: readonly LoopTask[], test: (node: Node) => boolean): boolean {
  const seen = new Set<NodeId>();
  const targets = new Set(tasks.map(({ target }) => target));
  const visit = (id: NodeId): boolean => {
    if (seen.has(id)) return false;
    seen.add(id);
    const node = nodeOf(storage.graph, id);
    if (test(node)) return true;
    if (storage.home(id) !== null && !targets.has(id)) return false;
    return node.operands.some(visit);
  };
  return tasks.some(
    (task) => test(nodeOf(storage.graph, task.target)) || task.reads.some(({ node }) => visit(node)),
  );
}
