/**
 * One run at a time on one posterior: a file that names the process. A process that is gone, or another that has its number
 * since, holds nothing; one on another machine is believed while it touches the file.
 */

import { mkdirSync, readFileSync, statSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

export interface Lock {
  /** Says that the run goes on. */
  touch(): void;
  release(): void;
}

export interface Holder {
  readonly process: number;
  readonly host: string;
  /** What tells this process from a later one of its number; empty where the system does not say. */
  readonly since: string;
}

/** Seconds after which a run on another machine that was not heard of is over. */
const patience = 120;

/** The lock of a folder, which is made; or who holds it. Fails as `node:fs` does. */
export function takeLock(folder: string): Lock | Holder {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "lock");
  const own: Holder = { process: process.pid, host: hostname(), since: since(process.pid) };
  const holder = readHolder(path);
  if (holder !== null && holds(holder, path)) return holder;
  if (holder !== null) unlinkSync(path);
  try {
    writeFileSync(path, `${JSON.stringify(own)}\n`, { flag: "wx" });
  } catch (fault) {
    // A full disk takes the name and not the words.
    if (readHolder(path)?.process === 0) quietly(() => unlinkSync(path));
    throw fault;
  }
  return {
    touch: () => quietly(() => utimesSync(path, new Date(), new Date())),
    release: () => quietly(() => unlinkSync(path)),
  };
}

/** Null where there is none; a file that cannot be read is of a run killed as it wrote it. */
function readHolder(path: string): Holder | null {
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return null;
  }
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return { process: 0, host: hostname(), since: "" };
  }
}

function holds(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) return Date.now() - statSync(path).mtimeMs < 1000 * patience;
  return alive(holder.process) && since(holder.process) === holder.since && !isOwn(holder);
}

/** A number of this very process that it did not write: where the system does not tell when processes began. */
function isOwn({ process: number, since: began }: Holder): boolean {
  return number === process.pid && began === "";
}

function alive(number: number): boolean {
  if (number <= 0) return false;
  try {
    process.kill(number, 0);
    return true;
  } catch (fault) {
    return fault instanceof Error && "code" in fault && fault.code === "EPERM";
  }
}

/** When a process began, in the system's ticks: the 22nd field of Linux's /proc/N/stat. One that waits to be buried is gone. */
function since(number: number): string {
  try {
    const text = readFileSync(`/proc/${number}/stat`, "utf8");
    const [state, ...fields] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? "gone" : (fields[18] ?? "");
  } catch {
    return "";
  }
}

function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // The folder was taken away: there is nothing left to hold.
  }
}
