/** Data of posteriordb as Stan takes it, read through the command line by models of the same kinds. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, describe, expect, test } from "vitest";
import { hunch } from "../cli/fake-terminal.ts";

const folder = join(
  process.env["HUNCH_DATA"] ?? join(import.meta.dirname, "..", "..", "..", "shared", "data"),
  "posteriordb",
);
const there = existsSync(folder);
const work = mkdtempSync(join(tmpdir(), "hunch-test-"));
afterAll(() => rmSync(work, { recursive: true }));

/** By file: data, prior and likelihood, and the latents. */
const models: readonly (readonly [string, string, Readonly<Record<string, number>>])[] = [
  [
    "eight_schools-eight_schools_centered",
    `dim J = 8
data { y: real[J]  sigma: positive[J] }
prior { mu ~ normal(0, 5)  tau: positive ~ half_cauchy(5) }
likelihood { y ~ normal(mu, sqrt(tau^2 + sigma^2)) }`,
    { mu: 4, tau: 3 },
  ],
  [
    "kidiq-kidscore_interaction",
    `data { kid_score: real[N]  mom_hs: bool[N]  mom_iq: real[N]  both = mom_hs * mom_iq }
prior { a ~ normal(0, 1000)  b ~ normal(0, 1000)  c ~ normal(0, 1000)  d ~ normal(0, 1000)  s: positive ~ half_cauchy(2.5) }
likelihood { kid_score ~ normal(a + b * mom_hs + c * mom_iq + d * both, s) }`,
    { a: -11, b: 51, c: 1, d: -0.5, s: 18 },
  ],
  [
    "mesquite-logmesquite",
    `data { weight: positive[N]  diam1: positive[N]  density: positive[N]  group: bool[N]  log_weight = log(weight)  log_diam = log(diam1) }
prior { a ~ normal(0, 1000)  b ~ normal(0, 1000)  c ~ normal(0, 1000)  s: positive ~ half_cauchy(2.5) }
likelihood { log_weight ~ normal(a + b * log_diam + log(density) + c * group, s) }`,
    { a: 5, b: 0.4, c: 0.6, s: 0.3 },
  ],
  [
    "nes1972-nes",
    `dim Age = 1..4
data { partyid7: real[N]  age: Age[N] from age_discrete  income: real[N]  old: bool[N] = age == 4 }
prior { a ~ normal(0, 1000)  by_age: real[Age] ~ normal({ 1: 0, 2: 0, 3: 0, 4: 0 }, 10)  c ~ normal(0, 10)  s: positive ~ half_cauchy(2.5) }
likelihood { partyid7 ~ normal(a + by_age[age] + c * income * (1 - old) + by_age[2], s) }`,
    { a: 2, c: 0.1, s: 1.9 },
  ],
  [
    "Rate_1_data-Rate_1_model",
    `data { k: count  n: count }
prior { theta: unit ~ beta(1, 1) }
likelihood { k ~ binomial(n, theta) }`,
    { theta: 0.4 },
  ],
];

describe.skipIf(!there)("data as posteriordb holds it", () => {
  test.each(models)("%s", async (name, text, scalars) => {
    const { data } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as { data: unknown };
    const paths = ["data.json", "model.hunch", "point.json"].map((file) => join(work, file));
    const [json = "", model = "", point = ""] = paths;
    writeFileSync(json, JSON.stringify(data));
    writeFileSync(model, `model Known\n${text.replace("data {", 'data "data.json" {')}\ninfer map\n`);
    const at = text.includes("by_age") ? { ...scalars, by_age: [0, 0.1, 0.2, 0.3] } : scalars;
    writeFileSync(point, JSON.stringify(at));
    const { code, out, err } = await hunch("density", model, "--at", point);
    expect([code, err]).toEqual([0, ""]);
    const found = JSON.parse(out) as { log_likelihood?: number; logLikelihood?: number };
    expect(Number.isFinite(found.log_likelihood ?? found.logLikelihood)).toBe(true);
  });
});

test.runIf(!there)("skipped: there is no posteriordb here", () => expect(there).toBe(false));
