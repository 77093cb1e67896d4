/** The one place of this room that touches files: a posterior is a folder, written beside its place and then renamed, whole or never. */

import { randomUUID } from "node:crypto";
import { access, constants, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import { systemReason } from "../diagnostic/system-reason.ts";
import { assemble, formatVersion, readManifest, writeManifest, type ArrayEntry } from "./manifest.ts";
import { readNpy, writeNpy, type Array64 } from "./npy.ts";
import type { Posterior } from "./posterior.ts";
import { arraysOf, type StoredPosterior } from "./stored.ts";

export interface SaveOptions {
  /** Of Hunch; written into the folder. */
  readonly version: string;
  /** Replace a posterior that is there; anything else that is there is never touched. */
  readonly replace: boolean;
  /** A folder of the caller's on the same disk, in which it is written before it is renamed; otherwise it is written beside its place. */
  readonly staging?: string;
}

/** Writes a posterior to the folder `path`; gives the bytes written. */
export async function save(
  posterior: Posterior,
  path: string,
  { version, replace, staging }: SaveOptions,
): Promise<Outcome<{ readonly bytes: number }>> {
  const target = resolve(path);
  const obstacle = await obstacleAt(path, replace);
  if (obstacle !== null) return failure(obstacle);
  const name = `.${basename(target)}.${randomUUID()}`;
  const beside = staging === undefined ? join(dirname(target), name) : join(staging, "posterior");
  try {
    await mkdir(dirname(target), { recursive: true });
    if (staging !== undefined) await rm(beside, { recursive: true, force: true });
    await mkdir(beside);
    const bytes = await writeFiles(posterior, beside, version);
    await moveInto(beside, target);
    return success({ bytes });
  } catch (fault) {
    await rm(beside, { recursive: true, force: true }).catch(() => {});
    return failure(diagnose("H0654", { path }, { at: null, notes: [systemReason(fault)] }));
  }
}

/** Whether a posterior may be saved there: asked before a fit, whose work must not end at a place that is taken. */
export async function maySave(path: string, replace: boolean): Promise<Outcome<string>> {
  const obstacle = await obstacleAt(path, replace);
  if (obstacle !== null) return failure(obstacle);
  try {
    await access(await nearestFolder(dirname(resolve(path))), constants.W_OK);
    return success(path);
  } catch (fault) {
    return failure(diagnose("H0654", { path }, { at: null, notes: [systemReason(fault)] }));
  }
}

/** The folder itself, or the first above it that is there. */
async function nearestFolder(path: string): Promise<string> {
  const there = await stat(path).catch(() => null);
  if (there?.isDirectory() === false) throw Object.assign(new Error(path), { code: "ENOTDIR" });
  return there !== null || dirname(path) === path ? path : nearestFolder(dirname(path));
}

async function obstacleAt(path: string, replace: boolean): Promise<Diagnostic | null> {
  const there = await stat(path).catch(() => null);
  if (there === null) return null;
  const isPosterior =
    there.isDirectory() && (await stat(join(path, "posterior.json")).catch(() => null)) !== null;
  if (isPosterior && replace) return null;
  const notes = [isPosterior ? "a posterior is there already" : "something is there that is no posterior"];
  const help = isPosterior ? "--force replaces it" : "name another folder";
  return diagnose("H0654", { path }, { at: null, notes, help });
}

async function writeFiles(posterior: Posterior, folder: string, version: string): Promise<number> {
  const entries: ArrayEntry[] = [];
  let bytes = 0;
  for (const [name, array] of arraysOf(posterior)) {
    const content = writeNpy(array);
    // Numbered, so that names that differ only in case stay apart on every file system.
    const file = `${String(entries.length).padStart(2, "0")}-${name.replaceAll(/[^\w.]+/g, "-")}.npy`;
    await writeFile(join(folder, file), content);
    entries.push({ name, file, sha256: await digest(content) });
    bytes += content.length;
  }
  const manifest = new TextEncoder().encode(writeManifest(posterior, version, entries));
  await writeFile(join(folder, "posterior.json"), manifest);
  return bytes + manifest.length;
}

/** Where an earlier posterior stands for the moment that its successor takes its place. */
export function asideOf(beside: string): string {
  return `${beside}.old`;
}

/** Renames; an earlier posterior steps aside first and comes back where that fails. */
async function moveInto(beside: string, target: string): Promise<void> {
  const aside = asideOf(beside);
  const earlier = (await stat(target).catch(() => null)) !== null;
  if (earlier) await rename(target, aside);
  try {
    await rename(beside, target);
  } catch (fault) {
    if (earlier) await rename(aside, target);
    throw fault;
  }
  if (earlier) await rm(aside, { recursive: true, force: true });
}

async function digest(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", bytes.slice());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reads a posterior's folder; no training data is needed. */
export async function readStored(path: string): Promise<Outcome<StoredPosterior>> {
  const text = await readFile(join(path, "posterior.json"), "utf8").catch(() => null);
  if (text === null) {
    const there = (await stat(path).catch(() => null)) !== null;
    const notes = [there ? "it holds no posterior.json" : "there is no such folder"];
    return failure(diagnose("H0650", { path }, { at: null, notes, help: "`hunch fit` writes one" }));
  }
  const reading = readManifest(text);
  if (reading.kind === "newer") {
    const help = "a newer Hunch wrote it: update, or fit the model again";
    return failure(
      diagnose("H0652", { path, found: reading.format, known: formatVersion }, { at: null, help }),
    );
  }
  if (reading.kind === "damaged") return failure(damaged(path, reading.why));
  const arrays = new Map<string, Array64>();
  for (const { name, file, sha256 } of reading.manifest.arrays) {
    if (basename(file) !== file) return failure(damaged(path, `${file} lies outside its folder`));
    const bytes = await readFile(join(path, file)).catch(() => null);
    if (bytes === null) return failure(damaged(path, `${file} is missing`));
    const array = readNpy(bytes);
    if (array === null) return failure(damaged(path, `${file} is cut short or no array file`));
    if ((await digest(bytes)) !== sha256)
      return failure(damaged(path, `${file} has changed since it was written`));
    arrays.set(name, array);
  }
  const stored = assemble(path, reading.manifest, arrays);
  return stored === null
    ? failure(damaged(path, "posterior.json does not list every array"))
    : success(stored);
}

function damaged(path: string, why: string): Diagnostic {
  return diagnose("H0651", { path }, { at: null, notes: [why], help: "fit the model again" });
}
