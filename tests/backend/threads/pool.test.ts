import { describe, expect, test } from "vitest";
import { createPool } from "../../../src/backend/threads/pool.ts";
import { Bug } from "../../../src/diagnostic/bug.ts";
import type { Hand, Job } from "../../../src/tensor/crew.ts";
import { type FakeThread, fakeThread } from "./fake-thread.ts";

const doubling: Job<{ by: number }, number, string> = {
  name: "doubling",
  prepare: ({ by }) => Promise.resolve(multiply(by)),
};

const multiply = (by: number): Hand<number, string> => ({
  work: (input) => `here ${input * by}`,
  dispose: () => {},
});

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** A pool that sends work away at once, to threads that are ready; with the first input done here. */
async function pool(size: number, away: () => { by: number } | null = () => ({ by: 2 })) {
  const threads: FakeThread[] = [];
  const start = () => {
    const thread = fakeThread();
    threads.push(thread);
    return Promise.resolve(thread);
  };
  const crew = createPool({ size, start, patience: 0 });
  const team = crew.team(doubling, multiply(2), away);
  expect(await team.work(0)).toEqual({ kind: "done", output: "here 0" });
  await turn();
  for (const thread of threads) thread.answer({ kind: "ready" });
  return { crew, team, threads };
}

const thread = (threads: readonly FakeThread[], index: number): FakeThread => {
  const found = threads[index];
  if (found === undefined) throw new Error("it was not started");
  return found;
};

describe("a pool", () => {
  test("of one starts no thread", async () => {
    const { team, threads } = await pool(1);
    expect(await Promise.all([1, 2, 3].map((input) => team.work(input)))).toEqual(
      ["here 2", "here 4", "here 6"].map((output) => ({ kind: "done", output })),
    );
    expect(threads).toEqual([]);
  });

  test("starts none while the work here has been short", async () => {
    const started: FakeThread[] = [];
    const crew = createPool({
      size: 2,
      start: () => Promise.resolve(started[started.push(fakeThread()) - 1] ?? fakeThread()),
      patience: 10_000,
    });
    const team = crew.team(doubling, multiply(3), () => ({ by: 3 }));
    await team.work(1);
    await team.work(2);
    expect(started).toEqual([]);
  });

  // Planted: threads started at the end of a piece alone; as many inputs away as there are threads while one is done here; red here.
  test("does not wait for the end of a long piece, and does no more at once than its size", async () => {
    const threads: FakeThread[] = [];
    const crew = createPool({
      size: 2,
      start: () => Promise.resolve(threads[threads.push(fakeThread()) - 1] ?? fakeThread()),
      patience: 0,
    });
    const long = new Map<number, () => void>();
    const hand: Hand<number, string> = {
      work: (input) => new Promise((resolve) => long.set(input, () => resolve(`here ${input}`))),
      dispose: () => {},
    };
    const team = crew.team(doubling, hand, () => ({ by: 2 }));
    const [first, second, third] = [team.work(1), team.work(2), team.work(3)];
    await new Promise((resolve) => setTimeout(resolve, 10));
    for (const each of threads) each.answer({ kind: "ready" });
    expect(threads.map(({ heard }) => heard.at(-1)?.kind)).toEqual(["work", undefined]);
    long.get(1)?.();
    expect(await first).toEqual({ kind: "done", output: "here 1" });
    await turn();
    expect(threads.map(({ heard }) => heard.at(-1)?.kind)).toEqual(["work", "work"]);
    threads.forEach((each, i) => each.answer({ kind: "done", output: `away ${i}` }));
    expect(await Promise.all([second, third])).toEqual(
      ["away 0", "away 1"].map((output) => ({ kind: "done", output })),
    );
  });

  // Planted: the second answer given to the first that asked; red here.
  test("gives each input its own output, in whatever order they are done", async () => {
    const { team, threads } = await pool(2);
    const [first, second, third] = [team.work(1), team.work(2), team.work(3)];
    expect(threads.map(({ heard }) => heard.map(({ kind }) => kind))).toEqual([
      ["prepare", "work"],
      ["prepare", "work"],
    ]);
    thread(threads, 1).answer({ kind: "done", output: "away 4" });
    expect(await second).toEqual({ kind: "done", output: "away 4" });
    // The thread that is free takes the third, ready as it is.
    expect(thread(threads, 1).heard.at(-1)).toEqual({ kind: "work", team: 0, input: 3 });
    thread(threads, 1).answer({ kind: "done", output: "away 6" });
    thread(threads, 0).answer({ kind: "done", output: "away 2" });
    expect(await Promise.all([first, third])).toEqual([
      { kind: "done", output: "away 2" },
      { kind: "done", output: "away 6" },
    ]);
    expect(threads.map(({ held }) => held)).toEqual([false, false]);
  });

  test("does here what cannot leave, whatever threads there are", async () => {
    const { team, threads } = await pool(2, () => null);
    expect(await Promise.all([team.work(1), team.work(2)])).toEqual([
      { kind: "done", output: "here 2" },
      { kind: "done", output: "here 4" },
    ]);
    expect(threads.flatMap(({ heard }) => heard)).toEqual([]);
  });

  test("does without threads that cannot be started", async () => {
    const crew = createPool({
      size: 3,
      start: () => Promise.reject(new Error("no more threads")),
      patience: 0,
    });
    const team = crew.team(doubling, multiply(2), () => ({ by: 2 }));
    await team.work(1);
    expect(await team.work(2)).toEqual({ kind: "done", output: "here 4" });
  });
});

