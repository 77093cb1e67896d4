import { expect, test } from "vitest";
import { sumChain } from "../../src/model/chain.ts";
import type { Named } from "../../src/model/model.ts";
import { createInterpreter } from "../../src/backend/interpreter/runtime.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import { compiled } from "../pipeline-models.ts";

const { model } = compiled(`model Chain
dim State = { calm, wild }
dim Next = State
data { y: real[T]  p: simplex[State, Next] }
prior { mu: real[State] ~ normal(0, 1)  z: State[T] ~ markov(p) }
likelihood { y ~ normal(mu[z], 1) }
`);

// Each step's states before it is seen, and what it says given those before. Planted: the start at every step.
test("a chain by hand", async () => {
  const [summed] = model.summation.latents;
  if (summed?.chain === null || summed === undefined) throw new Error("no chain");
  const { chain, states } = summed;
  const sizes = new Map([
    ["State", 2],
    ["Next", 2],
    ["T", 2],
  ]);
  const b = createBuilder("f64");
  const dimension = (id: string) => {
    const found = model.program.dimensions.find((each) => each.id === id);
    if (found === undefined) throw new Error(id);
    return found;
  };
  const p: Named = {
    tensor: b.literal([0.9, 0.1, 0.3, 0.7], [2, 2]),
    dimensions: [dimension("State"), dimension("Next")],
  };
  const seen: Named = {
    tensor: b.literal([0.2, 0.5, 0.4, 0.1].map(Math.log), [2, 2]),
    dimensions: [chain, states],
  };
  const { table, marginal, ahead } = sumChain(b, summed, seen, sizes, new Map([["p", p]]));
  expect([table, ahead].map(({ dimensions }) => dimensions)).toEqual([
    [states, chain],
    [states, chain],
  ]);
  const outputs = [table, marginal, ahead].map(({ tensor }, i) => ({
    name: `${i}`,
    shape: tensor.shape,
    dtype: tensor.dtype,
  }));
  const step = b.finish([table.tensor, marginal.tensor, ahead.tensor]);
  const executable = await createInterpreter().compile({ name: "t", state: [], inputs: [], outputs, step });
  executable.step();
  const read = (i: number) => [...executable.read(`${i}`)].map((log) => Math.exp(log));
  const first = [0.1, 0.25];
  const before = first.map((each) => each / 0.35);
  const next = [
    0.9 * (before[0] ?? 0) + 0.3 * (before[1] ?? 0),
    0.1 * (before[0] ?? 0) + 0.7 * (before[1] ?? 0),
  ];
  const second = [0.4 * (next[0] ?? 0), 0.1 * (next[1] ?? 0)];
  const close = (found: readonly number[], wanted: readonly (number | undefined)[]) =>
    found.forEach((each, i) => expect(each).toBeCloseTo(wanted[i] ?? Number.NaN, 12));
  close(read(0), [first[0], second[0], first[1], second[1]]);
  close(read(1), [0.35, (second[0] ?? 0) + (second[1] ?? 0)]);
  close(read(2), [0.5, next[0], 0.5, next[1]]);
});
