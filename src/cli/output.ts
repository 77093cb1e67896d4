/** Files appear whole or not at all: written beside their place, then renamed. */

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { diagnose, failure, success, type Outcome } from "../diagnostic/diagnostic.ts";
import { systemReason } from "../diagnostic/system-reason.ts";

/** Whether a file the user named may be written: it is not there, or `--force` was given. */
export function mayWrite(path: string, force: boolean): Outcome<string> {
  if (force || !existsSync(path)) return success(path);
  return failure(diagnose("H0808", { path }, { at: null, help: "give --force to replace it" }));
}

export async function writeWhole(path: string, content: string | Uint8Array): Promise<Outcome<string>> {
  const beside = `${path}.${randomBytes(4).toString("hex")}.partial`;
  try {
    await writeFile(beside, content);
    await rename(beside, path);
    return success(path);
  } catch (fault) {
    await rm(beside, { force: true });
    return failure(diagnose("H0809", { path }, { at: null, notes: [systemReason(fault)] }));
  }
}
