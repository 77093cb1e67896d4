/**
 * Work that any thread may do: what goes in and comes out is plain data, and all randomness is a key that goes in, so that
 * the place and the order change no bit. `inference/` and `study/` hand out work only through these types.
 */

import type { Runtime } from "./program.ts";

/** A kind of work: how a thread makes ready for it, from plain data. */
export interface Job<Setup, Input, Output> {
  /** In the table of `worker.ts`. */
  readonly name: string;
  prepare(setup: Setup, runtime: Runtime): Promise<Hand<Input, Output>>;
}

/** A thread that is ready: gives an output for each input, one after another. */
export interface Hand<Input, Output> {
  work(input: Input): Output | Promise<Output>;
  dispose(): void;
}

/** `lost`: the thread that did it ended, twice. */
export type Done<Output> =
  | { readonly kind: "done"; readonly output: Output }
  | { readonly kind: "lost"; readonly why: string };

/** Threads at one kind of work. */
export interface Team<Input, Output> {
  /** Does it as soon as a thread is free. Throws only `Bug`. */
  work(input: Input): Promise<Done<Output>>;
  dispose(): void;
}

/** The threads there are. */
export interface Crew {
  /** How many inputs may be worked on at once. */
  readonly size: number;
  /** `here` does the work in this thread, `away` is what another thread makes ready from; null where none can. */
  team<Setup, Input, Output>(
    job: Job<Setup, Input, Output>,
    here: Hand<Input, Output>,
    away: () => Setup | null,
  ): Team<Input, Output>;
  /** Ends the threads; work under way is dropped. */
  end(): void;
}
