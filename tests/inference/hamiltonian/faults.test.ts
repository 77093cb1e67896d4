import { describe, expect, test } from "vitest";
import {
  driftWarnings,
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
  const help = layout.places.map(({ site }) => runaway(task, site).help ?? "");
  expect(help[0]).toContain("normal(0, 10)");
  expect(help[1]).toContain("half_normal(10)");
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
