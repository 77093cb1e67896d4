/** A run of the tests has one temporary folder for all its files, and takes it away at its end. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Before the workers start, which inherit the environment; what it returns runs at the end. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "hunch-tests-"));
  for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
