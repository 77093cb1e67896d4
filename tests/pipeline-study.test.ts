import { expect, test } from "vitest";
import { compileText } from "../src/pipeline.ts";
import { sbc, simulate } from "../src/pipeline-study.ts";

const compiled = compileText({
  name: "m.hunch",
  text: "model M data { y: real[N] } prior { a ~ normal(0, 1) } likelihood { y ~ normal(a, 1) } infer exact",
});
const sizes = { sizes: new Map([["N", 3]]) };

test("a model alone is simulated and calibrated at sizes given by hand", async () => {
  if (!compiled.ok) throw new Error("this compiles");
  const simulated = await simulate(compiled.value, sizes, { draws: 2, seed: 1 });
  expect(simulated.ok && simulated.value.responses.values.get("y")?.shape).toEqual([3]);
  const steps: number[] = [];
  const report = (done: number): void => void steps.push(done);
  const options = { infer: null, seed: 1, replicates: 10, signal: new AbortController().signal, report };
  const found = await sbc(compiled.value, sizes, options);
  expect(found.ok && [found.value.replicates, found.value.complete]).toEqual([10, true]);
  expect(steps).toHaveLength(10);
});

test("stopped, it gives what there is", async () => {
  if (!compiled.ok) throw new Error("this compiles");
  const stop = new AbortController();
  const report = (done: number): void => (done === 4 ? stop.abort() : undefined);
  const options = { infer: null, seed: 1, replicates: 10, signal: stop.signal, report };
  const found = await sbc(compiled.value, sizes, options);
  expect(found.ok && [found.value.replicates, found.value.complete]).toEqual([4, false]);
});

test("sizes that are lacking, and blocks that are not there, are told", async () => {
  if (!compiled.ok) throw new Error("this compiles");
  const none = await simulate(compiled.value, { sizes: new Map() }, { draws: 2, seed: 1 });
  expect(none.ok ? [] : none.diagnostics.map(({ code }) => code)).toEqual(["H0814"]);
  const options = {
    infer: "vi",
    seed: 1,
    replicates: 10,
    signal: new AbortController().signal,
    report: () => {},
  };
  const other = await sbc(compiled.value, sizes, options);
  expect(other.ok ? [] : other.diagnostics.map(({ code }) => code)).toEqual(["H0511"]);
});
