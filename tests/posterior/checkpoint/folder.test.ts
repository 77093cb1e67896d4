import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CheckpointOptions, openCheckpoint } from "../../../src/posterior/checkpoint/folder.ts";
import type { Question } from "../../../src/posterior/checkpoint/question.ts";
import { codesOf, value } from "../model.ts";

const source = { name: "m.hunch", text: "model A\ninfer vi" };
const question: Question = {
  hunch: "0.1.0",
  machine: "x64, wasm",
  model: source.text,
  infer: "vi",
  method: "vi",
  options: { steps: 500 },
  seed: 1,
  data: {},
};

const place = (): string => join(mkdtempSync(join(tmpdir(), "hunch-checkpoint-")), "out");
const open = (path: string, changes: Partial<CheckpointOptions> = {}, asked = question) =>
  openCheckpoint(asked, source, { path, replace: false, resume: true, ...changes });

/** A run that kept one piece and was killed. */
async function killed(path: string, replace = false): Promise<void> {
  const checkpoint = value(await open(path, { resume: false, replace }));
  checkpoint.journal.keep("chain-0", { iteration: 3 }, "draws");
  await checkpoint.journal.finish();
  checkpoint.release(true);
}

describe("a checkpoint", () => {
  test("is gone on with where the same is asked", async () => {
    const path = place();
    await killed(path);
    const { journal, release } = value(await open(path));
    expect(journal.earlier("chain-0")).toEqual({ state: { iteration: 3 }, pieces: ["draws"] });
    release(false);
    expect(existsSync(`${path}.partial`)).toBe(false);
  });

  test("is begun anew without --resume", async () => {
    const path = place();
    await killed(path);
    const { journal, release } = value(await open(path, { resume: false }));
    expect(journal.earlier("chain-0")).toBeNull();
    expect(readdirSync(`${path}.partial`).sort()).toEqual(["lock", "question.json"]);
    release(false);
  });

  // Planted: the question not compared; red here.
  test("of another question is refused, which is told, and left as it was", async () => {
    const path = place();
    await killed(path);
    const before = readdirSync(`${path}.partial`);
    const outcome = await open(path, {}, { ...question, seed: 2, options: { steps: 9 } });
    if (outcome.ok) throw new Error("it went on");
    expect(outcome.diagnostics).toMatchObject([
      {
        code: "H0655",
        title: `${path} was begun with other options and another seed`,
        notes: ["the option steps: 500 then, 9 now", "the seed: 1 then, 2 now"],
      },
    ]);
    expect(readdirSync(`${path}.partial`)).toEqual(before);
  });

  test("of another model: the line is shown", async () => {
    const path = place();
    await killed(path);
    const text = "model A\ninfer map";
    const outcome = await openCheckpoint(
      { ...question, model: text },
      { ...source, text },
      {
        path,
        replace: false,
        resume: true,
      },
    );
    if (outcome.ok) throw new Error("it went on");
    expect(outcome.diagnostics[0]?.primary).toMatchObject({ start: 8, end: 17 });
  });

  test("is one run's at a time; another waits a while", async () => {
    const path = place();
    const first = value(await open(path));
    const refused = await open(path);
    expect(codesOf(refused)).toEqual(["H0657"]);
    const waiting = open(path, { patience: 5_000 });
    setTimeout(() => first.release(true), 60);
    value(await waiting).release(false);
  });

  test("remembers that it may replace what is there", async () => {
    const path = place();
    await killed(path, true);
    const checkpoint = value(await open(path));
    expect(checkpoint.replace).toBe(true);
    checkpoint.release(false);
  });

  test("that is damaged is told, and goes on from what is whole", async () => {
    const path = place();
    await killed(path);
    const state = join(`${path}.partial`, "chain-0.state-1");
    writeFileSync(state, readFileSync(state).subarray(0, 50));
    const outcome = await open(path);
    expect(outcome.ok && outcome.warnings).toMatchObject([
      { code: "H0656", notes: ["chain-0.state-1 is cut short: chain-0 starts again"] },
    ]);
    value(outcome).release(true);
    writeFileSync(join(`${path}.partial`, "question.json"), '{"format": 1, "quest');
    const again = await open(path);
    expect(again.ok && again.warnings).toMatchObject([{ code: "H0656" }]);
    value(again).release(false);
  });

  test("is never written over what is no checkpoint", async () => {
    const path = place();
    mkdirSync(`${path}.partial`);
    writeFileSync(join(`${path}.partial`, "precious"), "");
    for (const resume of [true, false]) expect(codesOf(await open(path, { resume }))).toEqual(["H0654"]);
    expect(readdirSync(`${path}.partial`)).toEqual(["precious"]);
  });

  test("where no folder can be made is an error at once", async () => {
    const path = place();
    writeFileSync(path, "");
    expect(codesOf(await open(join(path, "below")))).toEqual(["H0654"]);
  });

  test("puts an earlier posterior back that had stepped aside when the run was killed", async () => {
    const path = place();
    await killed(path);
    mkdirSync(path);
    renameSync(path, join(`${path}.partial`, "posterior.old"));
    value(await open(path)).release(true);
    expect(existsSync(path)).toBe(true);
  });
});
