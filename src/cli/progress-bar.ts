/** The progress of a fit, redrawn in place on a terminal; nothing at all where standard error goes elsewhere. */

import { progressLines, type ProgressView } from "../report/progress.ts";
import type { Context } from "./command.ts";

export interface ProgressBar {
  readonly show: (view: Omit<ProgressView, "label" | "seconds">) => void;
  /** Wipes it. */
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
  let height = 0;
  // Up to the first line that was drawn, and all from there on away.
  const wipe = () => `\r${height > 1 ? `\u001b[${height - 1}A` : ""}${height > 0 ? "\u001b[J" : ""}`;
  return {
    show: (view) => {
      if (now() - drawn < interval && view.step < view.steps) return;
      drawn = now();
      // One column stays free: some terminals wrap at the last.
      const style = { ...terminal.noteStyle, columns: terminal.noteStyle.columns - 1 };
      const lines = progressLines(
        { ...view, label, seconds: (now() - began) / 1000 },
        style,
        terminal.noteRows,
      );
      terminal.note(wipe() + lines.join("\n"));
      height = lines.length;
    },
    clear: () => {
      terminal.note(height > 0 ? wipe() : "");
      height = 0;
    },
  };
}
