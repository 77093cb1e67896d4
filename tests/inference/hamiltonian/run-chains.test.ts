/** Chains on a crew that scrambles: whoever does a turn, whenever, the draws are the same. */

import { describe, expect, test } from "vitest";
import { fit } from "../../../src/inference/fit.ts";
import type { Task } from "../../../src/inference/method.ts";
import { type Journal, noJournal } from "../../../src/posterior/checkpoint/journal.ts";
import type { Crew } from "../../../src/tensor/crew.ts";
import { taskOf } from "../fixture.ts";
import { mixed, mixedData } from "./programs.ts";

const short = mixed.replace("nuts { }", "nuts { chains = 3  warmup = 60  draws = 40 }");

/** Does every piece of work in its own time, some quick and some late. */
function scrambled(seed: number, fails: (input: unknown) => boolean = () => false): Crew {
  let turn = seed;
  return {
    size: 3,
    team: (_, here) => ({
      work: async (input) => {
        turn = (turn * 16807) % 2147483647;
        await new Promise((resolve) => setTimeout(resolve, turn % 7));
        if (fails(input)) return { kind: "lost", why: "out of memory" };
        return { kind: "done", output: await here.work(structuredClone(input)) };
      },
      dispose: () => {},
    }),
    end: () => {},
  };
}

async function drawsOf(changes: Partial<Task>) {
  const run = await fit(taskOf(short, mixedData, changes));
  if (!run.ok) throw new Error(run.diagnostics.map(({ title }) => title).join());
  const { approximation } = run.value;
  if (approximation.kind !== "draws") throw new Error(approximation.kind);
  return approximation;
}

/** Remembers what was kept by part: all states, and the pieces before each. */
function remembering() {
  const kept = new Map<string, { readonly state: unknown; readonly pieces: readonly unknown[] }[]>();
  const journal: Journal = {
    earlier: () => null,
    due: () => false,
    keep: (part, state, piece) => {
      const list = kept.get(part) ?? [];
      const before = list.at(-1)?.pieces ?? [];
      kept.set(part, [...list, { state, pieces: piece === undefined ? before : [...before, piece] }]);
    },
  };
  return { kept, journal };
}

describe("chains", () => {
  // Planted: a chain going on from the state of the turn that ended last; red here.
  test("go the same way whoever moves them, in whatever order turns end", async () => {
    const alone = await drawsOf({});
    for (const seed of [1, 2, 3]) expect(await drawsOf({ crew: scrambled(seed) })).toEqual(alone);
  });

  // Planted: pieces of an earlier run left out; red here.
  test("go on to the same draws from wherever each of them was", async () => {
    const { kept, journal } = remembering();
    const whole = await drawsOf({ journal, crew: scrambled(5) });
    expect([...kept.keys()].sort()).toEqual(["chain-0", "chain-1", "chain-2"]);
    for (const share of [0.2, 0.5, 0.9, 1]) {
      const earlier = (part: string) => {
        const list = kept.get(part) ?? [];
        // Each chain was elsewhere, one had not begun.
        const place = Math.floor(share * list.length) - Number(part.at(-1)) - 1;
        return structuredClone(list[place] ?? null);
      };
      expect(await drawsOf({ journal: { ...noJournal, earlier } })).toEqual(whole);
    }
  });

  test("whose threads end are told by number", async () => {
    const one = (input: unknown) => (input as { state: { iteration: number } }).state.iteration > 30;
    const run = await fit(taskOf(short, mixedData, { crew: scrambled(1, one) }));
    if (run.ok) throw new Error("it went on");
    expect(run.diagnostics).toMatchObject([{ code: "H0740", notes: ["out of memory"] }]);
    expect(run.diagnostics[0]?.title).toMatch(
      /^the threads that worked on chain [1-3] ended before it was done$/,
    );
  });
});

test("stopped, chains wait for turns under way, and not for ever", async () => {
  const controller = new AbortController();
  let ended = (): void => {};
  const crew: Crew = {
    size: 1,
    team: (_, here) => ({
      work: async (input) => {
        const { state } = input as { state: { iteration: number } };
        if (state.iteration < 70) return { kind: "done", output: await here.work(input) };
        controller.abort();
        // A turn without end.
        await new Promise<void>((resolve) => (ended = resolve));
        return { kind: "lost", why: "the run was ended" };
      },
      dispose: () => {},
    }),
    end: () => ended(),
  };
  const text = short.replace("chains = 3", "chains = 1");
  const run = await fit(taskOf(text, mixedData, { crew, signal: controller.signal }));
  expect(run.ok && run.value.complete).toBe(false);
  expect(run.ok).toBe(true);
});
