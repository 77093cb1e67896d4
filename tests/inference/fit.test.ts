import { describe, expect, test } from "vitest";
import { createInterpreter } from "../../src/backend/interpreter/runtime.ts";
import { estimateMemory, fit, programsOf } from "../../src/inference/fit.ts";
import { optimise } from "../../src/tensor/optimise.ts";
import { verify } from "../../src/tensor/verify.ts";
import { fitted, modelOf, taskOf } from "./fixture.ts";
import { randomLine } from "./line.ts";

const network = (width: string, infer: string) => `model Wide
data "d.csv" { x: real[N, D]  y: real[N] }
network f: real[D] -> real { hidden: dense(${width}, relu)  dense }
prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)  noise: positive ~ half_normal(1) }
likelihood { y ~ normal(f(x), noise) }
infer ${infer}`;

const arrays = {
  x: [
    [1, 2],
    [3, 4],
    [0, 1],
  ],
  y: [1, 2, 3],
};

describe("fit", () => {
  test("refuses what would not fit in memory, at once, naming the greatest latent", async () => {
    for (const infer of ["vi", "map", "vi { batch = 2 }"]) {
      const began = performance.now();
      const run = await fit(taskOf(network("1_000_000_000", infer), arrays));
      expect(performance.now() - began).toBeLessThan(1000);
      const [refusal] = run.ok ? [] : run.diagnostics;
      expect(refusal?.code).toBe("H0703");
      expect(refusal?.title).toMatch(/^the fit would need about [\d.]+ [GT]B of memory, more than 4.3 GB$/);
      expect(refusal?.primaryText).toBe("f.hidden.weight has 2,000,000,000 numbers");
    }
  });

  test("a batch of all rows or more is the full batch, with a warning", async () => {
    const { text, x, y } = randomLine(1, 9, 1);
    const run = async (batch: number) => fit(taskOf(text(`map { batch = ${batch} steps = 5 }`), { x, y }));
    const codes = async (batch: number) => {
      const outcome = await run(batch);
      return outcome.ok ? outcome.warnings.map(({ title }) => title) : [];
    };
    expect(await codes(9)).toEqual([
      "a batch of 9 is not smaller than the data, 9 rows: every step sees all of them",
    ]);
    expect(await codes(8)).toEqual([]);
  });

  test("the estimate of memory is that of the arrays counted by hand", () => {
    const model = modelOf(network("400", "vi { batch = 100 samples = 1 }"));
    const infer = model.program.infers[0];
    if (infer === undefined) throw new Error("no infer block");
    const sizes = new Map(
      model.program.dimensions.map((d) => [d.id, d.name === "N" ? 10_000 : (d.size ?? 50)]),
    );
    const parameters = 2 * (50 * 400 + 400 + 400 + 1 + 1);
    // Parameters and adam's slots, old and new, their gradient, the data, and both sides of 100 rows' activations.
    const sum = 4 * (7 * parameters + 10_000 * 51 + 4 * 100 * 401);
    const estimate = estimateMemory(model, sizes, infer);
    expect(estimate).toBeGreaterThan(sum);
    // The final ELBO takes rows in blocks of two million numbers.
    expect(estimate).toBeLessThan(sum + 4 * 4 * 2 ** 21);
  });
});

describe("programs", () => {
  test.each(["exact", "map", "map { batch = 10 }", "vi", "vi { batch = 10 samples = 3 }"])(
    "of %s are built from sizes alone, and are well formed",
    (infer) => {
      const model = modelOf(randomLine(1, 3, 1).text(infer));
      const [block] = model.program.infers;
      if (block === undefined) throw new Error("no infer block");
      const sizes = new Map(model.program.dimensions.map(({ id, name }) => [id, name === "N" ? 100 : 4]));
      for (const program of programsOf(model, sizes, block)) {
        verify(program.step);
        verify(optimise(program.step));
        expect(program.step.outputs.length).toBe(program.state.length + program.outputs.length);
        expect(program.step.inputs.map(({ name }) => name)).toEqual(
          [...program.state, ...program.inputs].map(({ name }) => name),
        );
      }
    },
  );

  test("no backend is special: the interpreter fits the same", async () => {
    const { text, x, y, posterior } = randomLine(2, 10, 2);
    const { approximation } = await fitted(text("exact"), { x, y }, { runtime: createInterpreter() });
    if (approximation.kind !== "gaussian") throw new Error("exact gives a gaussian");
    approximation.mean.forEach((value, i) => expect(value).toBeCloseTo(posterior.mean[i] ?? NaN, 10));
  });
});
