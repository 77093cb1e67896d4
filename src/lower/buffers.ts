/** Gives every slot and every kept node its buffer: new state in place where nobody reads the old one any more. */

import { Bug } from "../diagnostic/bug.ts";
import { type Dtype, elements, type NodeId } from "../tensor/graph.ts";
import type { Program } from "../tensor/program.ts";
import { sameLayout } from "./coordinates.ts";
import type { Schedule } from "./groups.ts";
import type { Buffer, BufferRole } from "./loop-program.ts";
import type { Home, Storage } from "./storage.ts";
import { nodeOf } from "./storage.ts";

/** What the memory plan still has to place. */
export type Unplaced = Omit<Buffer, "offset">;

/** Elements to be copied when all kernels have run. */
export interface Copy {
  readonly from: number;
  readonly base: number;
  readonly to: number;
  readonly dtype: Dtype;
  readonly elements: number;
  /** Reads old state: goes by way of a temporary, so that states may change places. */
  readonly early: boolean;
}

export class Buffers {
  readonly list: Unplaced[] = [];
  readonly copies: Copy[] = [];
  private readonly ofNode = new Map<NodeId, number>();

  constructor(program: Program, storage: Storage, plan: Schedule) {
    const { graph } = storage;
    const end = plan.groups.length;
    const states = program.state.map((slot) =>
      this.add(slot.name, "state", slot.dtype, elements(slot.shape)),
    );
    const inputs = program.inputs.map((slot) =>
      this.add(slot.name, "input", slot.dtype, elements(slot.shape)),
    );
    const outputs = program.outputs.map((slot) =>
      this.add(slot.name, "output", slot.dtype, elements(slot.shape)),
    );
    const slots = [...states, ...inputs];
    const old = new Map<number, NodeId>();
    for (const id of storage.live) {
      const node = nodeOf(graph, id);
      if (node.op === "input") {
        this.ofNode.set(id, slots[node.attributes.index] ?? -1);
        old.set(node.attributes.index, id);
      } else if (node.op === "literal") {
        const values = node.attributes.values;
        this.ofNode.set(
          id,
          this.add(`literal${id}`, "constant", node.dtype, elements(node.shape), { values }),
        );
      }
    }
    const homes = graph.outputs.map((id) => storage.home(id) ?? { holder: id, base: 0 });
    const targets = [...states, ...outputs];
    // A state whose old value is copied somewhere at the end stays until then.
    const keptToEnd = new Set(homes.map(({ holder }) => holder));
    homes.forEach((home, i) => {
      const target = targets[i] ?? -1;
      const source = nodeOf(graph, home.holder);
      const whole = home.base === 0 && elements(source.shape) === this.buffer(target).elements;
      const free = plan.writes.has(home.holder) && !this.ofNode.has(home.holder) && whole;
      const oldState = i < states.length ? old.get(i) : undefined;
      if (free && (oldState === undefined || this.mayReplace(plan, oldState, home, keptToEnd))) {
        this.ofNode.set(home.holder, target);
      }
    });
    for (const [id, { first }] of plan.writes) {
      if (this.ofNode.has(id) || plan.transient.has(id)) continue;
      const node = nodeOf(graph, id);
      const read =
        plan.readings.get(id)?.reduce((last, reading) => Math.max(last, reading.position), first) ?? first;
      const lifetime = [first, keptToEnd.has(id) ? end + 1 : read] as const;
      this.ofNode.set(
        id,
        this.add(`${node.op}${id}`, "temporary", node.dtype, elements(node.shape), { lifetime }),
      );
    }
    homes.forEach((home, i) => {
      const from = this.of(home.holder);
      const to = targets[i] ?? -1;
      const { dtype, elements: count } = this.buffer(to);
      if (from === to && home.base === 0) return;
      this.copies.push({
        from,
        base: home.base,
        to,
        dtype,
        elements: count,
        early: states.includes(from) && nodeOf(graph, home.holder).op === "input",
      });
    });
  }

  add(
    name: string,
    role: BufferRole,
    dtype: Dtype,
    count: number,
    more: { values?: readonly number[]; lifetime?: readonly [number, number] } = {},
  ): number {
    this.list.push({ id: this.list.length, name, role, dtype, elements: count, ...more });
    return this.list.length - 1;
  }

  of(id: NodeId): number {
    const found = this.ofNode.get(id);
    if (found === undefined) throw new Bug(`node ${id} has no buffer`);
    return found;
  }

  has(id: NodeId): boolean {
    return this.ofNode.has(id);
  }

  buffer(id: number): Unplaced {
    const found = this.list[id];
    if (found === undefined) throw new Bug(`no buffer ${id}`);
    return found;
  }

  /** All reads of the old state come before the write, or are of the same element in the same turn of the same loop. */
  private mayReplace(plan: Schedule, oldState: NodeId, home: Home, keptToEnd: ReadonlySet<NodeId>): boolean {
    const write = plan.writes.get(home.holder);
    if (write === undefined || keptToEnd.has(oldState)) return false;
    const [task] = write.tasks;
    const single = write.tasks.length === 1 && task?.kind === "store" ? task : null;
    return (plan.readings.get(oldState) ?? []).every(
      ({ position, layout, indirect }) =>
        position < write.first ||
        (position === write.first && single !== null && !indirect && sameLayout(layout, single.to)),
    );
  }
}
