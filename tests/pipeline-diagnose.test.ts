/** How far to trust a fit: eight schools centred, which no sampler should pass; a network whose weights may change places. */

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diagnosePosterior, fit, load, save, summarise } from "../src/pipeline.ts";
import { compiled, source, value } from "./pipeline-models.ts";

const schools = {
  y: [28, 8, -3, 7, -1, 1, 18, 12],
  sigma: [15, 10, 16, 11, 9, 11, 10, 18],
};
const centred = `model EightSchools
data { y: real[School]  sigma: positive[School] }
prior { mu ~ normal(0, 5)  tau: positive ~ half_cauchy(5)  theta: real[School] ~ normal(mu, tau) }
likelihood { y ~ normal(theta, sigma) }
infer nuts { chains = 4 }`;

describe("the funnel of eight schools, centred", async () => {
  const posterior = value(await fit(compiled(centred), [await source(schools)]));
  const { ok, checks, warnings } = await diagnosePosterior(posterior);

  // Planted and seen red: the whole said to be well whatever its checks.
  test("is found out, and its place is named", () => {
    expect(ok).toBe(false);
    const found = checks.find(({ name }) => name === "divergences");
    expect(found).toMatchObject({ ok: false, limit: 0 });
    expect(found?.value).toBeGreaterThan(4);
    expect(found?.text).toContain("where tau is small");
    expect(warnings.map(({ code }) => code)).toContain("H0722");
    expect(warnings.every(({ primary }) => primary !== null)).toBe(true);
  });

  test("every latent has what its draws are worth, of its shape", async () => {
    const { theta, tau } = await summarise(posterior);
    for (const figure of ["rhat", "ess_bulk", "ess_tail", "mcse_mean"]) {
      expect(theta).toHaveProperty(figure, Array(8).fill(expect.any(Number)));
      expect(tau).toHaveProperty(figure, expect.any(Number));
    }
  });
});

describe("a network", async () => {
  const text = `model Net
data { x: real[N, D]  y: real[N] }
network f: real[D] -> real { hidden: dense(3, tanh)  dense }
prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }
likelihood { y ~ normal(f(x), 0.3) }
infer nuts { chains = 2  warmup = 150  draws = 100 }
infer map { steps = 10 }`;
  const data = { x: [-2, -1, 0, 1, 2].map((x) => [x]), y: [-1, -0.8, 0.1, 0.7, 1.1] };
  const posterior = value(await fit(compiled(text), [await source(data)]));

  // Planted and seen red: weights judged like other latents, predictions forgotten.
  test("is judged on what it predicts and on its density, not on its weights", async () => {
    const { approximation } = posterior;
    if (approximation.kind !== "draws") throw new Error("nuts leaves draws");
    expect(approximation.watched.get("y")?.shape).toEqual([5, 1]);
    const { checks } = await diagnosePosterior(posterior);
    const said = checks.map(({ text: each }) => each).join("\n");
    expect(said).toMatch(/the prediction of y|the log density/);
    expect(said).not.toMatch(/f\.(hidden|out)/);
    const summary = await summarise(posterior);
    expect(summary["f.hidden.weight"]).not.toHaveProperty("rhat");
  });

  test("says the same when it is read again", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "hunch-test-")), "net.posterior");
    value(await save(posterior, path, { replace: false }));
    expect(await diagnosePosterior(value(await load(path)))).toEqual(await diagnosePosterior(posterior));
  });

  test("of a point it says that there is no spread", async () => {
    const point = value(await fit(compiled(text), [await source(data)], { infer: "map" }));
    const { ok, checks } = await diagnosePosterior(point);
    expect(ok).toBe(true);
    expect(checks.map(({ text: said }) => said)).toEqual([expect.stringContaining("a point has no spread")]);
  });
});
