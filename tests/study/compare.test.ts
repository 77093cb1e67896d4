import { expect, test } from "vitest";
import { diagnose } from "../../src/diagnostic/diagnostic.ts";
import type { Approximation } from "../../src/posterior/posterior.ts";
import { compare } from "../../src/study/compare.ts";
import { attempt, type Trialled, type TrialInput } from "../../src/study/trial.ts";
import type { Done } from "../../src/tensor/crew.ts";
import { createInterpreter, modelOf, posteriorOf, sites, train } from "../posterior/model.ts";
import { success } from "../../src/diagnostic/diagnostic.ts";

const model = modelOf(`model M
data { y: real[N] }
prior { a ~ normal(0, 1) }
likelihood { y ~ normal(a, 1) }
infer map
infer nuts
infer vi`);
const bound = train(model, { y: [0, 1, 2] });
const trial = { training: bound, scored: bound };
const point = (a: number): Approximation => ({ kind: "point", values: sites({ a: [a] }) });
const { signal } = new AbortController();

type Work = (input: TrialInput) => Promise<Done<Trialled>>;

const options = (work: Work, width = 1) => {
  return { seed: 7, signal, report: () => {}, width, team: { work, dispose: () => {} } };
};

/** What the block at its one point, or at one by its name, comes to. */
const at = (values: Readonly<Record<string, number>>) => async (input: TrialInput) => {
  const infer = model.program.infers[input.block];
  if (infer === undefined) throw new Error("no such block");
  const fit = async () => Promise.resolve(success(posteriorOf(model, bound, point(values[infer.name] ?? 0))));
  return attempt(input, infer, { runtime: createInterpreter(), signal, fit });
};

const named = ({ block, seed }: TrialInput) => `${model.program.infers[block]?.name} ${seed}`;
const broken: Trialled = { kind: "failed", why: [diagnose("H0709", { why: "it is a test" }, { at: null })] };
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

// Planted: a split's seed the same for every split; distances taken from the block itself.
test("every block on every split, with one seed a split", async () => {
  const seen: string[] = [];
  const { entries } = await compare(
    model.program.infers,
    [trial, trial],
    options(async (input) => {
      seen.push(named(input));
      return { kind: "done", output: await at({ map: 1, nuts: 1.5, vi: 0 })(input) };
    }),
  );
  expect(seen).toEqual(["map 7", "nuts 7", "vi 7", "map 8", "nuts 8", "vi 8"]);
  const rmse = entries.map(({ scores }) => scores["rmse"]);
  expect(rmse[0]).toEqual({ mean: expect.closeTo(Math.sqrt(2 / 3), 12) as number, se: 0 });
  expect(entries.map(({ fromNuts }) => fromNuts?.get("y")?.["wasserstein"]?.mean)).toEqual([
    expect.closeTo(0.5, 9),
    0,
    expect.closeTo(1.5, 9),
  ]);
  expect(entries[0]?.relativeToMap).toMatchObject({ stored_bytes: 1 });
  expect(entries[0]?.latentScalars).toBe(1);
});

test("a block that cannot be fitted leaves the others alone", async () => {
  const { entries } = await compare(
    model.program.infers.slice(0, 2),
    [trial],
    options(async (input) => ({ kind: "done", output: input.block === 0 ? broken : await at({})(input) })),
  );
  expect(entries.map(({ failed }) => failed.map(({ code }) => code))).toEqual([["H0709"], []]);
  expect(entries[1]?.relativeToMap).toBeNull();
  expect(entries[1]?.scores["rmse"]).toMatchObject({ se: null });
});

// Planted: the results in the order they came in, which pairs splits with another's; the first fault to come told; red here.
test("in whatever order they are done, with the same result", async () => {
  const three = [0, 1, 2].map((shift) => {
    const own = train(model, { y: [shift, 1, 2 * shift] });
    return { training: own, scored: own };
  });
  const run = async (width: number, delay: (input: TrialInput) => number) => {
    const work: Work = async (input) => {
      await pause(delay(input));
      const name = named(input);
      if (name === "vi 8") return { kind: "lost", why: "first" };
      if (name === "vi 9") return { kind: "done", output: broken };
      // Each split's own point.
      return { kind: "done", output: await at({ map: input.seed, nuts: input.seed ** 2 })(input) };
    };
    const found = await compare(model.program.infers, three, options(work, width));
    return found.entries.map((entry) => ({ ...entry, seconds: null, relativeToMap: null }));
  };
  const one = await run(1, () => 0);
  expect(one[2]?.failed.map(({ code }) => code)).toEqual(["H0740"]);
  expect(await run(9, ({ seed, block }) => 30 - 4 * (seed - 7) * 3 - block)).toEqual(one);
});
