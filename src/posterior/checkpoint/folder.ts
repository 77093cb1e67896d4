/**
 * The folder beside a posterior that holds what its fit has done so far, `OUT.partial`: taken by one run at a time, with
 * what was asked in it, so that nothing else goes on from there.
 */

import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../../diagnostic/diagnostic.ts";
import type { Source } from "../../diagnostic/source.ts";
import { isSystemFault, systemReason } from "../../diagnostic/system-reason.ts";
import { asideOf } from "../folder.ts";
import { filesIn, type Files } from "./files.ts";
import { FolderJournal } from "./folder-journal.ts";
import { type Lock, takeLock } from "./lock.ts";
import { changedLine, lineSpan, type Question, whatChanged } from "./question.ts";
import { readParts } from "./read-parts.ts";

const formatVersion = 1;

export interface Checkpoint {
  readonly folder: string;
  readonly journal: FolderJournal;
  /** The run that began it may take the place of a posterior that is there. */
  readonly replace: boolean;
  /** Lets another run have it; `keep` false: with nothing left in it. */
  readonly release: (keep: boolean) => void;
}

export interface CheckpointOptions {
  /** Of the posterior. */
  readonly path: string;
  readonly replace: boolean;
  readonly resume: boolean;
  /** Milliseconds to wait for a run that is ending. */
  readonly patience?: number;
}

interface Asked {
  readonly format: number;
  readonly replace: boolean;
  readonly question: Question;
}

export function checkpointFolder(path: string): string {
  return `${resolve(path)}.partial`;
}

/** Where a run goes on from, or begins to write. Warnings say what was damaged. */
export async function openCheckpoint(
  question: Question,
  source: Source,
  options: CheckpointOptions,
): Promise<Outcome<Checkpoint>> {
  const folder = checkpointFolder(options.path);
  const taken = await takeFolder(folder, options);
  if (!taken.ok) return taken;
  const lock = taken.value;
  const fail = (diagnostic: Diagnostic): Outcome<Checkpoint> => {
    lock.release();
    return failure(diagnostic);
  };
  try {
    putBack(folder, options.path);
    const asked = options.resume ? readAsked(folder) : null;
    if (typeof asked === "object" && asked !== null) {
      const changed = changedDiagnostic(options.path, asked.question, question, source);
      if (changed !== null) return fail(changed);
      const files = filesIn(folder);
      const { parts, damage } = await readParts(files);
      const warnings = damage.map((note) => damaged(folder, note));
      const journal = new FolderJournal(touching(files, lock), { parts });
      return success(checkpoint(folder, journal, asked.replace || options.replace, lock), warnings);
    }
    empty(folder);
    const first: Asked = { format: formatVersion, replace: options.replace, question };
    const beside = join(folder, "question.json.new");
    writeFileSync(beside, `${JSON.stringify(first, null, 1)}\n`);
    renameSync(beside, join(folder, "question.json"));
    const journal = new FolderJournal(touching(filesIn(folder), lock));
    const warnings =
      asked === "damaged" ? [damaged(folder, "question.json cannot be read: the fit starts again")] : [];
    return success(checkpoint(folder, journal, options.replace, lock), warnings);
  } catch (fault) {
    lock.release();
    removeEmpty(folder);
    if (!isSystemFault(fault)) throw fault;
    return failure(cannotWrite(options.path, systemReason(fault)));
  }
}

/** Takes a checkpoint of this question away, whose run was killed after its posterior had been saved; another's stays, and one in use. */
export function clearCheckpoint(path: string, question: Question): void {
  const folder = checkpointFolder(path);
  if (!existsSync(folder) || !isOurs(folder)) return;
  const asked = readAsked(folder);
  if (asked === null || asked === "damaged" || whatChanged(asked.question, question).length > 0) return;
  try {
    const lock = takeLock(folder);
    if (!("release" in lock)) return;
    empty(folder);
    lock.release();
    removeEmpty(folder);
  } catch (fault) {
    // What cannot be tidied up may lie: the posterior is complete.
    if (!isSystemFault(fault)) throw fault;
  }
}

/** What differs between what was asked then and now, as a mistake; null where nothing does. */
export function changedDiagnostic(
  path: string,
  then: Question,
  now: Question,
  source: Source,
): Diagnostic | null {
  const changes = whatChanged(then, now);
  if (changes.length === 0) return null;
  const line = changedLine(then.model, now.model);
  return diagnose(
    "H0655",
    { path, names: [...new Set(changes.map(({ what }) => what))] },
    {
      at: line === null ? null : lineSpan(source, line),
      notes: changes.map(({ note }) => note),
      help: "--resume goes on with what was asked then; without it the fit starts afresh",
    },
  );
}

async function takeFolder(folder: string, { path, patience = 0 }: CheckpointOptions): Promise<Outcome<Lock>> {
  const until = performance.now() + patience;
  try {
    if (existsSync(folder) && !isOurs(folder))
      return failure(cannotWrite(path, `${folder} is there, and is no checkpoint of mine`));
    for (;;) {
      const held = takeLock(folder);
      if ("release" in held) return success(held);
      if (performance.now() >= until) {
        const notes = [`it runs on ${held.host}`];
        const help = "wait for it, stop it, or give --out another folder";
        return failure(diagnose("H0657", { path, process: held.process }, { at: null, notes, help }));
      }
      await new Promise((resume) => setTimeout(resume, 50));
    }
  } catch (fault) {
    removeEmpty(folder);
    if (!isSystemFault(fault)) throw fault;
    return failure(cannotWrite(path, systemReason(fault)));
  }
}

/** Empty, or with what a run writes first. */
function isOurs(folder: string): boolean {
  const names = readdirSync(folder);
  return names.length === 0 || names.includes("lock") || names.includes("question.json");
}

function readAsked(folder: string): Asked | "damaged" | null {
  const path = join(folder, "question.json");
  if (!existsSync(path))
    return readdirSync(folder).some((name) => name.includes(".state-")) ? "damaged" : null;
  try {
    const asked = JSON.parse(readFileSync(path, "utf8")) as Asked;
    return asked.format === formatVersion && typeof asked.question.model === "string" ? asked : "damaged";
  } catch {
    return "damaged";
  }
}

/** A run was killed after an earlier posterior had stepped aside, and before its successor had taken its place. */
function putBack(folder: string, path: string): void {
  const aside = asideOf(join(folder, "posterior"));
  if (existsSync(aside) && !existsSync(path)) renameSync(aside, resolve(path));
}

function empty(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name !== "lock") rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function removeEmpty(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory() && readdirSync(folder).length === 0)
    rmdirSync(folder);
}

/** The lock is touched with every writing. */
function touching(files: Files, lock: Lock): Files {
  return {
    ...files,
    replace: (name, bytes) => {
      lock.touch();
      return files.replace(name, bytes);
    },
  };
}

function checkpoint(folder: string, journal: FolderJournal, replace: boolean, lock: Lock): Checkpoint {
  return {
    folder,
    journal,
    replace,
    release: (keep) => {
      if (!keep) empty(folder);
      lock.release();
      // Not where another run has just taken it.
      if (!keep) removeEmpty(folder);
    },
  };
}

function damaged(path: string, note: string): Diagnostic {
  const help = "the result is the same; what was lost is done again";
  return diagnose("H0656", { path }, { at: null, notes: [note], help });
}

function cannotWrite(path: string, why: string): Diagnostic {
  return diagnose("H0654", { path }, { at: null, notes: [why] });
}
