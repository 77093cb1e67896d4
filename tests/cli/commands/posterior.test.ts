/** The commands about a posterior: predict, evaluate, draws, summary, plot. */

import { readFileSync, statSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fails, json } from "../ask.ts";
import { hunch } from "../fake-terminal.ts";
import { fittedWorkshop, workshop } from "../workshop.ts";

describe("a posterior", async () => {
  const { at } = await fittedWorkshop();
  const posterior = at("line.posterior");
  const data = ["--data", at("line.csv")];

  test("predicts, in columns", async () => {
    const value = (await json("predict", posterior, ...data, "--level", ".95")) as {
      rows: number;
      columns: Record<string, number[]>;
    };
    expect(value.rows).toBe(5);
    expect(Object.keys(value.columns)).toEqual([
      "row",
      "y_mean",
      "y_sd",
      "y_epistemic_sd",
      "y_aleatoric_sd",
      "y_q025",
      "y_q50",
      "y_q975",
      "y_log_density",
    ]);
    const { out } = await hunch("predict", posterior, ...data, "--level", "0.95");
    expect(out.split("\n")[0]).toBe(Object.keys(value.columns).join(","));
    expect(out.trim().split("\n").length).toBe(6);
  });

  test("predicts into a file, and tells the two parts of the doubt", async () => {
    const { out } = await hunch("predict", posterior, ...data, "--out", at("p.csv"));
    expect(out).toMatch(/y is known to ± \d.*\n.*epistemic.*\n.*0\.5 aleatoric/);
    expect(readFileSync(at("p.csv"), "utf8")).toBe((await hunch("predict", posterior, ...data)).out);
    expect(await fails("predict", posterior, ...data, "--out", at("p.csv"))).toContain("already there");
    await hunch("predict", posterior, ...data, "--out", at("p.json"));
    expect(JSON.parse(readFileSync(at("p.json"), "utf8"))).toEqual(await json("predict", posterior, ...data));
  });

  test("refuses a level that is none", async () => {
    for (const level of ["0", "1", "90", "x"]) {
      expect(await fails("predict", posterior, ...data, "--level", level)).toContain(
        "a probability between 0 and 1",
      );
    }
  });

  test("predicts without data only with a complaint", async () => {
    for (const verb of ["predict", "evaluate"]) {
      const said = await fails(verb, posterior);
      expect(said).toContain("error[H0635]: no data was given\n");
      expect(said).toContain("--data FILE");
      expect(said).not.toContain("model.hunch");
    }
  });

  test("is scored", async () => {
    const number = expect.any(Number) as number;
    expect(await json("evaluate", posterior, ...data)).toEqual({
      rows: 5,
      rmse: number,
      mae: number,
      nll: number,
      crps: number,
      coverage: { "0.5": number, "0.9": number, "0.95": number },
      pit_error: number,
    });
    expect((await hunch("evaluate", posterior, ...data)).out).toMatch(/y, 5 rows\n.*\nRMSE +\d/);
  });

  test("is drawn from, the same draws from the same seed", async () => {
    const value = await json("draws", posterior, "--n", "4");
    expect(value).toMatchObject({ draws: 4, chains: 1 });
    expect((value as { latents: { w: number[][][] } }).latents.w).toHaveLength(1);
    const { out } = await hunch("draws", posterior, "--n", "4");
    expect(out.split("\n")[0]).toBe("chain,draw,w[1],w[2],b");
    expect(out.trim().split("\n")).toHaveLength(5);
    expect((await hunch("draws", posterior, "--n", "4")).out).toBe(out);
    expect((await hunch("draws", posterior, "--n", "4", "--seed", "2")).out).not.toBe(out);
    await hunch("draws", posterior, "--n", "4", "--out", at("d.csv"));
    expect(readFileSync(at("d.csv"), "utf8")).toBe(out);
  });

  test("is summarised", async () => {
    const value = await json("summary", posterior);
    expect(value).toMatchObject({ dims: { N: 5, D: 2 }, labels: {} });
    expect((value as { latents: { w: { mean: number[] } } }).latents.w.mean).toHaveLength(2);
    expect((await hunch("summary", posterior)).out).toContain("w[age]");
  });

  test("is drawn as a picture", async () => {
    const words = ["plot", posterior, "band", ...data, "--over", "size"];
    const { code, out } = await hunch(...words, "--out", at("band.svg"));
    expect(code).toBe(0);
    expect(out).toContain("Line: price by size");
    expect(statSync(at("band.svg")).size).toBeGreaterThan(2000);
    const value = (await json(...words)) as { x: number[]; mean: number[]; epistemic: { low: number[] } };
    expect([value.x[0], value.x.at(-1)]).toEqual([1, 5]);
    expect(value.epistemic.low).toHaveLength(value.x.length);
    expect(await fails("plot", posterior, "band", ...data, "--over", "sise")).toContain("did you mean size?");
    expect(await fails("plot", posterior, "pie", ...data)).toContain("not here yet");
  });
});

// Planted: the tables of other blocks not handed on.
test("a picture of a model of several tables takes each by its block's name", async () => {
  const { at } = workshop();
  writeFileSync(
    at("schools.hunch"),
    `model Schools
    data { x: real[N]  y: real[N]  school: School[N] }
    data schools { school: School[School]  u: real[School] }
    prior { w ~ normal(0, 10)  t: real[School] ~ normal(0, 2) }
    likelihood { y ~ normal(w * x + u[school] + t[school], 0.5) }
    infer exact`,
  );
  writeFileSync(at("rows.csv"), "x,y,school\n1,2,a\n2,3,b\n3,4,a\n");
  writeFileSync(at("schools.csv"), "school,u\na,1\nb,2\n");
  const data = ["--data", at("rows.csv"), "--data", `schools=${at("schools.csv")}`];
  expect((await hunch("fit", at("schools.hunch"), ...data)).code).toBe(0);
  writeFileSync(at("others.csv"), "school,u\na,101\nb,102\n");
  const band = async (...more: readonly string[]) =>
    (await json("plot", at("schools.posterior"), "band", "--over", "x", ...more)) as { mean: number[] };
  const own = await band("--data", at("rows.csv"));
  const moved = await band(`--data=schools=${at("others.csv")}`, "--data", at("rows.csv"));
  moved.mean.forEach((mean, i) => expect(mean - (own.mean[i] ?? NaN)).toBeCloseTo(100, 6));
});
