/** The effect of this room: a path, or `-` for standard input → DataSource. */

import { diagnose, failure, type Outcome } from "../diagnostic/diagnostic.ts";
import type { DataSource } from "./columns.ts";
import { suggest } from "../diagnostic/suggest.ts";
import { systemReason } from "../diagnostic/system-reason.ts";
import { readData } from "./read.ts";

/** Reads and parses one data file. A missing one names its neighbours. */
export async function readFileSource(path: string): Promise<Outcome<DataSource>> {
  if (path === "-") return readData("standard input", await standardInput());
  const { readFile } = await import("node:fs/promises");
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (fault) {
    return failure(await unreadable(path, fault));
  }
  return readData(path, bytes);
}

async function standardInput(): Promise<Uint8Array> {
  const { default: process } = await import("node:process");
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin)
    chunks.push(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
}

async function unreadable(file: string, fault: unknown) {
  const path = await import("node:path");
  const { readdir } = await import("node:fs/promises");
  const code = fault instanceof Error && "code" in fault ? fault.code : null;
  if (code !== "ENOENT") return diagnose("H0601", { file }, { at: null, notes: [systemReason(fault)] });
  const folder = path.dirname(file);
  const neighbours = await readdir(folder).catch(() => null);
  const notes = [neighbours === null ? `there is no folder ${folder}` : "there is no such file"];
  const near = suggest(path.basename(file), neighbours ?? []).map((name) =>
    folder === "." ? name : path.join(folder, name),
  );
  return diagnose(
    "H0601",
    { file },
    { at: null, notes, help: near.length > 0 ? `did you mean ${near.join(" or ")}?` : null },
  );
}
