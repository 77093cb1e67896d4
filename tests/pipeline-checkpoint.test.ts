/** Fits that leave files: whatever stops one, the next ends at the same bits. */

import {
  cpSync,
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
import { type FitToOptions, fitTo } from "../src/pipeline-checkpoint.ts";
import { load } from "../src/pipeline.ts";
import { compiled, lineData, lineText, source, value } from "./pipeline-models.ts";

const long = lineText.replace("steps = 200", "steps = 30_000");

const place = (): string => join(mkdtempSync(join(tmpdir(), "hunch-fit-")), "line.posterior");

async function run(path: string, changes: Partial<FitToOptions> = {}, text = long, data: unknown = lineData) {
  const options = { path, replace: false, resume: true, ...changes };
  return fitTo(compiled(text), [await source(data)], options);
}

/** Stops, as Ctrl-C does, once so many steps are done. */
function stopping(at: number): Pick<FitToOptions, "signal" | "report"> {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    report: ({ step }) => {
      if (step >= at) controller.abort();
    },
  };
}

/** Stops once every chain has done so many steps. */
function stoppingPast(steps: number): Pick<FitToOptions, "signal" | "report"> {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    report: ({ chains = [] }) => {
      if (chains.length > 0 && chains.every((done) => done > steps)) controller.abort();
    },
  };
}

/** The bytes of every array of a posterior. */
function arrays(path: string): readonly (readonly [string, string])[] {
  const files = readdirSync(path).filter((name) => name.endsWith(".npy"));
  expect(files.length).toBeGreaterThan(1);
  return files.map((name) => [name, readFileSync(join(path, name)).toString("hex")]);
}

describe("a fit that was stopped", () => {
  test("keeps what it has, and --resume goes on to the same bits", async () => {
    const [path, reference] = [place(), place()];
    value(await run(reference));
    const first = value(await run(path, stopping(1)));
    expect(first).toMatchObject({ wentOnFrom: null, alone: false });
    expect(first.posterior.record.complete).toBe(false);
    expect(value(await load(path)).record.complete).toBe(false);
    expect(readdirSync(`${path}.partial`)).toContain("climb.state-1");
    const second = value(await run(path, stopping(15_000)));
    expect(second.posterior.record.complete).toBe(false);
    expect(second.wentOnFrom).toBeGreaterThan(0);
    const last = value(await run(path));
    expect(last.posterior.record.complete).toBe(true);
    expect(arrays(path)).toEqual(arrays(reference));
    expect(last.posterior.record.objective).toEqual(value(await load(reference)).record.objective);
    expect(existsSync(`${path}.partial`)).toBe(false);
  });

  test("by map goes on too", async () => {
    const [path, reference] = [place(), place()];
    const text = long.replace("steps = 50", "steps = 3_000");
    value(await run(reference, { infer: "point" }, text));
    value(await run(path, { infer: "point", ...stopping(100) }, text));
    value(await run(path, { infer: "point" }, text));
    expect(arrays(path)).toEqual(arrays(reference));
  });

  // Planted: the chains' checkpoint taken away with the run that had no draw yet; red here.
  test("by nuts goes on from warm-up, and from draws, on any number of threads", async () => {
    const [path, reference] = [place(), place()];
    const text = lineText.replace(
      "infer vi",
      "infer nuts { chains = 2  warmup = 4_000  draws = 40_000  target_accept = 0.999 }\ninfer vi",
    );
    value(await run(reference, { workers: 1 }, text));
    // Long paths make turns of few iterations: the stop falls where it should however fast the machine.
    const early = await run(path, stopping(100), text);
    expect(early).toMatchObject({ ok: false, diagnostics: [{ code: "H0710" }] });
    expect(existsSync(path)).toBe(false);
    const some = value(await run(path, { workers: 2, ...stoppingPast(4_000) }, text));
    expect(some.posterior.record.complete).toBe(false);
    expect(some.wentOnFrom).toBeGreaterThan(0);
    expect(value(await run(path, { workers: 3 }, text)).posterior.record.complete).toBe(true);
    expect(arrays(path)).toEqual(arrays(reference));
  });

  test("starts afresh without --resume, or without a checkpoint", async () => {
    const path = place();
    value(await run(path, stopping(1)));
    expect(value(await run(path, { resume: false, replace: true })).wentOnFrom).toBeNull();
    expect(value(await run(place())).wentOnFrom).toBeNull();
  });

  test.each([
    ["model", { text: long.replace("half_normal(2)", "half_normal(3)") }],
    ["data", { data: { ...lineData, y: [0.2, 1.9, 4.1, 6.3] } }],
    ["seed", { changes: { seed: 2 } }],
    ["options", { text: long.replace("30_000", "40_000") }],
  ])("is not gone on with by another %s: what changed is said, nothing is lost", async (what, other) => {
    const path = place();
    value(await run(path, stopping(1)));
    const before = arrays(path);
    const {
      text = long,
      data = lineData,
      changes = {},
    } = other as {
      text?: string;
      data?: unknown;
      changes?: Partial<FitToOptions>;
    };
    const outcome = await run(path, changes, text, data);
    if (outcome.ok) throw new Error("it went on");
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(["H0655"]);
    expect(outcome.diagnostics[0]?.title).toContain(what);
    expect(arrays(path)).toEqual(before);
    expect(value(await run(path)).wentOnFrom).toBeGreaterThan(0);
  });
});

