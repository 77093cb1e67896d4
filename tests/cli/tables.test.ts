/** Two tables and labels with commas, quotes and other alphabets, through fit, a stored posterior and predict. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { hunch } from "./fake-terminal.ts";

const work = mkdtempSync(join(tmpdir(), "hunch-test-"));
afterAll(() => rmSync(work, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(work, name), text);
  return join(work, name);
};

const model = file(
  "homes.hunch",
  `model Homes
data "homes.csv" { y: real[N]  county: County[N]  year: Year[N]  c = y * 0 + 1 }
data counties "counties.csv" { county: County[County]  u: real[County] }
prior { slope ~ normal(0, 1)  of: real[Year] ~ normal(0, 1)  first = of[9] }
likelihood { y ~ normal(slope * u[county] * c + of[year], 1) }
infer exact
`,
);
file("homes.csv", 'county,year,y\n"Lac, ""qui""",10,1\nÅland,9,2\nAITKIN,100,3\n');
const counties = 'county,u\nÅland,3\nAITKIN,1\n"Lac, ""qui""",2\n';

/** The column of means that a CSV of predictions has. */
function means(csv: string): readonly number[] {
  const [, ...rows] = csv.trim().split("\n");
  return rows.map((row) => Number(row.split(",")[1]));
}

// Planted: integer labels sorted as text; the constants of the tables aside left unstored.
test("rows alone are enough to predict, whatever their labels are called", async () => {
  file("counties.csv", counties);
  const posterior = join(work, "homes.posterior");
  const fitted = await hunch("fit", model, "--out", posterior);
  expect([fitted.code, fitted.err]).toEqual([0, ""]);
  expect([...fitted.out.matchAll(/of\[(\d+)\]/g)].map(([, label]) => label)).toEqual(["9", "10", "100"]);
  const same = await hunch("predict", posterior, "--data", join(work, "homes.csv"));
  const turned = file("new.csv", 'year,county,y\n100,AITKIN,0\n9,Åland,0\n10,"Lac, ""qui""",0\n');
  const other = await hunch("predict", posterior, "--data", turned);
  expect([same.code, other.code]).toEqual([0, 0]);
  const [a, b, c] = means(same.out);
  means(other.out).forEach((mean, i) => expect(mean).toBeCloseTo([c, b, a][i] ?? NaN, 12));
});

test("--data NAME=FILE is for the block of that name", async () => {
  rmSync(join(work, "counties.csv"), { force: true });
  const elsewhere = file("elsewhere.csv", counties);
  const out = join(work, "other.posterior");
  const named = await hunch("fit", model, "--data", `counties=${elsewhere}`, "--out", out);
  expect([named.code, named.err]).toEqual([0, ""]);
});
