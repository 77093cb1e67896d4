/** A broken invariant of ours: said so, with a file to attach, and no stack trace on the terminal. */

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context } from "./command.ts";
import { version } from "../pipeline-version.ts";

/** Writes the file, tells of it, and gives the exit code of a bug. */
export function reportBug(fault: unknown, words: readonly string[], context: Context): 70 {
  const message = fault instanceof Error ? fault.message : String(fault);
  const file = join(mkdtempSync(join(tmpdir(), "hunch-bug-")), "report.txt");
  const about = [
    `hunch ${version()}, Node ${process.version}, ${process.platform} ${process.arch}`,
    `hunch ${words.join(" ")}`,
    "",
    fault instanceof Error ? (fault.stack ?? message) : message,
    "",
  ];
  writeFileSync(file, about.join("\n"));
  if (context.json) {
    context.terminal.write(
      `${JSON.stringify({ error: { exit: 70, diagnostics: [], bug: { message, file } } })}\n`,
    );
  } else {
    context.terminal.note(
      `this is a bug of hunch's, not a mistake of yours: ${message}\nplease report it, and attach the model and ${file}\n`,
    );
  }
  return 70;
}
