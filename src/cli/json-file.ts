/** A file of one JSON value: points that users give. */

import { readFile } from "node:fs/promises";
import { diagnose, failure, success, type Outcome } from "../diagnostic/diagnostic.ts";
import { systemReason } from "../diagnostic/system-reason.ts";

export async function readJson(path: string): Promise<Outcome<unknown>> {
  try {
    return success(JSON.parse(await readFile(path, "utf8")));
  } catch (fault) {
    const reason = fault instanceof SyntaxError ? `it is not JSON: ${fault.message}` : systemReason(fault);
    return failure(diagnose("H0807", { file: path }, { at: null, notes: [reason] }));
  }
}
