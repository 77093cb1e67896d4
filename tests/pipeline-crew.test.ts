import { expect, test } from "vitest";
import { fit } from "../src/inference/fit.ts";
import { startCrew } from "../src/pipeline-crew.ts";
import type { Crew } from "../src/tensor/crew.ts";
import { taskOf, valueOf } from "./inference/fixture.ts";

test("a crew is as many as asked for, or as there are cores", async () => {
  expect((await startCrew(3)).size).toBe(3);
  expect((await startCrew()).size).toBe(navigator.hardwareConcurrency);
});

const text = `model Wide
data { x: real[N]  y: real[N] }
network f: real -> real { hidden: dense(20, tanh)  dense }
prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1)  s: positive ~ half_normal(1) }
likelihood { y ~ normal(f(x), s) }
infer nuts { chains = 3  warmup = 40  draws = 25  max_depth = 7 }
`;
const x = Array.from({ length: 40 }, (_, i) => i / 10 - 2);

/** Draws, and how many turns were done here and in all. */
async function run(workers: number) {
  const crew = await startCrew(workers, 0);
  const turns = { here: 0, all: 0 };
  let left = false;
  const counting: Crew = {
    ...crew,
    team: (job, here, away) => {
      const work = async (input: Parameters<typeof here.work>[0]) => {
        turns.here++;
        // The second waits until a thread has taken another, however busy the machine is.
        while (turns.here === 2 && workers > 1 && !left)
          await new Promise((resume) => setTimeout(resume, 10));
        return here.work(input);
      };
      const leave = () => {
        left = true;
        return away();
      };
      const team = crew.team(job, { ...here, work }, leave);
      return {
        ...team,
        work: (input) => {
          turns.all++;
          return team.work(input);
        },
      };
    },
  };
  const y = x.map((each) => Math.sin(2 * each));
  const { approximation } = valueOf(await fit(taskOf(text, { x, y }, { crew: counting })));
  crew.end();
  if (approximation.kind !== "draws") throw new Error(approximation.kind);
  return { values: approximation.values, turns };
}

// Planted: another momentum's stream in threads than here; red here.
test("real threads: the same draws from one, two and three of them", async () => {
  const one = await run(1);
  expect(one.turns.here).toBe(one.turns.all);
  for (const workers of [2, 3]) {
    const { values, turns } = await run(workers);
    expect(values).toEqual(one.values);
    expect(turns.here).toBeLessThan(turns.all);
  }
});
