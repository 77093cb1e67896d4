/** `hunch diagnose`, and the exit code of a fit whose checks fail. */

import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { json } from "../ask.ts";
import { hunch } from "../fake-terminal.ts";
import { workshop } from "../workshop.ts";

function sampled(options: string): (name: string) => string {
  const { at } = workshop();
  const text = readFileSync(at("line.hunch"), "utf8");
  writeFileSync(at("line.hunch"), text.replace("infer exact", `infer nuts { ${options} }`));
  return at;
}

test("a fit of enough draws passes, and diagnose says why", async () => {
  const at = sampled("draws = 600");
  expect((await hunch("fit", at("line.hunch"))).code).toBe(0);
  const shown = await hunch("diagnose", at("line.posterior"));
  expect(shown.code).toBe(0);
  expect(shown.out).toMatch(/^ok {3}rhat +R̂ is at most 1\.00\d?, of [wb].*: the chains agree$/m);
  expect(await json("diagnose", at("line.posterior"))).toEqual({
    ok: true,
    checks: expect.arrayContaining([
      { name: "divergences", value: 0, limit: 0, ok: true, text: expect.any(String) as string },
    ]) as unknown,
  });
});

// Planted: an exit of 0.
test("with its data a variational fit is told how near it comes", async () => {
  const { at } = workshop();
  await hunch("fit", at("line.hunch"), "--infer", "noisy");
  const shown = await hunch("diagnose", at("line.posterior"), "--data", at("line.csv"));
  expect(shown.out).toMatch(/^(ok {3}|FAIL )khat +k̂ of the importance ratios is/m);
  expect(shown.code).toBe(shown.out.includes("FAIL") ? 2 : 0);
  writeFileSync(at("line.csv"), readFileSync(at("line.csv"), "utf8").replace(/\d/, "9"));
  const other = await hunch("diagnose", at("line.posterior"), "--data", at("line.csv"));
  expect(other.code).toBe(1);
  expect(other.err).toContain("H0655");
});

// Planted and seen red: an exit of 0.
test("too few draws exit with 2, the posterior saved and the reason told", async () => {
  const at = sampled("chains = 2  warmup = 100  draws = 20");
  const fitted = await hunch("fit", at("line.hunch"), "--json");
  expect(fitted.code).toBe(2);
  const value = JSON.parse(fitted.out) as { warnings: { code: string }[]; latents: { b: object } };
  expect(value.warnings.map(({ code }) => code)).toContain("H0721");
  expect(value.latents.b).toMatchObject({
    rhat: expect.any(Number) as number,
    ess_bulk: expect.any(Number) as number,
    ess_tail: expect.any(Number) as number,
    mcse_mean: expect.any(Number) as number,
  });
  const shown = await hunch("diagnose", at("line.posterior"));
  expect(shown.code).toBe(2);
  expect(shown.out).toContain("FAIL ess_bulk");
});
