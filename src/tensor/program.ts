/**
 * A whole step as one graph: state → state′. The host writes inputs, runs steps, reads state and outputs.
 * `inference/` speaks to backends only through these types.
 */

import type { Graph, Slot } from "./graph.ts";

/**
 * The graph's inputs are the slots of `state`, then those of `inputs`; its outputs the new state, then `outputs`.
 * Names are unique over all three.
 */
export interface Program {
  readonly name: string;
  readonly state: readonly Slot[];
  readonly inputs: readonly Slot[];
  readonly outputs: readonly Slot[];
  readonly step: Graph;
}

export type Numbers = Float32Array | Float64Array | Int32Array | Uint32Array;

/** A compiled program with its own memory; state, inputs and outputs start as zeros. */
export interface Executable {
  readonly program: Omit<Program, "step">;
  /** Copies numbers into a state or input slot, row-major from element `offset`. */
  write(slot: string, values: ArrayLike<number>, offset?: number): void;
  /** A copy of a state, input or output slot. Bools read as 0 and 1. */
  read(slot: string): Numbers;
  /**
   * The slot's own memory, the same array at every call: it shows what the last step left, and what is put into a state or input
   * slot the next step sees. For loops that must not copy or allocate. Not to be used after `dispose`.
   */
  view(slot: string): Numbers;
  /** Runs steps one after another, blocking: state′ of each is the state of the next. */
  step(count?: number): void;
  /** Runs steps without holding the caller's thread for more than about 50 ms; stops early, between steps, when aborted. Gives the steps done. */
  run(count: number, signal?: AbortSignal): Promise<number>;
  /** The compiled program and the numbers it holds, to be revived elsewhere; null where it cannot leave this thread. */
  portable(): Portable | null;
  dispose(): void;
}

/** A compiled program as a value that may be sent to another thread, where the same backend revives it without compiling anew. */
export interface Portable {
  readonly backend: string;
  /** Known to that backend alone. */
  readonly content: unknown;
}

/** A backend at work. */
export interface Runtime {
  readonly name: string;
  compile(program: Program): Promise<Executable>;
  /** A program that came from another thread, with memory of its own: the numbers are those that it left with. */
  revive(portable: Portable): Promise<Executable>;
}
