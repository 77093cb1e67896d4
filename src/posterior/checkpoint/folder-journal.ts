/**
 * A journal in a folder. Each part has the pieces it made, one frame behind another, and two files for its state, written in
 * turn: a kill at any moment leaves one whole state whose pieces are all there. See docs/reference/checkpoint-format.md.
 */

import { diagnose, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { isSystemFault, systemReason } from "../../diagnostic/system-reason.ts";
import type { Files } from "./files.ts";
import { frameOf } from "./frame.ts";
import type { Earlier, Journal } from "./journal.ts";
import { encodePlain } from "./plain.ts";
import { type Part, type Written } from "./read-parts.ts";

export interface JournalOptions {
  /** Milliseconds. */
  readonly now?: () => number;
  /** What earlier runs left: nothing unless given. */
  readonly parts?: ReadonlyMap<string, Part>;
}

interface Book {
  readonly earlier: Earlier | null;
  /** Not written yet. */
  pieces: unknown[];
  state: unknown;
  dirty: boolean;
  /** As the files stand. */
  written: Written;
}

/** Milliseconds between two writings: a tenth of the run so far, within these. */
const soonest = 200;
const latest = 5_000;
/** The share of the run's time that writing may take. */
const share = 0.01;

export class FolderJournal implements Journal {
  /** Seconds that earlier runs took, up to what they left. */
  readonly secondsBefore: number;
  private readonly files: Files;
  private readonly now: () => number;
  private readonly began: number;
  private readonly books = new Map<string, Book>();
  private next: number;
  private writing: Promise<void> | null = null;
  private fault: unknown = null;

  constructor(files: Files, { now = () => performance.now(), parts = new Map() }: JournalOptions = {}) {
    this.files = files;
    this.now = now;
    this.began = now();
    this.next = this.began + soonest;
    for (const [name, { earlier, written }] of parts) {
      this.books.set(name, { earlier, pieces: [], state: null, dirty: false, written });
    }
    this.secondsBefore = Math.max(0, ...[...parts.values()].map(({ written }) => written.seconds));
  }

  earlier(part: string): Earlier | null {
    return this.books.get(part)?.earlier ?? null;
  }

  due(): boolean {
    return this.writing === null && this.now() >= this.next;
  }

  keep(part: string, state: unknown, piece?: unknown): void {
    const book = this.bookOf(part);
    book.state = state;
    book.dirty = true;
    if (piece !== undefined) book.pieces.push(piece);
    if (this.due()) this.writing = this.write();
  }

  /** Writes all that was kept; gives a warning where the last attempt failed. */
  async finish(): Promise<readonly Diagnostic[]> {
    await this.writing;
    if ([...this.books.values()].some(({ dirty }) => dirty)) await this.write();
    return this.warnings();
  }

  /** Waits for what is being written, and writes no more. */
  async stop(): Promise<readonly Diagnostic[]> {
    await this.writing;
    return this.warnings();
  }

  private warnings(): readonly Diagnostic[] {
    if (this.fault === null) return [];
    const notes = [systemReason(this.fault)];
    return [diagnose("H0658", { path: this.files.folder }, { at: null, notes })];
  }

  private bookOf(part: string): Book {
    const known = this.books.get(part);
    if (known !== undefined) return known;
    const written = { serial: 0, count: 0, bytes: 0, seconds: 0 };
    const book = { earlier: null, pieces: [], state: null, dirty: false, written };
    this.books.set(part, book);
    return book;
  }

  private async write(): Promise<void> {
    const began = this.now();
    const seconds = this.secondsBefore + (began - this.began) / 1000;
    try {
      for (const [name, book] of this.books) if (book.dirty) await this.writePart(name, book, seconds);
      this.fault = null;
    } catch (fault) {
      if (!isSystemFault(fault)) throw fault;
      // What was not written is kept, and tried again.
      this.fault = fault;
    }
    const ended = this.now();
    const interval = Math.min(latest, Math.max(soonest, (ended - this.began) / 10));
    this.next = ended + Math.max(interval, (ended - began) / share);
    this.writing = null;
  }

  private async writePart(name: string, book: Book, seconds: number): Promise<void> {
    const { state, written } = book;
    const frames = book.pieces.map((piece) => frameOf(encodePlain(piece)));
    const bytes = Buffer.concat(frames);
    const next: Written = {
      serial: written.serial + 1,
      count: written.count + frames.length,
      bytes: written.bytes + bytes.length,
      seconds,
    };
    book.dirty = false;
    try {
      if (bytes.length > 0) await this.files.write(`${name}.pieces`, bytes, written.bytes);
      const frame = frameOf(encodePlain({ ...next, state }));
      await this.files.replace(`${name}.state-${next.serial % 2}`, frame);
    } catch (fault) {
      book.dirty = true;
      throw fault;
    }
    book.pieces = book.pieces.slice(frames.length);
    book.written = next;
  }
}
