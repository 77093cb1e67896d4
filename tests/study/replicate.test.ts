import { expect, test } from "vitest";
import { openReplicates } from "../../src/study/replicate.ts";
import { calibrate } from "../../src/study/sbc.ts";
import { honest, modelOf, runtime, sized, valueOf } from "./fixture.ts";

const text = `model Rate
data { y: count[N] }
prior { lambda: positive ~ gamma(3, 0.5) }
likelihood { y ~ poisson(lambda) }
infer exact`;
const model = modelOf(text);
const infer = model.program.infers[0];
if (infer === undefined) throw new Error("there is a block");
const bound = sized(model, { N: 4 });
const { signal } = new AbortController();

test("a replicate is what its number makes it, whichever came before", async () => {
  const ranksOf = async (...numbers: readonly number[]) => {
    const replicates = valueOf(
      await openReplicates(model, bound, infer, { seed: 3, runtime, signal, fit: honest }),
    );
    const ranks = new Map<number, unknown>();
    for (const number of numbers) ranks.set(number, await replicates.work({ number, draws: 20 }));
    replicates.dispose();
    return ranks.get(2);
  };
  expect(await ranksOf(2)).toMatchObject({ kind: "ranked", draws: 20 });
  expect(await ranksOf(7, 0, 2)).toEqual(await ranksOf(2));
});

test("stopped, none is begun", async () => {
  const options = { seed: 3, runtime, signal: AbortSignal.abort(), fit: honest };
  const replicates = valueOf(await openReplicates(model, bound, infer, options));
  expect(await replicates.work({ number: 0, draws: null })).toEqual({ kind: "stopped" });
});

// Planted: ranks kept in the order in which replicates ended; red here.
test("replicates that end in any order leave the same ranks", async () => {
  const options = { replicates: 24, seed: 3, runtime, signal, report: () => {}, fit: honest };
  const whole = valueOf(await calibrate(model, bound, infer, options));
  // A hand does one thing after another.
  let free: Promise<unknown> = Promise.resolve();
  const scrambled = await calibrate(model, bound, infer, {
    ...options,
    width: 4,
    team: (here) => ({
      work: async (input) => {
        const work = free.then(() => here.work(input));
        free = work;
        const output = await work;
        await new Promise((resume) => setTimeout(resume, input.number % 3 === 0 ? 60 : 0));
        return { kind: "done", output };
      },
      dispose: () => here.dispose(),
    }),
  });
  expect(valueOf(scrambled)).toEqual(whole);
});

test("a replicate whose threads ended is one that failed", async () => {
  const options = { replicates: 12, seed: 3, runtime, signal, report: () => {}, fit: honest };
  const found = await calibrate(model, bound, infer, {
    ...options,
    team: (here) => ({
      work: async (input) =>
        input.number === 5
          ? { kind: "lost", why: "out of memory" }
          : { kind: "done", output: await here.work(input) },
      dispose: () => here.dispose(),
    }),
  });
  expect(valueOf(found)).toMatchObject({ replicates: 11, failed: 1 });
});
