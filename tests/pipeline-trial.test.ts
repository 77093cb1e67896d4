import { expect, test } from "vitest";
import { createWasm } from "../src/backend/wasm/runtime.ts";
import { compare } from "../src/pipeline-compare.ts";
import { bind } from "../src/pipeline-fit.ts";
import { openTrials, trialSetup, trialsJob } from "../src/pipeline-trial.ts";
import { compiled, source, value } from "./pipeline-models.ts";

const text = `model Groups
data { x: real[N]  g: Group[N]  y: real[N] }
prior { mu ~ normal(0, 1)  a: real[Group] ~ normal(mu, 1)  s: positive ~ half_normal(1) }
likelihood { y ~ normal(a[g] * x, s) }
infer nuts { chains = 2  warmup = 100  draws = 100 }
infer map { steps = 50 }
infer vi { steps = 60 }
`;
const data = {
  x: [1, 2, 0.5, -1, 3, 1, 2, 0.1],
  g: ["a", "b", "a", "c", "a", "b", "c", "c"],
  y: [1, 2, 0, 1, 3, 2, 1, 0],
};
const { signal } = new AbortController();

// Planted: `--set` forgotten in threads; red here.
test("a fit in another thread is the same as here", async () => {
  const model = compiled(text, ["draws = 60"]);
  const bound = value(await bind(model, [await source(data)]));
  const setup = trialSetup(model, [bound]);
  if (setup === null) throw new Error("the data cannot leave");
  const away = await trialsJob.prepare(structuredClone(setup), createWasm());
  const here = openTrials(model, createWasm(), signal);
  for (const block of [0, 1]) {
    const input = { block, seed: 4, training: bound, scored: bound, profiled: true };
    const [one, other] = [await away.work(structuredClone(input)), await here.work(input)];
    if (one.kind !== "scored" || other.kind !== "scored") throw new Error("nothing is wrong");
    expect({ ...one, seconds: null }).toEqual({ ...other, seconds: null });
  }
});

test("a comparison is the same on any number of threads", async () => {
  const model = compiled(text);
  const sources = [await source(data)];
  const test_ = { kind: "splits", value: { test: [[0], [1, 6], [2, 7]] }, file: "s.json" } as const;
  const run = async (workers: number) => {
    const options = { seed: 2, map: [], signal, report: () => {}, workers };
    const { entries, splits } = value(await compare(model, sources, test_, options));
    return { splits, entries: entries.map((each) => ({ ...each, seconds: null, relativeToMap: null })) };
  };
  const one = await run(1);
  expect(one.entries.map(({ failed }) => failed)).toEqual([[], [], []]);
  expect(await run(2)).toEqual(one);
});
