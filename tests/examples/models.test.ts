import { globSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hunch } from "../cli/fake-terminal.ts";

const folder = join(import.meta.dirname, "..", "..", "examples");
const models = globSync("*.hunch", { cwd: folder }).map((name) => join(folder, name));

test("every model that we show is good, without a warning", async () => {
  expect(models.length).toBeGreaterThan(0);
  const { code, err } = await hunch("check", ...models);
  expect([code, err]).toEqual([0, ""]);
});

test("the eight schools are drawn without a divergence, each by its name", async () => {
  const out = join(mkdtempSync(join(tmpdir(), "hunch-example-")), "schools.posterior");
  const { code, out: words } = await hunch("fit", join(folder, "schools.hunch"), "--out", out);
  expect(code).toBe(0);
  expect(words).toContain("4 chains of 1,000 draws each, in");
  expect(words).toMatch(/theta\[A\] +\d/);
});
