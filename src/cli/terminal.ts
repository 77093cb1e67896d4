/** Where a command's words go and what its world is: the process's own, or a test's. */

import { diagnose } from "../diagnostic/diagnostic.ts";
import { renderDiagnostics } from "../diagnostic/render.ts";
import { systemReason } from "../diagnostic/system-reason.ts";
import type { Style } from "../report/style.ts";

export interface Terminal {
  /** Standard output: what was asked for. */
  readonly write: (text: string) => void;
  /** Standard error: what went wrong, and progress. */
  readonly note: (text: string) => void;
  readonly style: Style;
  /** Standard error's, which may go elsewhere. */
  readonly noteStyle: Style;
  /** Lines that standard error shows at once. */
  readonly noteRows: number;
  /** Standard error is a terminal: lines on it may be redrawn. */
  readonly live: boolean;
  /** Once asked for, the first Ctrl-C aborts it instead of ending the process: for commands with something to save. */
  readonly interruption: () => AbortSignal;
}

/** The process's own. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    // A reader that has seen enough (`hunch draws … | head`) is no error.
    stream.on("error", (fault: NodeJS.ErrnoException) => process.exit(refused(fault)));
  }
  return {
    write: (text) => process.stdout.write(text),
    note: (text) => process.stderr.write(text),
    style: styleOf(process.stdout),
    noteStyle: styleOf(process.stderr),
    noteRows: process.stderr.rows > 0 ? process.stderr.rows : 24,
    live: process.stderr.isTTY === true && process.env["TERM"] !== "dumb",
    interruption,
  };
}

/** A stream takes no more: the exit code, and on standard error why. */
function refused(fault: NodeJS.ErrnoException): 0 | 1 {
  if (fault.code === "EPIPE") return 0;
  const path = "standard output";
  const mistake = diagnose("H0809", { path }, { at: null, notes: [systemReason(fault)] });
  process.stderr.write(renderDiagnostics([mistake], styleOf(process.stderr)));
  return 1;
}

/** The handler is taken away again by the first signal, so that a second one ends the process at once. */
function interruption(): AbortSignal {
  const interrupt = new AbortController();
  process.once("SIGINT", () => interrupt.abort());
  return interrupt.signal;
}

/** Colour on a terminal that has it and nowhere else; NO_COLOR, of any value, forbids it (no-color.org). */
function styleOf(stream: NodeJS.WriteStream): Style {
  const { NO_COLOR = "", TERM } = process.env;
  return {
    colour: stream.isTTY === true && NO_COLOR === "" && TERM !== "dumb",
    columns: stream.columns > 0 ? stream.columns : 100,
  };
}
