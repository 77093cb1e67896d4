/**
 * A crew of threads. Work begins in the caller's own thread and moves to others once it has shown to be worth their
 * start, some 25 ms; a short fit never starts any. Where it is done changes no bit, by the contract of `tensor/crew.ts`.
 */

import { Bug } from "../../diagnostic/bug.ts";
import type { Crew, Done, Hand, Job, Team } from "../../tensor/crew.ts";
import { pause } from "./pause.ts";
import type { Answer, Message } from "./protocol.ts";
import type { Thread } from "./thread.ts";

export type PoolThread = Thread<Message, Answer>;

export interface PoolOptions {
  /** Threads at most; 1 does everything in the caller's own. */
  readonly size: number;
  readonly start: () => Promise<PoolThread>;
  /** Milliseconds of work done in the caller's thread before others are started. */
  readonly patience?: number;
}

export function createPool(options: PoolOptions): Crew {
  return new Pool(options);
}

/** One kind of work: how it is done here, and what another thread makes ready from. */
interface Kind {
  readonly number: number;
  readonly job: string;
  readonly here: Hand<unknown, unknown>;
  readonly away: () => unknown;
  /** Found out when it was to leave: it cannot. */
  stays: boolean;
}

interface Piece {
  readonly kind: Kind;
  readonly input: unknown;
  readonly settle: (done: Done<unknown>) => void;
  readonly reject: (fault: unknown) => void;
  /** Threads that ended while they did it. */
  lost: number;
}

interface Member {
  readonly thread: PoolThread;
  readonly knows: Set<number>;
  ready: boolean;
  piece: Piece | null;
}

class Pool implements Crew {
  readonly size: number;
  private readonly startThread: () => Promise<PoolThread>;
  private readonly patience: number;
  private readonly members = new Set<Member>();
  private readonly queue: Piece[] = [];
  private kinds = 0;
  private spent = 0;
  private busyHere = false;
  private started = false;
  private ended = false;

  constructor({ size, start, patience = 200 }: PoolOptions) {
    this.size = size;
    this.startThread = start;
    this.patience = patience;
  }

  team<Setup, Input, Output>(
    job: Job<Setup, Input, Output>,
    here: Hand<Input, Output>,
    away: () => Setup | null,
  ): Team<Input, Output> {
    const kind: Kind = {
      number: this.kinds++,
      job: job.name,
      here,
      away,
      stays: false,
    };
    return {
      work: (input) =>
        new Promise((settle, reject) => {
          const piece = { kind, input, settle: settle as Piece["settle"], reject, lost: 0 };
          this.queue.push(piece);
          this.share();
        }),
      dispose: () => {
        here.dispose();
        for (const { thread, knows } of this.members) {
          if (knows.has(kind.number)) thread.post({ kind: "dispose", team: kind.number });
        }
      },
    };
  }

  end(): void {
    this.ended = true;
    for (const { thread, piece } of this.members) {
      thread.end();
      if (piece !== null) this.queue.push(piece);
    }
    this.members.clear();
    for (const piece of this.queue.splice(0)) piece.settle({ kind: "lost", why: "the run was ended" });
  }

  /** Hands out what waits: to threads that are ready, and where there are none, to this one. */
  private share(): void {
    const ready = [...this.members].filter((member) => member.ready);
    for (const member of ready) {
      while (member.piece === null && this.underWay() < this.size) {
        const piece = this.take(({ stays }) => !stays);
        if (piece === undefined) break;
        if (!this.send(member, piece)) this.queue.unshift(piece);
      }
    }
    if (this.busyHere) return;
    const piece = this.take(({ stays }) => stays || ready.length === 0);
    if (piece !== undefined) void this.workHere(piece);
  }

  private underWay(): number {
    const away = [...this.members].filter(({ piece }) => piece !== null).length;
    return away + (this.busyHere ? 1 : 0);
  }

  private take(wanted: (kind: Kind) => boolean): Piece | undefined {
    const place = this.queue.findIndex(({ kind }) => wanted(kind));
    return place < 0 ? undefined : this.queue.splice(place, 1)[0];
  }

  /** False where this kind of work cannot leave the caller's thread. */
  private send(member: Member, piece: Piece): boolean {
    const { number, job, away } = piece.kind;
    if (!member.knows.has(number)) {
      const setup = away();
      if (setup === null) {
        piece.kind.stays = true;
        return false;
      }
      member.thread.post({ kind: "prepare", team: number, job, setup });
      member.knows.add(number);
    }
    member.piece = piece;
    member.thread.hold(true);
    member.thread.post({ kind: "work", team: number, input: piece.input });
    return true;
  }

  private async workHere(piece: Piece): Promise<void> {
    this.busyHere = true;
    const began = performance.now();
    // A long piece does not keep the others waiting for its end.
    const soon =
      this.size > 1 ? setTimeout(() => this.startAll(), Math.max(0, this.patience - this.spent)) : undefined;
    try {
      piece.settle({ kind: "done", output: await piece.kind.here.work(piece.input) });
    } catch (fault) {
      piece.reject(fault);
    }
    clearTimeout(soon);
    this.spent += performance.now() - began;
    if (this.size > 1 && this.spent >= this.patience) this.startAll();
    await pause();
    this.busyHere = false;
    this.share();
  }

  private startAll(): void {
    if (this.started || this.ended) return;
    this.started = true;
    for (let i = 0; i < this.size; i++) {
      // One that cannot be started is not missed: the others, or this thread, do its work.
      this.startThread().then(
        (thread) => this.admit(thread),
        () => {},
      );
    }
  }

  private admit(thread: PoolThread): void {
    if (this.ended) {
      thread.end();
      return;
    }
    const member: Member = { thread, knows: new Set(), ready: false, piece: null };
    this.members.add(member);
    thread.listen(
      (answer) => this.hear(member, answer),
      (why) => this.lose(member, why),
    );
  }

  private hear(member: Member, answer: Answer): void {
    const { piece } = member;
    member.piece = null;
    switch (answer.kind) {
      case "ready":
        member.ready = true;
        break;
      case "done":
        member.thread.hold(false);
        piece?.settle({ kind: "done", output: answer.output });
        break;
      case "full":
        member.thread.end();
        member.piece = piece;
        this.lose(member, answer.why);
        return;
      case "bug":
        member.thread.hold(false);
        piece?.reject(Object.assign(new Bug(answer.message), { stack: answer.stack }));
        break;
    }
    this.share();
  }

  /** Its work goes to another, once: what ends two threads may end all. */
  private lose(member: Member, why: string): void {
    this.members.delete(member);
    const { piece } = member;
    if (piece !== null) {
      piece.lost += 1;
      if (piece.lost < 2) this.queue.unshift(piece);
      else piece.settle({ kind: "lost", why });
    }
    this.share();
  }
}
