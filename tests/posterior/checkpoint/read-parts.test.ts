import { describe, expect, test } from "vitest";
import { FolderJournal } from "../../../src/posterior/checkpoint/folder-journal.ts";
import { readParts } from "../../../src/posterior/checkpoint/read-parts.ts";
import { fakeFiles } from "./fake-files.ts";

async function twoRounds() {
  const files = fakeFiles();
  const first = new FolderJournal(files);
  first.keep("chain-0", { round: 1 }, "one");
  await first.finish();
  const second = new FolderJournal(files, { parts: (await readParts(files)).parts });
  second.keep("chain-0", { round: 2 }, "two");
  await second.finish();
  return files;
}

describe("what was damaged", () => {
  // Planted: damage forgiven without a word; red here.
  test("a flipped byte anywhere: an earlier moment, or the start, and it is told", async () => {
    const { content } = await twoRounds();
    let rounds = 0;
    for (const [name, bytes] of content) {
      for (let place = 0; place < bytes.length; place++) {
        const changed = bytes.slice();
        changed[place] = (changed[place] ?? 0) ^ 0x10;
        const { parts, damage } = await readParts(fakeFiles(new Map([...content, [name, changed]])));
        const earlier = parts.get("chain-0")?.earlier;
        const round = (earlier?.state as { round: number } | undefined)?.round ?? 0;
        expect(earlier?.pieces ?? []).toEqual(["one", "two"].slice(0, round));
        if (damage.length === 0) expect([name, place]).toEqual([]);
        expect(damage[0]).toMatch(
          /^chain-0\.(state-[01]|pieces) (is cut short|has changed).*: chain-0 (goes on from what is whole|starts again)$/,
        );
        rounds += round;
      }
    }
    expect(rounds).toBeGreaterThan(100);
  });

  test("a file cut short", async () => {
    const { content } = await twoRounds();
    const cut = (name: string, length: number) =>
      readParts(
        fakeFiles(new Map([...content, [name, (content.get(name) ?? new Uint8Array(0)).slice(0, length)]])),
      );
    const newest = await cut("chain-0.state-0", 60);
    expect(newest.parts.get("chain-0")?.earlier).toEqual({ state: { round: 1 }, pieces: ["one"] });
    expect(newest.damage).toEqual(["chain-0.state-0 is cut short: chain-0 goes on from what is whole"]);
    const none = await cut("chain-0.pieces", 3);
    expect(none.parts.size).toBe(0);
    expect(none.damage).toEqual(["chain-0.pieces is cut short: chain-0 starts again"]);
  });

  test("nothing, where nothing is there", async () => {
    expect(await readParts(fakeFiles())).toEqual({ parts: new Map(), damage: [] });
  });
});
