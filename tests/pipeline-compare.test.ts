import { expect, test } from "vitest";
import { compare } from "../src/pipeline-compare.ts";
import { compileText, sourceOf } from "../src/pipeline.ts";

function model(text: string) {
  const compiled = compileText({ name: "m.hunch", text });
  if (!compiled.ok) throw new Error("this compiles");
  return compiled.value;
}

const line = model(
  "model M data { y: real[N] } prior { a ~ normal(0, 1) } likelihood { y ~ normal(a, 1) } infer exact infer map",
);
const options = { seed: 1, map: [], signal: new AbortController().signal, report: () => {} };

async function source(data: unknown) {
  const read = await sourceOf(data);
  if (!read.ok) throw new Error("this is data");
  return [read.value];
}

// Planted: test rows learned from too.
test("what is scored is not learned from", async () => {
  const y = [0, 0, 0, 100];
  const value = { test: [[3]] };
  const found = await compare(line, await source({ y }), { kind: "splits", value, file: "s.json" }, options);
  if (!found.ok) throw new Error("nothing is wrong");
  const [exact] = found.value.entries;
  expect(exact?.scores["rmse"]).toEqual({ mean: 100, se: null });
  expect(found.value.splits).toBe(1);
});

test("where rows do not come apart, those learned from are scored", async () => {
  const walk = model(
    "model W data { y: real[T] } prior { l: real[T] ~ normal(lag(l over T, 1, start = 0), 1) } likelihood { y ~ normal(l, 1) } infer exact",
  );
  const found = await compare(walk, await source({ y: [1, 2, 3] }), { kind: "folds" }, options);
  expect(found.ok && [found.value.splits, found.value.onTraining]).toEqual([1, true]);
});

test("stopped, it gives what there is", async () => {
  const stop = new AbortController();
  const report = (done: number): void => (done === 3 ? stop.abort() : undefined);
  const data = await source({ y: [1, 2, 3, 4, 5, 6] });
  const found = await compare(line, data, { kind: "folds" }, { ...options, signal: stop.signal, report });
  expect(found.ok && [found.value.complete, found.value.splits]).toEqual([false, 5]);
});
