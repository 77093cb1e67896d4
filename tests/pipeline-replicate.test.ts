import { expect, test } from "vitest";
import { createWasm } from "../src/backend/wasm/runtime.ts";
import { inferOf } from "../src/pipeline-compile.ts";
import { bind } from "../src/pipeline-fit.ts";
import { oneByOne, replicateSetup, replicatesJob } from "../src/pipeline-replicate.ts";
import { sbc } from "../src/pipeline-study.ts";
import { openReplicates } from "../src/study/replicate.ts";
import { compiled, source, value } from "./pipeline-models.ts";

const text = `model Groups
data { x: real[N]  g: Group[N]  y: real[N] }
prior { mu ~ normal(0, 1)  a: real[Group] ~ normal(mu, 1)  s: positive ~ half_normal(1) }
likelihood { y ~ normal(a[g] * x, s) }
infer nuts { chains = 2  warmup = 100  draws = 100 }
`;
const data = { x: [1, 2, 0.5, -1], g: ["a", "b", "a", "c"], y: [1, 2, 0, 1] };

// Planted: `--set` forgotten in threads; red here.
test("a replicate in another thread is the same as here", async () => {
  const model = compiled(text, ["draws = 60"]);
  const bound = value(await bind(model, [await source(data)]));
  const infer = value(inferOf(model, null));
  const setup = replicateSetup(model, infer.name, bound, 5);
  if (setup === null) throw new Error("the data cannot leave");
  const away = await replicatesJob.prepare(structuredClone(setup), createWasm());
  const options = {
    seed: 5,
    runtime: createWasm(),
    signal: new AbortController().signal,
    fit: await oneByOne(),
  };
  const here = value(await openReplicates(model.model, bound, infer, options));
  for (const input of [
    { number: 3, draws: null },
    { number: 4, draws: 10 },
  ])
    expect(await away.work(input)).toEqual(await here.work(input));
});

test("a calibration has the same ranks on any number of threads", async () => {
  const model = compiled(text);
  const bound = value(await bind(model, [await source(data)]));
  const options = {
    infer: null,
    seed: 2,
    replicates: 14,
    signal: new AbortController().signal,
    report: () => {},
  };
  const one = value(await sbc(model, { bound }, { ...options, workers: 1 }));
  expect(value(await sbc(model, { bound }, { ...options, workers: 3 }))).toEqual(one);
});
