import { describe, expect, test } from "vitest";
import { climb } from "../../../src/inference/kernel/climb.ts";
import { pointOf } from "../../../src/inference/kernel/point.ts";
import { planMap } from "../../../src/inference/methods/map.ts";
import type { Progress } from "../../../src/inference/method.ts";
import type { Journal } from "../../../src/posterior/checkpoint/journal.ts";
import { taskOf, valueOf } from "../fixture.ts";
import { randomLine } from "../line.ts";

const { text, x, y, posterior } = randomLine(8, 50, 2);
const start = new Map([
  [pointOf("w"), Float64Array.of(0, 0)],
  [pointOf("b"), Float64Array.of(0)],
]);

async function climbed(options: string, signal = new AbortController().signal) {
  const reports: Progress[] = [];
  const task = taskOf(text(`map { ${options} }`), { x, y }, { report: (p) => void reports.push(p), signal });
  const plan = planMap(task.model, task.bound.facts.sizes, task.infer);
  return { ...valueOf(await climb(task, plan, start, "log_joint")), reports };
}

describe("a climb", () => {
  test("reaches the top, and reports every step once", async () => {
    const { parameters, steps, complete, reports } = await climbed("steps = 3000 optimizer = adam(0.05)");
    const found = [...(parameters.get(pointOf("w")) ?? []), ...(parameters.get(pointOf("b")) ?? [])];
    found.forEach((value, i) => expect(value).toBeCloseTo(posterior.mean[i] ?? NaN, 3));
    expect([steps, complete]).toEqual([3000, true]);
    expect(reports.at(-1)?.step).toBe(3000);
    reports.reduce((before, { step }) => (expect(step).toBeGreaterThan(before), step), 0);
  });

  // More steps than the order holds at once: 32,768 / 3.
  test("goes on past the end of the order that the program holds", async () => {
    const { parameters, steps } = await climbed("steps = 12_000 batch = 3");
    expect(steps).toBe(12_000);
    const slope = parameters.get(pointOf("w"))?.[0] ?? NaN;
    expect(Math.abs(slope - (posterior.mean[0] ?? NaN))).toBeLessThan(0.1);
  });

  test("stops when told, and gives what there is", async () => {
    const controller = new AbortController();
    controller.abort();
    const { parameters, steps, complete } = await climbed("steps = 100", controller.signal);
    expect([steps, complete]).toEqual([0, false]);
    expect(parameters.get(pointOf("w"))).toEqual(Float64Array.of(0, 0));
  });
});

describe("a climb that was stopped", () => {
  /** A journal that remembers all it was given. */
  function remembering(earlier: unknown = null) {
    const kept: unknown[] = [];
    const journal: Journal = {
      earlier: () => (earlier === null ? null : { state: earlier, pieces: [] }),
      due: () => true,
      keep: (_, state) => void kept.push(state),
    };
    return { kept, journal };
  }

  async function end(options: string, journal: Journal) {
    const task = taskOf(text(`map { ${options} }`), { x, y }, { journal });
    const plan = planMap(task.model, task.bound.facts.sizes, task.infer);
    return valueOf(await climb(task, plan, start, "log_joint"));
  }

  // Planted: the order of rows begun anew; red here for batches. The optimiser's slots forgotten; red here for both.
  test.each(["steps = 3000 optimizer = adam(0.05)", "steps = 12_000 batch = 3"])(
    "goes on to the same bits from wherever it was: %s",
    async (options) => {
      const { kept, journal } = remembering();
      const whole = await end(options, journal);
      expect(kept.length).toBeGreaterThan(3);
      for (const state of [kept[0], kept[Math.floor(kept.length / 2)], kept.at(-1)]) {
        const { parameters, steps, complete } = await end(options, remembering(state).journal);
        expect(parameters).toEqual(whole.parameters);
        expect([steps, complete]).toEqual([whole.steps, true]);
      }
    },
  );
});
