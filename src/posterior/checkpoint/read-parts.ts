/** What the files of a checkpoint hold: of each part the newest state whose pieces are all whole, and what was found damaged. */

import type { Files } from "./files.ts";
import { readFrame } from "./frame.ts";
import type { Earlier } from "./journal.ts";
import { decodePlain } from "./plain.ts";

/** How far a part's files go. */
export interface Written {
  /** Of the state: its file is that of `serial` mod 2. */
  readonly serial: number;
  /** Pieces before it, and their bytes. */
  readonly count: number;
  readonly bytes: number;
  /** Of the run, earlier ones included. */
  readonly seconds: number;
}

export interface Part {
  readonly earlier: Earlier;
  readonly written: Written;
}

export interface ReadParts {
  readonly parts: ReadonlyMap<string, Part>;
  /** In words, each with what is done about it. */
  readonly damage: readonly string[];
}

export async function readParts(files: Files): Promise<ReadParts> {
  const names = await files.list();
  const parts = new Map<string, Part>();
  const damage: string[] = [];
  const found = new Set(names.flatMap((name) => /^(.+)\.(?:state-[01]|pieces)$/.exec(name)?.[1] ?? []));
  for (const name of [...found].sort()) {
    const read = await readPart(files, name);
    damage.push(...read.damage);
    if (read.part !== null) parts.set(name, read.part);
  }
  return { parts, damage };
}

async function readPart(
  files: Files,
  name: string,
): Promise<{ readonly part: Part | null; readonly damage: readonly string[] }> {
  const faults: string[] = [];
  const states: (Written & { readonly state: unknown })[] = [];
  for (const file of [`${name}.state-0`, `${name}.state-1`]) {
    const bytes = await files.read(file);
    if (bytes === null) continue;
    const frame = readFrame(bytes);
    if (frame.kind === "damaged") faults.push(`${file} ${frame.why}`);
    else states.push(decodePlain(frame.payload) as Written & { readonly state: unknown });
  }
  states.sort((one, other) => other.serial - one.serial);
  const needed = Math.max(0, ...states.map(({ count }) => count));
  const { pieces, why } = await readPieces(files, `${name}.pieces`, needed);
  if (why !== null) faults.push(why);
  // Only pieces before any state: the part was killed at its first writing.
  if (states.length === 0 && faults.length === 0) return { part: null, damage: [] };
  const usable = states.find(({ count }) => count <= pieces.length);
  if (usable === undefined) {
    return { part: null, damage: [`${faults.join(", ")}: ${name} starts again`] };
  }
  const { state, ...written } = usable;
  const earlier = { state, pieces: pieces.slice(0, written.count) };
  const damage = faults.length === 0 ? [] : [`${faults.join(", ")}: ${name} goes on from what is whole`];
  return { part: { earlier, written }, damage };
}

async function readPieces(
  files: Files,
  file: string,
  needed: number,
): Promise<{ readonly pieces: readonly unknown[]; readonly why: string | null }> {
  const bytes = (await files.read(file)) ?? new Uint8Array(0);
  const pieces: unknown[] = [];
  let at = 0;
  while (pieces.length < needed) {
    const frame = readFrame(bytes, at);
    if (frame.kind === "damaged") return { pieces, why: `${file} ${frame.why}` };
    pieces.push(decodePlain(frame.payload));
    at = frame.end;
  }
  return { pieces, why: null };
}
