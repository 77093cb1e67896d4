/** The progress of a fit, redrawn in one line of a terminal; nothing at all where standard error goes elsewhere. */

import { progressLine, type ProgressView } from "../report/progress.ts";
import type { Context } from "./command.ts";

export interface ProgressBar {
  readonly show: (view: Omit<ProgressView, "label" | "seconds">) => void;
  /** Wipes the line. */
  readonly clear: () => void;
}

/** Milliseconds between two drawings. */
const interval = 60;

export function progressBar(
  label: string,
  { terminal, quiet }: Context,
  now = () => performance.now(),
): ProgressBar {
  if (!terminal.live || quiet) return { show: () => {}, clear: () => {} };
  const began = now();
  let drawn = -Infinity;
  const wipe = "\r\u001b[2K";
  return {
    show: (view) => {
      if (now() - drawn < interval && view.step < view.steps) return;
      drawn = now();
      // One column stays free: some terminals wrap at the last.
      const style = { ...terminal.noteStyle, columns: terminal.noteStyle.columns - 1 };
      terminal.note(wipe + progressLine({ ...view, label, seconds: (now() - began) / 1000 }, style));
    },
    clear: () => {
      if (drawn > -Infinity) terminal.note(wipe);
    },
  };
}