describe("a complete posterior", () => {
  test("is left alone by --resume, and a changed question is told", async () => {
    const path = place();
    value(await run(path, {}, lineText));
    const before = readFileSync(join(path, "posterior.json"), "utf8");
    const again = value(await run(path, {}, lineText));
    expect(again).toMatchObject({ alone: true, posterior: { record: { complete: true } } });
    expect(await run(path, { seed: 9 }, lineText)).toMatchObject({
      ok: false,
      diagnostics: [{ code: "H0655" }],
    });
    expect(readFileSync(join(path, "posterior.json"), "utf8")).toBe(before);
    expect(existsSync(`${path}.partial`)).toBe(false);
  });

  // Planted: what was left of any question taken away; red here.
  test("whose run was killed as it tidied up is tidied up; what another question left stays", async () => {
    const path = place();
    value(await run(path, stopping(1)));
    cpSync(`${path}.partial`, `${path}.left`, { recursive: true });
    value(await run(path));
    renameSync(`${path}.left`, `${path}.partial`);
    expect(value(await run(path)).alone).toBe(true);
    expect(existsSync(`${path}.partial`)).toBe(false);
    value(await run(path, { seed: 2, resume: false, replace: true, ...stopping(1) }));
    cpSync(`${path}.partial`, `${path}.left`, { recursive: true });
    value(await run(path, { resume: false, replace: true }));
    renameSync(`${path}.left`, `${path}.partial`);
    expect(value(await run(path)).alone).toBe(true);
    expect(existsSync(`${path}.partial`)).toBe(true);
  });

  test("is replaced by a run that began with leave to, and was stopped", async () => {
    const path = place();
    value(await run(path, {}, lineText));
    value(await run(path, { resume: false, replace: true, ...stopping(1) }));
    expect(value(await run(path)).posterior.record).toMatchObject({
      complete: true,
      options: { steps: 30_000 },
    });
  });
});

describe("a place where nothing can be written", () => {
  test("is told before any work is done", async () => {
    const file = place();
    writeFileSync(file, "");
    const outcome = await run(join(file, "below"), { report: () => expect.unreachable("it ran") });
    expect(outcome).toMatchObject({ ok: false, diagnostics: [{ code: "H0654" }] });
  });

  // Planted: the checkpoint taken away though the posterior was not saved; red here.
  test("that appears while it runs: the numbers are kept, and --resume saves them", async () => {
    const path = place();
    let stepped = false;
    const report = () => {
      if (!stepped) mkdirSync(path);
      stepped = true;
    };
    const outcome = await run(path, { report });
    expect(outcome).toMatchObject({ ok: false, diagnostics: [{ code: "H0654" }] });
    expect(readdirSync(`${path}.partial`)).toContain("climb.state-1");
  });
});
