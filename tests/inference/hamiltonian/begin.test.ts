import { expect, test } from "vitest";
import { beginAll } from "../../../src/inference/hamiltonian/begin.ts";
import { chainPlanOf } from "../../../src/inference/hamiltonian/plan.ts";
import { Tree } from "../../../src/inference/hamiltonian/tree.ts";
import type { SiteValues } from "../../../src/posterior/posterior.ts";
import { dynamicsFor, mixed, mixedData } from "./programs.ts";

async function positions(init: string, starts: readonly SiteValues[] | null = null) {
  const text = mixed.replace("nuts { }", `nuts { chains = 3  ${init} }`);
  const { task, layout, dynamics, momentum } = await dynamicsFor(text, mixedData);
  const plan = { ...chainPlanOf(task.infer), mover: { kind: "tree", maxDepth: 10 } } as const;
  const machine = { dynamics, momentum, mover: new Tree(layout.size, 10) };
  const begun = await beginAll({ ...task, starts }, plan, layout, machine);
  return begun.ok
    ? begun.value.map(({ point }) => [...point.position])
    : begun.diagnostics.map(({ code, title }) => `${code} ${title}`);
}

const point = (level: number): SiteValues =>
  new Map([
    ["mu", Float64Array.of(0.5)],
    ["tau", Float64Array.of(Math.E)],
    ["p", Float64Array.of(0.5)],
    ["level", Float64Array.of(level)],
  ]);

test("each chain has a point of its own, as wide as the option says, or the middle", async () => {
  const wide = (await positions("")).flat() as number[];
  expect(new Set(wide).size).toBe(12);
  expect(Math.max(...wide.map(Math.abs))).toBeGreaterThan(1);
  const near = (await positions("init = uniform(0.01)")).flat() as number[];
  expect(Math.max(...near.map(Math.abs))).toBeLessThan(0.01);
  expect(await positions("init = zero")).toEqual([1, 2, 3].map(() => [0, 0, 0, 0]));
});

// Seen red: the declared values taken as they are.
test("points of the user's are on the declared scale: one for all, or one each", async () => {
  const one = (await positions("", [point(1)])) as readonly number[][];
  expect(one).toHaveLength(3);
  for (const each of one) [0.5, 1, 0, 0].forEach((value, i) => expect(each[i]).toBeCloseTo(value, 12));
  const [first, , third] = (await positions("", [point(0), point(1), point(2)])) as readonly number[][];
  expect(first?.[3]).toBeCloseTo(-Math.log(3), 12);
  expect(third?.[3]).toBeCloseTo(Math.log(3), 12);
});

test("one outside its support is told by its latent", async () => {
  expect(await positions("", [point(4)])).toEqual([
    "H0707 the density is not finite where a chain begins, first in the scale of level",
  ]);
});
