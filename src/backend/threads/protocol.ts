/** What a pool and its threads say to each other: plain data. A thread is sent one input at a time. */

export type Message =
  /** Make ready for a kind of work, under a number of the pool's. */
  | { readonly kind: "prepare"; readonly team: number; readonly job: string; readonly setup: unknown }
  | { readonly kind: "work"; readonly team: number; readonly input: unknown }
  | { readonly kind: "dispose"; readonly team: number };

export type Answer =
  /** The thread listens. */
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly output: unknown }
  /** No memory is left for this kind of work here. */
  | { readonly kind: "full"; readonly why: string }
  | { readonly kind: "bug"; readonly message: string; readonly stack: string };
