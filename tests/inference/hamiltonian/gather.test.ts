import { describe, expect, test } from "vitest";
import type { Stretch } from "../../../src/inference/hamiltonian/chain.ts";
import { gather } from "../../../src/inference/hamiltonian/gather.ts";

/** Draws of two numbers, (from, −from), (from + 1, …), …; those in `divergent` diverge. */
function stretch(from: number, count: number, divergent: readonly number[] = []): Stretch {
  const values = Float64Array.from({ length: count }, (_, i) => from + i);
  return {
    count,
    positions: Float64Array.from([...values].flatMap((x) => [x, -x])),
    statistics: {
      energy: values,
      divergent: values,
      depth: values,
      leapfrogs: values,
      acceptance: values,
      step_size: values,
      log_density: values,
    },
    divergent: {
      draw: divergent,
      positions: Float64Array.from(divergent.flatMap((draw) => [100 + draw, 0])),
    },
  };
}

test("a chain's stretches follow one another, chain by chain", () => {
  const all = gather([[stretch(0, 0), stretch(0, 2), stretch(2, 1)], [stretch(10, 3)]], 2);
  expect([all.chains, all.draws, all.dropped]).toEqual([2, 3, []]);
  expect([...all.positions]).toEqual([0, -0, 1, -1, 2, -2, 10, -10, 11, -11, 12, -12]);
  expect([...(all.statistics.get("energy") ?? [])]).toEqual([0, 1, 2, 10, 11, 12]);
});

describe("where a run was stopped", () => {
  test("all chains have as many draws as the shortest, or those stay that leave more in all", () => {
    expect(gather([[stretch(0, 3)], [stretch(0, 2)]], 2)).toMatchObject({ chains: 2, draws: 2, dropped: [] });
    const cut = gather([[stretch(0, 5)], [stretch(5, 1)], [stretch(9, 4)]], 2);
    expect(cut).toMatchObject({ chains: 2, draws: 4, dropped: [1] });
    expect([...(cut.statistics.get("depth") ?? [])]).toEqual([0, 1, 2, 3, 9, 10, 11, 12]);
    expect(gather([[], []], 2)).toMatchObject({ chains: 0, draws: 0 });
  });

  test("divergences keep their chain and draw, and go with what is cut", () => {
    const { divergences } = gather(
      [[stretch(0, 1)], [stretch(0, 2, [1]), stretch(0, 2, [0, 1])], [stretch(0, 3, [2])]],
      2,
    );
    expect([...divergences.chain]).toEqual([0, 0, 1]);
    expect([...divergences.draw]).toEqual([1, 2, 2]);
    expect([...divergences.positions]).toEqual([101, 0, 100, 0, 102, 0]);
  });
});
