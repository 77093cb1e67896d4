/** Chains that stand still: every step was refused, so that all their draws are one point. One chain alone shows it in no other figure. */

import type { Quantity } from "./judge.ts";

/** Their numbers, from 1. No quantity of theirs varies, though another chain's or another run's might. */
export function stuckChains(
  quantities: readonly Quantity[],
  chains: number,
  draws: number,
): readonly number[] {
  if (draws < 2 || quantities.length === 0) return [];
  return Array.from({ length: chains }, (_, chain) => chain + 1).filter((number) =>
    quantities.every(({ values }) => {
      const size = values.length / (chains * draws);
      const own = values.subarray((number - 1) * draws * size, number * draws * size);
      return own.every((value, i) => Object.is(value, own[i % size]));
    }),
  );
}
