/**
 * Where a run writes down how far it is, in parts that go forward on their own: a chain, a climb. Since a part is pure —
 * the same state goes on to the same end — what is written never decides a result, only how soon it is there.
 */

export interface Journal {
  /** What an earlier run of the same question left of this part; null where it left nothing. */
  earlier(part: string): Earlier | null;
  /** Whether it is time to write: what costs something to gather is gathered then. */
  due(): boolean;
  /** The part's state now, and what it made since it was last kept. Written soon, behind the caller's back; plain data that nobody changes. */
  keep(part: string, state: unknown, piece?: unknown): void;
}

export interface Earlier {
  readonly state: unknown;
  /** Up to that state, in order. */
  readonly pieces: readonly unknown[];
}

/** Writes nothing down. */
export const noJournal: Journal = { earlier: () => null, due: () => false, keep: () => {} };
