import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile, HunchError, load } from "../../src/index.ts";

const model = await compile(`
  model Line
  data { x: real[N] standardized  y: real[N] }
  prior { slope ~ normal(0, 10)  intercept ~ normal(0, 10) }
  likelihood { y ~ normal(slope * x + intercept, 0.5) }
  infer exact
`);
const posterior = await model.fit({ x: [0, 1, 2, 3], y: [1, 3, 5, 7] });

describe("a posterior in TypeScript", () => {
  test("predicts in the data's own units, and its parts add up", async () => {
    const { rows, columns } = await posterior.predict({ x: [1, 10] }, { level: 0.5 });
    expect(rows).toBe(2);
    expect(columns["y_mean"]?.[1]).toBeCloseTo(21, 0);
    const [whole = 0, epistemic = 0, aleatoric = 0] = ["sd", "epistemic_sd", "aleatoric_sd"].map(
      (part) => columns[`y_${part}`]?.[1],
    );
    expect(Math.hypot(epistemic, aleatoric)).toBeCloseTo(whole, 10);
    expect(aleatoric).toBeCloseTo(0.5, 10);
    expect(Object.keys(columns)).toContain("y_q25");
  });

  test("scores data with the response, and refuses data without", async () => {
    const scores = await posterior.evaluate({ x: [0.5, 1.5], y: [2, 4] });
    expect(scores).toMatchObject({ rows: 2, rmse: expect.closeTo(0, 1) as number });
    await expect(posterior.evaluate({ x: [0.5] })).rejects.toBeInstanceOf(HunchError);
  });

  // Planted: options taken as they come, which gave quantiles that are not numbers; red here.
  test("refuses settings out of their range", async () => {
    await expect(posterior.predict({ x: [1] }, { level: 95 })).rejects.toThrow(/level wants a probability/);
    await expect(posterior.evaluate({ x: [1], y: [1] }, { draws: 0 })).rejects.toBeInstanceOf(HunchError);
    await expect(posterior.draws(-1)).rejects.toBeInstanceOf(HunchError);
    await expect(model.fit({ x: [0, 1], y: [1, 3] }, { seed: -3 })).rejects.toThrow(/seed wants/);
  });

  test("draws the same draws from the same seed", async () => {
    const first = await posterior.draws(5, { seed: 2 });
    expect(first.latents["slope"]).toMatchObject({ shape: [] });
    expect(first.latents["slope"]?.values.length).toBe(5);
    expect(await posterior.draws(5, { seed: 2 })).toEqual(first);
    expect(await posterior.draws(5, { seed: 3 })).not.toEqual(first);
  });

  test("is saved and loaded, and says the same without the data", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "hunch-test-")), "line.posterior");
    await posterior.save(folder);
    await expect(posterior.save(folder)).rejects.toBeInstanceOf(HunchError);
    await posterior.save(folder, { replace: true });
    const loaded = await load(folder);
    expect(await loaded.summary()).toEqual(await posterior.summary());
    expect(await loaded.predict({ x: [4] })).toEqual(await posterior.predict({ x: [4] }));
    await expect(load(`${folder}.not`)).rejects.toBeInstanceOf(HunchError);
  });
});

// Planted: the data not handed on; red here.
test("with its data a variational posterior has its k̂ among the checks, and other data are refused", async () => {
  const model = await compile(`model Mean
    data { y: real[N] }
    prior { mu ~ normal(0, 1) }
    likelihood { y ~ normal(mu, 1) }
    infer vi { steps = 3000 }`);
  const posterior = await model.fit({ y: [0.4, 1.9, 1.1, 0.2] });
  const names = ({ checks }: { readonly checks: readonly { readonly name: string }[] }) =>
    checks.map(({ name }) => name);
  expect(names(await posterior.diagnose())).toEqual(["approximation"]);
  const diagnosis = await posterior.diagnose({ y: [0.4, 1.9, 1.1, 0.2] });
  expect(names(diagnosis)).toEqual(["approximation", "khat"]);
  expect(diagnosis.ok).toBe(true);
  await expect(posterior.diagnose({ y: [1] })).rejects.toMatchObject({ diagnostics: [{ code: "H0655" }] });
});

// Planted: what there is given as if it were all.
test("predictions and scores stop when told", async () => {
  const model = await compile(`model Stop
    data { y: real[N] }
    prior { mu ~ normal(0, 1) }
    likelihood { y ~ normal(mu, 1) }
    infer vi { steps = 10  elbo_samples = 2 }`);
  const y = Float64Array.from({ length: 50_000 }, (_, i) => i % 3);
  const posterior = await model.fit({ y });
  for (const verb of ["predict", "evaluate"] as const) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 0);
    const fault = await posterior[verb]({ y }, { draws: 100_000, signal: stop.signal }).catch(
      (thrown: unknown) => thrown,
    );
    expect(fault).toMatchObject({ diagnostics: [{ code: "H0719" }] });
  }
});
