/** Whole runs: a model and data in, a posterior's draws out. */

import { describe, expect, test } from "vitest";
import type { Fit, Progress, Task } from "../../../src/inference/method.ts";
import { fit } from "../../../src/inference/fit.ts";
import type { Chains } from "../../../src/posterior/posterior.ts";
import { type Arrays, fitted, taskOf } from "../fixture.ts";
import { mixed, mixedData } from "./programs.ts";

function chainsOf({ approximation }: Fit): Chains {
  if (approximation.kind !== "draws") throw new Error(approximation.kind);
  return approximation;
}

async function codesOf(
  text: string,
  arrays: Arrays,
  changes: Partial<Task> = {},
): Promise<readonly string[]> {
  const outcome = await fit(taskOf(text, arrays, changes));
  return (outcome.ok ? outcome.warnings : outcome.diagnostics).map(({ code }) => code);
}

const short = mixed.replace("nuts { }", "nuts { chains = 3  warmup = 60  draws = 40 }");

describe("a run", () => {
  test("gives every chain's draws on the declared scale, with statistics", async () => {
    const run = await fitted(short, mixedData);
    const { chains, draws, values, statistics, divergences } = chainsOf(run);
    expect([chains, draws, run.complete]).toEqual([3, 40, true]);
    expect([...values].map(([name, { length }]) => [name, length])).toEqual([
      ["mu", 120],
      ["tau", 120],
      ["p", 120],
      ["level", 120],
    ]);
    expect(values.get("tau")?.every((x) => x > 0)).toBe(true);
    expect(values.get("level")?.every((x) => x > -1 && x < 3)).toBe(true);
    expect([...statistics.keys()]).toHaveLength(7);
    expect(divergences.positions.get("tau")?.length).toBe(divergences.chain.length);
  });

  test("is decided by the seed: chains differ, a second run does not", async () => {
    const draws = async (seed: number) => [
      ...(chainsOf(await fitted(short, mixedData, { seed })).values.get("mu") ?? []),
    ];
    const one = await draws(1);
    expect(await draws(1)).toEqual(one);
    expect(await draws(2)).not.toEqual(one);
    expect(one.slice(0, 40)).not.toEqual(one.slice(40, 80));
  });

  test("tells how far each chain is", async () => {
    const told: Progress[] = [];
    await fitted(short, mixedData, { report: (progress) => told.push(progress) });
    expect(told.at(-1)).toMatchObject({ step: 300, steps: 300, chains: [100, 100, 100] });
    expect(told.every(({ step, chains }) => chains?.reduce((sum, each) => sum + each, 0) === step)).toBe(
      true,
    );
  });

  test("stopped, it keeps what it has; before the first draw that is nothing", async () => {
    const controller = new AbortController();
    const long = mixed.replace("nuts { }", "nuts { chains = 2  warmup = 60  draws = 100_000 }");
    const run = await fitted(long, mixedData, {
      signal: controller.signal,
      report: ({ chains = [] }) => {
        if (chains.every((each) => each > 200)) controller.abort();
      },
    });
    expect(run.complete).toBe(false);
    expect(chainsOf(run).draws).toBeGreaterThan(100);
    expect(chainsOf(run).draws).toBeLessThan(100_000);
    expect(await codesOf(short, mixedData, { signal: AbortSignal.abort() })).toEqual(["H0710"]);
  });
});

describe("what has no posterior, or no way through it", () => {
  const model = (prior: string, likelihood: string) => `model Bad
data "d.csv" { y: real[N] }
prior { ${prior} }
likelihood { ${likelihood} }
infer nuts { chains = 2  warmup = 60  draws = 40 }`;
  const data = { y: [1, 2, 3] };

  test("a density that is nowhere finite", async () => {
    expect(await codesOf(model("a ~ normal(0, 1)", "y ~ normal(a, exp(-1000 - a * a))"), data)).toEqual([
      "H0707",
    ]);
  });

  test("a latent that nothing holds, by its name", async () => {
    const outcome = await fit(taskOf(model("a ~ normal(0, 1)  loose ~ flat", "y ~ normal(a, 1)"), data));
    expect(outcome.ok).toBe(false);
    if (!outcome.ok) expect(outcome.diagnostics[0]).toMatchObject({ code: "H0708" });
    if (!outcome.ok) expect(outcome.diagnostics[0]?.title).toContain("loose");
  });

  test("two latents of which only the sum is held", async () => {
    const text = model("a ~ flat  b ~ flat", "y ~ normal(a + b, 1)").replace(
      "chains = 2  warmup = 60",
      "warmup = 300",
    );
    const codes = await codesOf(text, data);
    expect(codes.filter((code) => code === "H0711")).toHaveLength(2);
  });
});
