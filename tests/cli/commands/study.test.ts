/** The commands that experiment: simulate, sbc. */

import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fails, json } from "../ask.ts";
import { hunch } from "../fake-terminal.ts";
import { workshop } from "../workshop.ts";

const rate = `model Rate
dim Kind = { calm, wild }
data { y: count[N]  z: Kind[N] }
prior { lambda: positive ~ gamma(3, 0.5)  p: simplex[Kind] ~ dirichlet(1) }
likelihood { y ~ poisson(lambda)  z ~ categorical(p) }
infer exact
infer fast: map
`;

function rates() {
  const made = workshop();
  writeFileSync(made.at("rate.hunch"), rate);
  return made;
}

describe("simulate", () => {
  test("a model without inputs needs only sizes", async () => {
    const { at } = rates();
    const found = (await json("simulate", at("rate.hunch"), "--size", "N=3", "--draws", "2")) as {
      draws: number;
      latents: { lambda: number[][] };
      responses: { y: number[][][]; z: string[][][] };
    };
    expect([found.draws, found.latents.lambda[0]?.length, found.responses.y[0]?.[1]?.length]).toEqual([
      2, 2, 3,
    ]);
    expect(["calm", "wild"]).toContain(found.responses.z[0]?.[0]?.[0]);
    const { out } = await hunch("simulate", at("rate.hunch"), "--size", "N=3", "--draws", "2");
    expect(out.split("\n")[0]).toBe("chain,draw,lambda,p[1],p[2],y[1],y[2],y[3],z[1],z[2],z[3]");
    expect(out.trimEnd().split("\n")).toHaveLength(3);
  });

  test("inputs come from data, and are asked for", async () => {
    const { at } = workshop();
    const found = (await json("simulate", at("line.hunch"), "--draws", "4")) as {
      responses: { y: number[][][] };
    };
    expect(found.responses.y[0]?.[3]).toHaveLength(5);
    expect(await fails("simulate", at("line.hunch"), "--size", "N=5", "--size", "D=2")).toContain("H0751");
    expect(await fails("simulate", at("line.hunch"), "--size", "N=5", "--data", at("line.csv"))).toContain(
      "H0804",
    );
  });

  test("a file is written whole, and not over another", async () => {
    const { at } = rates();
    const words = ["simulate", at("rate.hunch"), "--size", "N=2", "--out", at("draws.json")];
    expect((await hunch(...words)).code).toBe(0);
    expect(JSON.parse(readFileSync(at("draws.json"), "utf8"))).toHaveProperty("responses");
    expect(await fails(...words)).toContain("H0808");
  });
});

describe("sbc", () => {
  // Planted: what a calculated response is made of asked for by the fit, which ended in a bug's report.
  test("inputs are enough, where responses are calculated too", async () => {
    const { at } = workshop();
    writeFileSync(
      at("inputs.hunch"),
      `model Inputs
data { x: real[N]  y: positive[N]  level = log(y) }
prior { a ~ normal(0, 1) }
likelihood { level ~ normal(a * x, 1) }
infer exact
`,
    );
    writeFileSync(at("x.csv"), "x\n1\n2\n-1\n");
    const words = [at("inputs.hunch"), "--data", at("x.csv")];
    const found = (await json("sbc", ...words, "--replicates", "10")) as { latents: object };
    expect(Object.keys(found.latents)).toEqual(["a", "log_likelihood"]);
    const simulated = (await json("simulate", ...words, "--draws", "2")) as {
      responses: { level: number[][][] };
    };
    expect(simulated.responses.level[0]?.[1]).toHaveLength(3);
  });

  test("passes where inference is right, with a rank for each replicate", async () => {
    const { at } = rates();
    const words = ["sbc", at("rate.hunch"), "--size", "N=4", "--replicates", "40"];
    const found = (await json(...words)) as {
      replicates: number;
      draws: number;
      ok: boolean;
      latents: Record<string, { ranks: unknown[]; p: unknown }>;
    };
    expect([found.replicates, found.draws, found.ok]).toEqual([40, 99, true]);
    expect(Object.keys(found.latents)).toEqual(["lambda", "p", "log_likelihood"]);
    expect(found.latents["p"]?.ranks[0]).toHaveLength(2);
    expect((await hunch(...words)).out).toContain("40 replicates");
  });

  // Planted by hand: too few steps for vi to arrive anywhere.
  test("exits with 2 where it is not", async () => {
    const { at } = workshop();
    const { code, out } = await hunch(
      "sbc",
      at("line.hunch"),
      "--infer",
      "noisy",
      "--set",
      "steps=2",
      "--replicates",
      "30",
    );
    expect(code).toBe(2);
    expect(out).toContain("not calibrated");
  });

  test("a method without draws, and numbers out of range, are told", async () => {
    const { at } = rates();
    expect(await fails("sbc", at("rate.hunch"), "--size", "N=4", "--infer", "fast")).toContain("H0753");
    expect(await fails("sbc", at("rate.hunch"), "--size", "N=4", "--replicates", "3")).toContain("H0804");
  });
});

describe("compare", () => {
  interface Compared {
    readonly splits: number;
    readonly on_training: boolean;
    readonly entries: readonly {
      readonly infer: string;
      readonly scores: { readonly rmse: { readonly mean: number; readonly se: number | null } };
      readonly stored_bytes: number;
    }[];
  }

  test("every block, over folds by lot, the same ones for each", async () => {
    const { at } = workshop();
    const found = (await json("compare", at("line.hunch"))) as Compared;
    expect([found.splits, found.on_training]).toEqual([5, false]);
    expect(found.entries.map(({ infer }) => infer)).toEqual(["exact", "noisy"]);
    expect(found.entries[0]?.stored_bytes).toBeGreaterThan(1000);
    expect(found.entries[0]?.scores.rmse.se).toBeGreaterThan(0);
    const { out } = await hunch("compare", at("line.hunch"));
    expect(out).toContain("means over 5 splits");
  });

  test("rows of another file, and splits as they are given", async () => {
    const { at } = workshop();
    const tested = (await json("compare", at("line.hunch"), "--test", at("line.csv"))) as Compared;
    expect([tested.splits, tested.entries[0]?.scores.rmse.se]).toEqual([1, null]);
    writeFileSync(at("splits.json"), '{"test": [[0, 1], [4]]}');
    const split = (await json("compare", at("line.hunch"), "--splits", at("splits.json"))) as Compared;
    expect(split.splits).toBe(2);
    writeFileSync(at("bad.json"), '{"test": [[5]]}');
    expect(await fails("compare", at("line.hunch"), "--splits", at("bad.json"))).toContain("H0816");
    const both = ["--splits", at("splits.json"), "--test", at("line.csv")];
    expect(await fails("compare", at("line.hunch"), ...both)).toContain("H0804");
  });
});
