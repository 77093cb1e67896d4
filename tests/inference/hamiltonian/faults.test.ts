import { describe, expect, test } from "vitest";
import {
  driftWarnings,
  endless,
  noBeginning,
  runaway,
  unheld,
  unmoved,
} from "../../../src/inference/hamiltonian/faults.ts";
import type { Gathered } from "../../../src/inference/hamiltonian/gather.ts";
import { layoutOf } from "../../../src/inference/kernel/layout.ts";
import { taskOf } from "../fixture.ts";

const task = taskOf(
  `model Loose
data "d.csv" { y: real[N] }
prior { a ~ flat  s: positive ~ flat  b ~ normal(0, 1) }
likelihood { y ~ normal(b, 1) }
infer nuts { }`,
  { y: [1, 2] },
);
const layout = layoutOf(task.model, task.bound.facts.sizes);
const slopes = (...list: readonly (readonly number[])[]) => list.map((each) => Float64Array.from(each));

/** Draws of a, s and b. */
function gathered(
  chains: number,
  of: (chain: number, i: number) => readonly [number, number, number],
): Gathered {
  const draws = 50;
  const positions = Array.from({ length: chains * draws }, (_, k) =>
    of(Math.floor(k / draws), k % draws),
  ).flat();
  const none = new Float64Array(0);
  return {
    chains,
    draws,
    positions: Float64Array.from(positions),
    statistics: new Map(),
    divergences: { chain: none, draw: none, positions: none },
    dropped: [],
  };
}

test("a latent that nothing holds has no slope but its Jacobian's, wherever one looks", () => {
  expect(unheld(layout, slopes([0, 1, 3], [0, 1, -2]))?.name).toBe("a");
  expect(unheld(layout, slopes([0, 1, 3], [0.1, 1, -2]))?.name).toBe("s");
  expect(unheld(layout, slopes([0, 1, 3], [0.1, 2, 3]))).toBe(null);
});

test("a prior of its own kind is offered", () => {
  const help = layout.places.map(({ site }) => runaway(site).help ?? "");
  expect(help[0]).toContain("normal(0, 10)");
  expect(help[1]).toContain("half_normal(10)");
});

// Seen red: the first latent named, flat or not.
test("steps without end: a flat latent is named, and of proper priors alone the number of the density is at fault", () => {
  expect(endless(task)).toMatchObject({ code: "H0708" });
  expect(endless(task).title).toContain("hold a");
  const proper = taskOf(
    `model Large
data "d.csv" { y: real[N] }
prior { b ~ normal(0, 1) }
likelihood { y ~ normal(b, 1) }
infer nuts { }`,
    { y: [1, 2] },
  );
  expect(endless(proper)).toMatchObject({ code: "H0709" });
});

test("where the density breaks is told", async () => {
  const fault = await noBeginning(task, layout, Float64Array.of(0, 0, NaN), 100);
  expect(fault).toMatchObject({ code: "H0707" });
  expect(fault.title).toContain("none of 100");
  expect(fault.title).toContain("first in the prior of b");
});

describe("chains that never move", () => {
  test("are an error where none does, and are counted where some do", () => {
    expect(
      unmoved(
        task,
        gathered(2, () => [1, 2, 3]),
      ),
    ).toMatchObject({ code: "H0709", level: "error" });
    const one = unmoved(
      task,
      gathered(2, (chain, i) => [1, 2, chain === 1 ? i : 3]),
    );
    expect(one).toMatchObject({ code: "H0712", level: "warning" });
    expect(one?.title).toContain("1 of 2 chains");
    expect(
      unmoved(
        task,
        gathered(2, (_, i) => [1, 2, i]),
      ),
    ).toBe(null);
  });
});

// Seen red: every latent asked about, proper or not.
test("chains that disagree on what an improper prior leaves open are warned of", () => {
  const wave = (i: number) => Math.sin(i);
  expect(
    driftWarnings(
      layout,
      gathered(4, (chain, i) => [wave(i), wave(i), 1e3 * chain + wave(i)]),
    ),
  ).toEqual([]);
  const found = driftWarnings(
    layout,
    gathered(4, (chain, i) => [1e3 * chain + wave(i), wave(i), wave(i)]),
  );
  expect(found.map(({ code, title }) => [code, title.includes("agree on a")])).toEqual([["H0711", true]]);
});

// Seen red: the limit asked of the mean, which a chain of 50 hides.
test("chains that run away together on a logarithmic scale are warned of", () => {
  const found = driftWarnings(
    layout,
    gathered(4, (_, i) => [Math.sin(i), i === 7 ? 690.8 : Math.sin(i), Math.sin(i)]),
  );
  expect(found.map(({ title }) => title)).toEqual([
    "the chains take s to 1e300, whose prior is improper: they may run away",
  ]);
  const far = (i: number) => 1e6 + Math.sin(i);
  expect(
    driftWarnings(
      layout,
      gathered(4, (_, i) => [far(i), 60 + Math.sin(i), far(i)]),
    ),
  ).toEqual([]);
});
