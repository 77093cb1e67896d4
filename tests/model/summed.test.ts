import { describe, expect, test } from "vitest";
import { eliminations, isOrder } from "../../src/check/summation.ts";
import { likelihoodEnvironment } from "../../src/model/density.ts";
import type { Environment, Named } from "../../src/model/model.ts";
import { withAlive } from "../../src/model/rows.ts";
import { priorTable, responseTable, stateWeights, sumOut } from "../../src/model/summed.ts";
import { createInterpreter } from "../../src/backend/interpreter/runtime.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { compiled } from "../pipeline-models.ts";

const { model } = compiled(`model Groups
dim Kind = { a, b }
data { school: School[N]  y: real[N]  share: simplex[Kind] }
prior { mu: real[Kind] ~ normal(0, 1)  kind: Kind[School] ~ categorical(share)  o: bool[N] ~ bernoulli(0.2) }
likelihood { y ~ normal(mu[kind[school]] + 10 * o, 1) }
`);
const sizes = new Map([
  ["N", 3],
  ["School", 2],
  ["Kind", 2],
]);
const dimension = (id: string) => {
  const found = model.program.dimensions.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const [observation] = model.observations;
if (observation === undefined) throw new Error("no response");
const y = [0, 1, 10];

function environment(b: Builder): Environment {
  const given = (values: readonly number[], id: string, dtype: "f64" | "i32" = "f64"): Named => ({
    tensor: b.literal(values, [values.length], dtype),
    dimensions: [dimension(id)],
  });
  const env = new Map([
    ["y", given(y, "N")],
    ["school", given([0, 1, 0], "N", "i32")],
    ["share", given([0.25, 0.75], "Kind")],
    ["mu", given([-1, 1], "Kind")],
  ]);
  return likelihoodEnvironment(b, model, sizes, env);
}

async function read(make: (b: Builder, env: Environment) => Tensor): Promise<readonly number[]> {
  const b = createBuilder("f64");
  const tensor = make(b, environment(b));
  const step = b.finish([tensor]);
  const slot = { name: "out", shape: tensor.shape, dtype: tensor.dtype };
  const executable = await createInterpreter().compile({
    name: "t",
    state: [],
    inputs: [],
    outputs: [slot],
    step,
  });
  executable.step();
  return [...executable.read("out")];
}

const log = (z: number) => -0.5 * z * z - 0.5 * Math.log(2 * Math.PI);
const close = (found: readonly number[], wanted: readonly number[]) => {
  expect(found.length).toBe(wanted.length);
  found.forEach((each, i) => expect(each).toBeCloseTo(wanted[i] ?? Number.NaN, 12));
};

describe("tables", () => {
  test("of a response: a score for each value of each latent, then its own elements", async () =>
    close(
      await read((b, env) => responseTable(b, model, observation, sizes, env).tensor),
      [-1, 1].flatMap((m) => [0, 10].flatMap((o) => y.map((each) => log(each - m - o)))),
    ));

  test("of a prior: only the dimensions that its weights have", async () => {
    const [kind, o] = model.summation.latents;
    if (kind === undefined || o === undefined) throw new Error("two latents are summed out");
    close(await read((b, env) => priorTable(b, kind, sizes, env).tensor), [Math.log(0.25), Math.log(0.75)]);
    close(await read((b, env) => priorTable(b, o, sizes, env).tensor), [Math.log(0.8), Math.log(0.2)]);
  });

  test("of weights: what is said before the response is seen", async () =>
    close(
      await read((b, env) =>
        b.exp(stateWeights(b, model, observation, sizes, env)?.logs.tensor ?? b.constant(0)),
      ),
      [0.2, 0.05, 0.6, 0.15],
    ));
});

describe("summing out", () => {
  const marginal = (alive: number) =>
    read((b, env) => {
      const order = eliminations(model.summation, [observation]);
      if (!isOrder(order)) throw new Error(order.why);
      const rows = dimension("N");
      const mask = b.lt(b.iota([3], 0, "i32"), alive);
      const tables = new Map([[observation, responseTable(b, model, observation, sizes, env)]]);
      const sums = sumOut(b, order, tables, sizes, withAlive(env, rows, mask), rows);
      return sums.at(-1)?.marginal.tensor ?? b.constant(0);
    });
  const row = (n: number, m: number) =>
    Math.log(0.8 * Math.exp(log((y[n] ?? 0) - m)) + 0.2 * Math.exp(log((y[n] ?? 0) - m - 10)));
  const group = (rows: readonly number[]) =>
    Math.log(
      [-1, 1].reduce(
        (sum, m, k) => sum + (k === 0 ? 0.25 : 0.75) * Math.exp(rows.reduce((all, n) => all + row(n, m), 0)),
        0,
      ),
    );

  test("leaves a number for each place", async () => close(await marginal(3), [group([0, 2]), group([1])]));

  // Planted: the mask left out, so that a row of zeros counts in the group of the first label.
  test("leaves rows out that hold no data", async () => close(await marginal(2), [group([0]), group([1])]));
});
