/** What a command is, and what it leaves for `run.ts` to print. */

import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Arguments, OptionRow } from "./arguments.ts";
import type { Terminal } from "./terminal.ts";

export interface Command {
  readonly verb: string;
  /** What stands after the verb: `FILE… [--check]`. */
  readonly usage: string;
  /** Positional arguments: how many at least and at most, and what to call them. */
  readonly positionals: { readonly least: number; readonly most: number; readonly wanted: string };
  readonly options: readonly OptionRow[];
  /** A few lines below the summary in `--help`. */
  readonly about: string;
  readonly examples: readonly string[];
  readonly run: (given: Arguments, context: Context) => Promise<Result>;
}

export interface Context {
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** 2: it ran, but a check on the result failed. 130: interrupted, and what there was is written. */
export type Exit = 0 | 1 | 2 | 130;

export type Result =
  | {
      readonly kind: "done";
      readonly exit: Exit;
      /** The one value of `--json`. */
      readonly json: unknown;
      /** For people; `--quiet` leaves it out. */
      readonly text: string;
      /** What was asked for, in place of `text` and in spite of `--quiet`: rows, draws, a stage. */
      readonly product?: string;
      readonly warnings: readonly Diagnostic[];
    }
  | Failed;

export interface Failed {
  readonly kind: "failed";
  readonly diagnostics: readonly Diagnostic[];
  /** 1 unless it was interrupted. */
  readonly exit?: 130;
}

export function failed(...diagnostics: readonly Diagnostic[]): Failed {
  return { kind: "failed", diagnostics };
}
