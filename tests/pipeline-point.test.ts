import { expect, test } from "vitest";
import { readPoint, readStarts } from "../src/pipeline-point.ts";
import { taskOf } from "./inference/fixture.ts";

const shapes = new Map([
  ["a", []],
  ["w", [2, 1]],
]);

test("a point is an object of numbers of each latent's shape", () => {
  const read = readPoint(shapes, { a: 1, w: [[2], [3]] });
  expect(read.ok && [...read.value]).toEqual([
    ["a", Float64Array.of(1)],
    ["w", Float64Array.of(2, 3)],
  ]);
  for (const [point, codes] of [
    [{ a: "1", w: [[2], [3]] }, ["H0812"]],
    [{ w: [2, 3], b: 0 }, ["H0812", "H0812", "H0813"]],
    [null, ["H0812", "H0812"]],
    [[1], ["H0812", "H0812"]],
  ] as const) {
    const wrong = readPoint(shapes, point);
    expect(wrong.ok ? [] : wrong.diagnostics.map(({ code }) => code)).toEqual(codes);
  }
});

test("chains begin at one point or at one each, and only chains do", () => {
  const text = (infer: string) => `model Points
data "d.csv" { y: real[N] }
prior { a ~ normal(0, 1) }
likelihood { y ~ normal(a, 1) }
infer ${infer}`;
  const starts = (infer: string, given: unknown) => {
    const task = taskOf(text(infer), { y: [1, 2] });
    const read = readStarts(task.model, task.bound.facts.sizes, task.infer, given);
    return read.ok ? (read.value?.map((each) => each.get("a")?.[0]) ?? null) : read.diagnostics[0]?.title;
  };
  expect(starts("nuts { chains = 3 }", undefined)).toBe(null);
  expect(starts("map", null)).toBe(null);
  expect(starts("nuts { chains = 3 }", { a: 2 })).toEqual([2]);
  expect(starts("hmc { chains = 2 }", [{ a: 2 }, { a: 3 }])).toEqual([2, 3]);
  expect(starts("nuts { chains = 3 }", [{ a: 2 }, { a: 3 }])).toBe(
    "init wants one point, or one for each of 3 chains, not 2 points",
  );
  expect(starts("vi { steps = 10 }", { a: 2 })).toContain("not vi");
});

// Planted: the bounds themselves let in, and every support taken for the line.
test("chains begin inside the latents' supports", () => {
  const task = taskOf(
    `model Inside
data "d.csv" { y: real[N] }
prior { s: positive ~ half_normal(1)  p: unit ~ beta(2, 2)  a ~ normal(0, 1) }
likelihood { y ~ normal(a * p, s) }
infer nuts { chains = 2 }`,
    { y: [1, 2] },
  );
  const starts = (given: unknown): readonly string[] => {
    const read = readStarts(task.model, task.bound.facts.sizes, task.infer, given);
    return read.ok ? [] : read.diagnostics.map(({ title }) => title);
  };
  expect(starts({ s: 1, p: 0.5, a: -1e6 })).toEqual([]);
  expect(starts({ s: -1, p: 1, a: 0 })).toEqual([
    "the point's s is not a number above 0",
    "the point's p is not a number between 0 and 1",
  ]);
  expect(starts({ s: 0, p: 0, a: 0 })).toHaveLength(2);
});
