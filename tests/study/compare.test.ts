import { expect, test } from "vitest";
import { diagnose, failure, success } from "../../src/diagnostic/diagnostic.ts";
import type { Approximation } from "../../src/posterior/posterior.ts";
import { compare } from "../../src/study/compare.ts";
import { createInterpreter, fresh, modelOf, posteriorOf, sites, train } from "../posterior/model.ts";

const model = modelOf(`model M
data { y: real[N] }
prior { a ~ normal(0, 1) }
likelihood { y ~ normal(a, 1) }
infer map
infer nuts
infer vi`);
const bound = train(model, { y: [0, 1, 2] });
const point = (a: number): Approximation => ({ kind: "point", values: sites({ a: [a] }) });
const runtime = createInterpreter();

// Planted: a split's seed the same for every split; distances taken from the block itself.
test("every block on every split, with one seed a split", async () => {
  const seen: string[] = [];
  const trial = { training: bound, meet: async () => Promise.resolve(success(bound)) };
  const values: Readonly<Record<string, number>> = { map: 1, nuts: 1.5, vi: 0 };
  const found = await compare(model.program.infers, [trial, trial], {
    seed: 7,
    runtime,
    signal: new AbortController().signal,
    report: () => {},
    fit: async (training, infer, seed) => {
      seen.push(`${infer.name} ${seed}`);
      return Promise.resolve(success(posteriorOf(model, training, point(values[infer.name] ?? 0))));
    },
  });
  expect(seen).toEqual(["map 7", "nuts 7", "vi 7", "map 8", "nuts 8", "vi 8"]);
  if (!found.ok) throw new Error("nothing is wrong");
  const { entries } = found.value;
  const rmse = entries.map(({ scores }) => scores["rmse"]);
  expect(rmse[0]).toEqual({ mean: expect.closeTo(Math.sqrt(2 / 3), 12) as number, se: 0 });
  expect(entries.map(({ fromNuts }) => fromNuts?.get("y")?.["wasserstein"]?.mean)).toEqual([
    expect.closeTo(0.5, 9),
    0,
    expect.closeTo(1.5, 9),
  ]);
  expect(entries[0]?.relativeToMap).toMatchObject({ fit: 1, stored_bytes: 1 });
});

test("a block that cannot be fitted leaves the others alone", async () => {
  const trial = {
    training: bound,
    meet: async () => Promise.resolve(success(fresh(posteriorOf(model, bound, point(0)), { y: [1] }))),
  };
  const found = await compare(model.program.infers.slice(0, 2), [trial], {
    seed: 1,
    runtime,
    signal: new AbortController().signal,
    report: () => {},
    fit: async (training, infer) =>
      Promise.resolve(
        infer.name === "map"
          ? failure(diagnose("H0709", { why: "it is a test" }, { at: null }))
          : success(posteriorOf(model, training, point(0))),
      ),
  });
  const entries = found.ok ? found.value.entries : [];
  expect(entries.map(({ failed }) => failed.map(({ code }) => code))).toEqual([["H0709"], []]);
  expect(entries[1]?.relativeToMap).toBeNull();
  expect(entries[1]?.scores["rmse"]).toEqual({ mean: 1, se: null });
});
