import { describe, expect, test } from "vitest";
import {
  planRows,
  planSamples,
  rowsOfStep,
  tensorsOf,
  viewRows,
  withTensors,
} from "../../../src/inference/kernel/rows.ts";
import { jointDensity } from "../../../src/inference/kernel/joint.ts";
import { modelOf, taskOf } from "../fixture.ts";
import { randomLine } from "../line.ts";
import { evaluated } from "./run-graph.ts";

describe("the plan of rows", () => {
  const plan = (rows: number, options: string, text = randomLine(1, 1, 1).text) => {
    const model = modelOf(text(`vi { ${options} }`));
    const [infer] = model.program.infers;
    if (infer === undefined) throw new Error("no infer block");
    const sizes = new Map(model.program.dimensions.map(({ id, name }) => [id, name === "N" ? rows : 90]));
    return rowsOfStep(planRows(model, sizes, rows, infer), rows);
  };

  test("is all rows of small problems, else batches; what is written counts, up to all rows", () => {
    expect(plan(256, "")).toBe(256);
    // 700 rows × 91 latents are few; 800 are not.
    expect(plan(700, "")).toBe(700);
    expect(plan(800, "")).toBe(128);
    expect(plan(800, "batch = 32")).toBe(32);
    expect(plan(20, "batch = 32")).toBe(20);
  });

  test("is all rows where one looks at others", () => {
    const text = (infer: string) => `model Mixed
data "d.csv" { x: real[N]  y: real[N] }
prior { a ~ normal(0, 1) }
likelihood { y ~ normal(a * (x - mean(x over N)), 1) }
infer ${infer}`;
    expect(plan(100_000, "", text)).toBe(100_000);
  });

  test("draws are a pair, more in small models, or as written", () => {
    const model = modelOf(randomLine(1, 1, 1).text("vi"));
    const written = modelOf(randomLine(1, 1, 1).text("vi { samples = 3 }"));
    const [[infer], [three]] = [model.program.infers, written.program.infers];
    if (!infer || !three) throw new Error("no infer block");
    expect([planSamples(3, 20, infer), planSamples(500, 128, infer), planSamples(3, 20, three)]).toEqual([
      16, 2, 3,
    ]);
  });
});

describe("the rows seen", () => {
  const { text, x, y } = randomLine(2, 6, 2);
  const task = taskOf(text("vi"), { x, y });

  const logLikelihood = async (indices: readonly number[] | null) => {
    const [[total = NaN] = []] = await evaluated(task, indices, (b, inputs) => {
      // Through other tensors of the same kinds, as batching does.
      const rows = viewRows(b, withTensors(inputs, tensorsOf(inputs)));
      const point = new Map([
        ["w", b.literal([0.3, -1], [2])],
        ["b", b.constant(0.2)],
      ]);
      const joint = jointDensity(b, task.model, rows, point);
      return [b.mul(rows.scale, joint.logLikelihood)];
    });
    return total;
  };

  // Planted fault, seen red: N/B left out.
  test("give, on average over all batches, the log-likelihood of all rows", async () => {
    const pairs = y.flatMap((_, i) => y.flatMap((__, j) => (i < j ? [[i, j]] : [])));
    const estimates = await Promise.all(pairs.map(logLikelihood));
    const average = estimates.reduce((sum, value) => sum + value, 0) / pairs.length;
    expect(average).toBeCloseTo(await logLikelihood(null), 9);
  });

  test("give the same in any order", async () => {
    expect(await logLikelihood([5, 0, 3, 1, 4, 2])).toBeCloseTo(await logLikelihood(null), 9);
  });

  test("of latents with a value for each row are theirs", async () => {
    const local = taskOf(
      `model Local
data "d.csv" { y: real[N] }
prior { t: real[N] ~ normal(0, 1) }
likelihood { y ~ normal(t, 1) }
infer vi`,
      { y: [1, 2, 3] },
    );
    const [[likelihood] = [], [prior] = []] = await evaluated(local, [2, 0], (b, inputs) => {
      const joint = jointDensity(
        b,
        local.model,
        viewRows(b, inputs),
        new Map([["t", b.literal([0, 10, 2], [3])]]),
      );
      return [joint.logLikelihood, ...joint.logPriors.values()];
    });
    const constant = 0.5 * Math.log(2 * Math.PI);
    expect(likelihood).toBeCloseTo(-0.5 * ((3 - 2) ** 2 + 1) - 2 * constant, 12);
    expect(prior).toBeCloseTo(-0.5 * (100 + 4) - 3 * constant, 12);
  });
});
