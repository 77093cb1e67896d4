/** `hunch fit`: its JSON as promised, its words, its folder. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fails, json } from "../ask.ts";
import { run } from "../../../src/cli/run.ts";
import { fakeTerminal, hunch } from "../fake-terminal.ts";
import { line, lineData, workshop } from "../workshop.ts";

describe("fit", () => {
  test("saves a posterior and says what cli.md promises", async () => {
    const { at } = workshop();
    const value = await json(
      "fit",
      at("line.hunch"),
      "--infer",
      "noisy",
      "--seed",
      "7",
      "--set",
      "steps=200",
    );
    expect(value).toMatchObject({
      model: "Line",
      infer: "noisy",
      method: "vi",
      seed: 7,
      dims: { N: 5, D: 2 },
      latent_scalars: 3,
      seconds: { compile: expect.any(Number) as number, fit: expect.any(Number) as number },
      objective: {
        elbo: expect.any(Number) as number,
        elbo_se: expect.any(Number) as number,
        elbo_per_row: expect.any(Number) as number,
      },
      latents: {
        w: { mean: [expect.any(Number), expect.any(Number)], q05: [expect.any(Number), expect.any(Number)] },
        b: { mean: expect.any(Number) as number, rhat: null, ess_bulk: null },
      },
      warnings: [],
      posterior: at("line.posterior"),
    });
    expect(existsSync(at("line.posterior/posterior.json"))).toBe(true);
  });

  test("a sampler's run is counted, in numbers and in words, and may begin where the user says", async () => {
    const { at } = workshop();
    const text = readFileSync(at("line.hunch"), "utf8");
    const chains = "infer nuts { chains = 2  warmup = 300  draws = 1_000 }";
    writeFileSync(at("line.hunch"), text.replace("infer exact", chains));
    const value = await json("fit", at("line.hunch"));
    expect(value).toMatchObject({
      method: "nuts",
      objective: {},
      sampler: { divergences: expect.any(Number) as number, max_depth_hits: 0, draws: 2_000, chains: 2 },
    });
    expect((value as { sampler: { leapfrogs: number } }).sampler.leapfrogs).toBeGreaterThan(100);
    writeFileSync(at("p.json"), '{"w": [1, 0], "b": 2}');
    const { out } = await hunch("fit", at("line.hunch"), "--init", at("p.json"));
    expect(out).toMatch(/2 chains of 1,000 draws each/);
    expect(await fails("fit", at("line.hunch"), "--infer", "noisy", "--init", at("p.json"))).toContain(
      "not vi",
    );
    writeFileSync(at("p.json"), '{"w": [1], "b": 2}');
    expect(await fails("fit", at("line.hunch"), "--init", at("p.json"))).toContain("H0812");
  });

  test("its words: what was fitted, how well, the latents by column, where it is", async () => {
    const { at } = workshop();
    const { out } = await hunch("fit", at("line.hunch"));
    expect(out).toMatch(/Line, fitted by exact to 5 rows\nlog evidence -\d+\.\d+ nats/);
    expect(out).toMatch(/w\[size\] +\d+\.\d+/);
    expect(out).toContain(`saved to ${at("line.posterior")}`);
  });

  test("replaces its own earlier posterior, a named one only with --force, and nothing else ever", async () => {
    const { at } = workshop();
    for (const _ of [1, 2]) expect((await hunch("fit", at("line.hunch"))).code).toBe(0);
    const named = ["fit", at("line.hunch"), "--out", at("mine.posterior")];
    expect((await hunch(...named)).code).toBe(0);
    expect(await fails(...named)).toContain("already there");
    expect((await hunch(...named, "--force")).code).toBe(0);
    writeFileSync(at("precious"), "do not touch");
    expect(await fails("fit", at("line.hunch"), "--out", at("precious"), "--force")).toContain(
      "no posterior",
    );
    expect(readFileSync(at("precious"), "utf8")).toBe("do not touch");
    expect(readdirSync(at(".")).sort()).toEqual([
      "line.csv",
      "line.hunch",
      "line.posterior",
      "mine.posterior",
      "precious",
    ]);
  });

  test("knows its infer blocks and its options", async () => {
    const { at } = workshop();
    expect(await fails("fit", at("line.hunch"), "--infer", "nosy")).toContain("did you mean noisy?");
    expect(await fails("fit", at("line.hunch"), "--infer", "noisy", "--set", "stesp=3")).toContain(
      "did you mean",
    );
    expect(await fails("fit", at("line.hunch"), "--infer", "noisy", "--set", "steps")).toContain(
      "OPTION=VALUE",
    );
    expect(await fails("fit", at("line.hunch"), "--seed", "-1")).toContain("--seed wants a whole number");
  });

  test("reads other columns when told", async () => {
    const { at } = workshop();
    writeFileSync(at("other.csv"), lineData.replace("size,age", "a,b"));
    const words = ["fit", at("line.hunch"), "--data", at("other.csv")];
    expect(await fails(...words)).toContain("H0610");
    const mapped = await hunch(...words, "--map", "x=a..b");
    expect([mapped.code, mapped.err]).toEqual([0, ""]);
    expect(mapped.out).toMatch(/w\[a\]/);
  });
});

describe("a series", () => {
  // Planted fault: the conditioned rows called missing.
  test("says what it is conditioned on, when fitted and when scored", async () => {
    const { at } = workshop();
    writeFileSync(
      at("series.hunch"),
      `model Series
data "series.csv" { y: real[T] }
prior { phi ~ normal(0, 1) }
likelihood { y ~ normal(phi * lag(y over T, 2), 1) }
infer exact
`,
    );
    writeFileSync(at("series.csv"), "y\n1\n2\n0.5\n1.5\n0.7\n");
    const { out } = await hunch("fit", at("series.hunch"));
    expect(out).toContain("fitted by exact to 5 rows, conditioned on the first 2");
    expect(await json("fit", at("series.hunch"), "--force")).toMatchObject({ conditioned: 2 });
    const scored = await hunch("evaluate", at("series.posterior"), "--data", at("series.csv"));
    expect(scored.out).toContain("y, 3 rows, the first 2 conditioned on");
    expect(scored.out).not.toContain("missing");
  });
});

test("stopped before the first draw: exit 130, and --resume goes on", async () => {
  const { at } = workshop();
  writeFileSync(
    at("slow.hunch"),
    line.replace("infer exact", "infer nuts { chains = 1  warmup = 50  draws = 20 }"),
  );
  const terminal = fakeTerminal({ interrupted: AbortSignal.abort() });
  expect(await run(["fit", at("slow.hunch"), "--data", at("line.csv"), "--json"], terminal)).toBe(130);
  expect(JSON.parse(terminal.out())).toMatchObject({
    error: {
      exit: 130,
      diagnostics: [{ code: "H0710", help: expect.stringContaining("--resume") as string }],
    },
  });
  const resumed = await hunch("fit", at("slow.hunch"), "--resume");
  // So few draws cannot be trusted, and are found again so.
  expect([resumed.code, resumed.err]).toEqual([2, expect.stringContaining("H0721")]);
  const again = await hunch("fit", at("slow.hunch"), "--resume");
  expect([again.code, again.err]).toEqual([2, resumed.err]);
  expect(again.out).toContain("complete already");
  expect(await fails("fit", at("slow.hunch"), "--workers", "0")).toContain("from 1 to 1024");
});