describe("a thread that ends", () => {
  // Planted: the work dropped with its thread; red here by never ending.
  test("leaves its work to another", async () => {
    const { team, threads } = await pool(2);
    const [first, second] = [team.work(1), team.work(2)];
    thread(threads, 0).fail("killed");
    thread(threads, 1).answer({ kind: "done", output: "away 4" });
    await second;
    thread(threads, 1).answer({ kind: "done", output: "away 2" });
    expect(await first).toEqual({ kind: "done", output: "away 2" });
  });

  test("and the next that does its work: the work is lost, the rest is done here", async () => {
    const { team, threads } = await pool(2);
    const [first, second] = [team.work(1), team.work(2)];
    thread(threads, 0).fail("killed");
    thread(threads, 1).answer({ kind: "done", output: "away 4" });
    await second;
    thread(threads, 1).fail("out of memory");
    expect(await first).toEqual({ kind: "lost", why: "out of memory" });
    expect(await team.work(3)).toEqual({ kind: "done", output: "here 6" });
  });

  test("for want of memory is as one that ended", async () => {
    const { team, threads } = await pool(2);
    const first = team.work(1);
    thread(threads, 0).answer({ kind: "full", why: "no memory" });
    expect(thread(threads, 0).over).toBe(true);
    thread(threads, 1).answer({ kind: "done", output: "away 2" });
    expect(await first).toEqual({ kind: "done", output: "away 2" });
  });

  test("a bug in a thread is a bug here, with that thread's stack", async () => {
    const { team, threads } = await pool(2);
    const first = team.work(1);
    thread(threads, 0).answer({ kind: "bug", message: "broken", stack: "at the thread" });
    await expect(first).rejects.toThrow(Bug);
    await expect(first).rejects.toMatchObject({ message: "broken", stack: "at the thread" });
  });
});

test("an ended pool ends its threads and drops its work", async () => {
  const { crew, team, threads } = await pool(2);
  const work = [1, 2, 3].map((input) => team.work(input));
  crew.end();
  expect((await Promise.all(work)).map(({ kind }) => kind)).toEqual(["lost", "lost", "lost"]);
  expect(threads.map(({ over }) => over)).toEqual([true, true]);
});

test("a team that is done with is so in every thread", async () => {
  const { team, threads } = await pool(2);
  void team.work(1);
  team.dispose();
  expect(threads.map(({ heard }) => heard.at(-1)?.kind)).toEqual(["dispose", undefined]);
});
