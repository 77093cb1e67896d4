import { describe, expect, test } from "vitest";
import { FolderJournal } from "../../../src/posterior/checkpoint/folder-journal.ts";
import { readParts } from "../../../src/posterior/checkpoint/read-parts.ts";
import { fakeFiles, type FakeFiles } from "./fake-files.ts";

/** A clock that a test moves, in milliseconds. */
function clock() {
  const time = { now: 0 };
  return { time, now: () => time.now };
}

/** A run of two parts, `rounds` of them, a writing after each; gives what it kept. */
async function run(files: FakeFiles, rounds: number): Promise<void> {
  const { time, now } = clock();
  const journal = new FolderJournal(files, { now });
  for (let round = 1; round <= rounds; round++) {
    journal.keep(
      "chain-0",
      { round, state: Float64Array.of(round) },
      { draws: Float64Array.of(round, -round) },
    );
    time.now += 10_000;
    journal.keep("chain-1", { round }, { draws: Float64Array.of(10 * round) });
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  await journal.finish();
}

const pieces = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ draws: Float64Array.of(i + 1, -(i + 1)) }));

describe("a journal", () => {
  test("gives back what was kept", async () => {
    const files = fakeFiles();
    await run(files, 3);
    const { parts, damage } = await readParts(files);
    expect(damage).toEqual([]);
    const journal = new FolderJournal(files, { parts });
    expect(journal.earlier("chain-0")).toEqual({
      state: { round: 3, state: Float64Array.of(3) },
      pieces: pieces(3),
    });
    expect(journal.earlier("chain-1")?.pieces).toHaveLength(3);
    expect(journal.earlier("chain-2")).toBeNull();
    expect(journal.secondsBefore).toBe(30);
  });

  test("goes on behind what it gave back", async () => {
    const files = fakeFiles();
    await run(files, 2);
    const later = new FolderJournal(files, { parts: (await readParts(files)).parts });
    later.keep("chain-0", { round: 3, state: Float64Array.of(3) }, pieces(3)[2]);
    await later.finish();
    const { parts } = await readParts(files);
    expect(parts.get("chain-0")?.earlier.pieces).toEqual(pieces(3));
  });

  test("writes when it is time, and seldom enough", async () => {
    const files = fakeFiles();
    const { time, now } = clock();
    const journal = new FolderJournal(files, { now });
    expect(journal.due()).toBe(false);
    time.now = 200;
    expect(journal.due()).toBe(true);
    // A writing of 30 ms is followed by none for 3 s.
    journal.keep("climb", { done: 1 });
    time.now = 230;
    await journal.stop();
    expect(journal.due()).toBe(false);
    time.now = 3_229;
    expect(journal.due()).toBe(false);
    time.now = 3_230;
    expect(journal.due()).toBe(true);
  });
});

// Planted: the state written before its pieces; red here.
test("a machine that stops at any moment leaves a whole earlier moment", async () => {
  const whole = fakeFiles();
  await run(whole, 3);
  const bytes = 1_000_000 - (await written(1_000_000, 3)).room;
  const seen = new Set<number>();
  for (let room = 0; room < bytes; room += 7) {
    const files = await written(room, 3);
    const { parts, damage } = await readParts(files);
    expect(damage).toEqual([]);
    const earlier = parts.get("chain-0")?.earlier;
    const round = (earlier?.state as { round: number } | undefined)?.round ?? 0;
    seen.add(round);
    expect(earlier?.pieces ?? []).toEqual(pieces(round));
  }
  expect(seen).toEqual(new Set([0, 1, 2, 3]));
});

/** What is there when the machine stops after so many bytes. */
async function written(room: number, rounds: number): Promise<FakeFiles> {
  const files = fakeFiles(new Map(), room);
  await run(files, rounds);
  return files;
}

describe("a full disk", () => {
  // Planted: pieces forgotten when their writing failed; red here.
  test("is warned of, and nothing is lost once there is room", async () => {
    const { time, now } = clock();
    const files = fakeFiles(new Map(), 400);
    const journal = new FolderJournal(files, { now });
    for (let round = 1; round <= 3; round++) {
      time.now += 10_000;
      journal.keep("chain-0", { round }, pieces(3)[round - 1]);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    const [warning, ...others] = await journal.stop();
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ code: "H0658", level: "warning", notes: ["the disk is full"] });
    files.room = Infinity;
    expect(await journal.finish()).toEqual([]);
    const { parts } = await readParts(files);
    expect(parts.get("chain-0")?.earlier).toEqual({ state: { round: 3 }, pieces: pieces(3) });
  });
});
