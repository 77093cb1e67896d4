/** Files appear whole or not at all: written beside their place, then renamed. */

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { diagnose, failure, success, type Outcome } from "../diagnostic/diagnostic.ts";

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

/** What the system says, in words. */
export function systemReason(fault: unknown): string {
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file or folder",
    EISDIR: "it is a folder",
    ENOTDIR: "a part of the path is not a folder",
    EACCES: "I have no permission",
    EPERM: "I have no permission",
    EROFS: "the disk is read-only",
    ENOSPC: "the disk is full",
  };
  return reasons[code] ?? `the system says ${code === "" ? String(fault) : code}`;
}
