/** A terminal that remembers: `out` and `err` hold what was written. */

import { run } from "../../src/cli/run.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

export interface FakeTerminal extends Terminal {
  readonly out: () => string;
  readonly err: () => string;
}

export function fakeTerminal(
  options: { readonly live?: boolean; readonly interrupted?: AbortSignal } = {},
): FakeTerminal {
  let out = "";
  let err = "";
  return {
    write: (text) => {
      out += text;
    },
    note: (text) => {
      err += text;
    },
    out: () => out,
    err: () => err,
    style: { colour: false, columns: 100 },
    noteStyle: { colour: false, columns: 100 },
    noteRows: 24,
    live: options.live ?? false,
    interruption: () => options.interrupted ?? new AbortController().signal,
  };
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** `hunch` with these words, in this process. */
export async function hunch(...words: readonly string[]): Promise<Ran> {
  const terminal = fakeTerminal();
  const code = await run(words, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}
