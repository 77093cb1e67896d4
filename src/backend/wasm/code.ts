/** A function's body in the making: its instructions and its locals. */

import { Bug } from "../../diagnostic/bug.ts";
import type { Instruction, ValueType } from "./assembler.ts";

export class Code {
  readonly locals: ValueType[] = [];
  readonly body: Instruction[] = [];
  /** The locals of loop indices, accumulators and values, by their ids in the kernel. */
  private readonly ofId = new Map<number, number>();

  put(name: Instruction["name"], a?: number): void {
    this.body.push(a === undefined ? { name } : { name, a });
  }

  add(instructions: readonly Instruction[]): void {
    this.body.push(...instructions);
  }

  newLocal(type: ValueType): number {
    return this.locals.push(type) - 1;
  }

  /** Makes a local for what has that id. */
  keep(id: number, type: ValueType): number {
    const local = this.newLocal(type);
    this.ofId.set(id, local);
    return local;
  }

  /** The local of what has that id. */
  localOf(id: number): number {
    const local = this.ofId.get(id);
    if (local === undefined) throw new Bug(`${id} is used before it is made`);
    return local;
  }
}
