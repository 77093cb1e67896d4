import { expect, test } from "vitest";
import {
  chainArrays,
  chainsFault,
  chainsFrom,
  plainChains,
  samplerCounts,
} from "../../src/posterior/chains.ts";
import type { Chains } from "../../src/posterior/posterior.ts";
import { sites } from "./model.ts";

const chains: Chains = {
  ...plainChains(2, 2, sites({ mu: [1, 2, 3, 4] })),
  statistics: new Map([["depth", Float64Array.of(1, 2, 3, 4)]]),
  divergences: {
    chain: Float64Array.of(1, 1),
    draw: Float64Array.of(0, 1),
    positions: sites({ mu: [7, 8] }),
  },
};
const sizes = [["mu", 1]] as const;

test("statistics and divergences go into arrays and come back", () => {
  const arrays = chainArrays(chains);
  expect([...arrays].map(([name, { shape }]) => [name, shape])).toEqual([
    ["statistic depth", [2, 2]],
    ["divergence chain", [2]],
    ["divergence draw", [2]],
  ]);
  const { values, divergences } = chains;
  expect(chainsFrom(chains, values, divergences.positions, arrays)).toEqual(chains);
});

test("a folder without them has draws alone", () => {
  const plain = plainChains(2, 2, chains.values);
  expect(chainArrays(plain).size).toBe(0);
  expect(chainsFrom(plain, chains.values, null, new Map())).toEqual(plain);
});

test("what does not fit is named", () => {
  expect(chainsFault(chains, sizes)).toBe(null);
  expect(chainsFault(plainChains(2, 2, chains.values), sizes)).toBe(null);
  const short: Chains = { ...chains, statistics: new Map([["energy", Float64Array.of(1)]]) };
  expect(chainsFault(short, sizes)).toContain("energy has 1 numbers for 4 draws");
  const { divergences } = chains;
  const wrong = [
    { ...divergences, chain: Float64Array.of(1, 2) },
    { ...divergences, draw: Float64Array.of(0, 2) },
    { ...divergences, draw: Float64Array.of(0) },
    { ...divergences, positions: sites({ mu: [7] }) },
  ];
  for (const each of wrong) expect(chainsFault({ ...chains, divergences: each }, sizes)).not.toBe(null);
});

test("a run is counted over all chains", () => {
  const counted: Chains = {
    ...chains,
    statistics: new Map([
      ["depth", Float64Array.of(1, 10, 3, 10)],
      ["divergent", Float64Array.of(0, 0, 1, 0)],
      ["leapfrogs", Float64Array.of(1, 1023, 7, 1023)],
    ]),
  };
  expect(samplerCounts(counted, 10)).toEqual({
    divergences: 1,
    max_depth_hits: 2,
    draws: 4,
    chains: 2,
    leapfrogs: 2054,
  });
});
