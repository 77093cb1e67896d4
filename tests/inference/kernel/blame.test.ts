import { describe, expect, test } from "vitest";
import { createInterpreter } from "../../../src/backend/interpreter/runtime.ts";
import { fit } from "../../../src/inference/fit.ts";
import { allFinite, restore, snapshotOf } from "../../../src/inference/kernel/blame.ts";
import { createBuilder } from "../../../src/tensor/build.ts";
import { type Arrays, taskOf } from "../fixture.ts";

async function titles(text: string, arrays: Arrays): Promise<readonly string[]> {
  const run = await fit(taskOf(text, arrays));
  return run.ok ? [] : run.diagnostics.map(({ code, title }) => `${code} ${title}`);
}

describe("a run that fails", () => {
  test("says at which step, and that it was the likelihood", async () => {
    const text = `model Overflow
data "d.csv" { x: real[N]  y: real[N] }
prior { a ~ normal(0, 1) }
likelihood { y ~ normal(exp(100 * a * x), 1) }
infer vi { steps = 500 optimizer = adam(0.1) samples = 1 }`;
    const [title, ...rest] = await titles(text, { x: [1, -1], y: [1e9, 0] });
    expect(rest).toEqual([]);
    expect(title).toMatch(
      /^H0701 the objective is not a finite number at step \d+, first in the likelihood$/,
    );
    expect(Number(/step (\d+)/.exec(title ?? "")?.[1])).toBeGreaterThan(1);
  });

  test("names the layer that overflows, and that it does so at the start", async () => {
    const text = `model Layers
data "d.csv" { x: real[N, D]  y: real[N] }
network f: real[D] -> real { first: dense(40, relu)  second: dense(2, relu)  dense }
prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }
likelihood { y ~ normal(f(x), 1) }
infer vi { steps = 50 }`;
    expect(await titles(text, { x: [Array.from({ length: 300 }, () => 3e38)], y: [1] })).toEqual([
      "H0702 the density is not finite where the run starts, first in the layer f.first",
    ]);
  });

  test("names the prior that is not finite", async () => {
    const text = `model Prior
data "d.csv" { y: real[N] }
prior { a ~ normal(0, 1)  b ~ normal(log(a - 1), 1) }
likelihood { y ~ normal(a + b, 1) }
infer map { steps = 10 }`;
    expect(await titles(text, { y: [1] })).toEqual([
      "H0702 the density is not finite where the run starts, first in the prior of b",
    ]);
  });

  test("names the latent whose step went too far", async () => {
    const text = `model Far
data "d.csv" { y: real[N] }
prior { a ~ normal(0, 1) }
likelihood { y ~ normal(a, 1e-18) }
infer vi { steps = 10 samples = 1 optimizer = sgd(10) }`;
    const [title] = await titles(text, { y: [30] });
    expect(title).toMatch(/^H070[12] .* first in (the step of a|the gradient of a|the likelihood|a)$/);
  });
});

test("a snapshot brings a run back", async () => {
  const b = createBuilder("f64");
  const slot = { name: "n", shape: [], dtype: "f64" as const };
  const step = b.finish([b.sub(2, b.log(b.input("n", [], "f64")))]);
  const program = { name: "test", state: [slot], inputs: [], outputs: [], step };
  const executable = await createInterpreter().compile(program);
  executable.write("n", [1]);
  executable.step();
  const snapshot = snapshotOf(executable);
  executable.step(1);
  restore(executable, snapshot);
  expect(executable.read("n")[0]).toBe(2);
  expect(allFinite(executable)).toBe(true);
  executable.write("n", [-1]);
  executable.step();
  expect(allFinite(executable)).toBe(false);
});
