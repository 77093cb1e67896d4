/** The draws of bench/peers/diagnostics.py, made again from integers: nothing is stored but ArviZ's figures of them. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Chains } from "../../../src/report/diagnostics/chains.ts";

/** Marsaglia's xorshift of 32 bits. */
class Stream {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  uniform(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x >>> 0;
    return (this.state + 0.5) / 4294967296;
  }

  bell(): number {
    return this.uniform() + this.uniform() + this.uniform() + this.uniform() - 2;
  }
}

type Draw = (stream: Stream, chain: number) => (i: number, draws: number) => number;

const autoregressive =
  (rho: number, { shift = 0, widen = 0 } = {}): Draw =>
  (stream, chain) => {
    let x = 0;
    return () => {
      x = rho * x + (1 + widen * chain) * stream.bell();
      return x + shift * chain;
    };
  };
const heavy: Draw = (stream) => () => (stream.uniform() - 0.5) / stream.uniform() / stream.uniform();
const twoModes: Draw = (stream, chain) => {
  let side = chain % 2 === 0 ? 1 : -1;
  return () => {
    if (stream.uniform() < 0.01) side = -side;
    return 3 * side + stream.bell();
  };
};

const sets: Readonly<Record<string, readonly [chains: number, draws: number, seed: number, draw: Draw]>> = {
  independent: [4, 250, 1, autoregressive(0)],
  autoregressive: [4, 500, 2, autoregressive(0.9)],
  "hardly moving": [4, 400, 3, autoregressive(0.995)],
  antithetic: [4, 300, 4, autoregressive(-0.6)],
  "shifted chains": [3, 200, 5, autoregressive(0.3, { shift: 0.4 })],
  "chains of unequal width": [4, 200, 6, autoregressive(0.3, { widen: 0.5 })],
  "heavy tails": [4, 300, 7, heavy],
  "two modes": [4, 333, 8, twoModes],
  ties: [4, 120, 9, (stream) => () => Math.floor(stream.uniform() * 5)],
  "a rare event": [2, 150, 10, (stream) => () => (stream.uniform() < 0.02 ? 1 : 0)],
  swinging: [2, 64, 11, (stream) => (i) => (-1) ** i + 0.25 * stream.bell()],
  trending: [2, 101, 12, (stream) => (i, draws) => i / draws + stream.bell()],
  "one chain": [1, 500, 13, autoregressive(0.7)],
  long: [2, 3000, 14, autoregressive(0.97)],
  "three draws": [4, 3, 15, autoregressive(0)],
  "four draws": [4, 4, 16, autoregressive(0)],
  "five draws": [2, 5, 17, autoregressive(0)],
  "seven draws": [3, 7, 18, autoregressive(0.5)],
  "nine draws": [2, 9, 19, autoregressive(0.9)],
  "ten draws": [1, 10, 20, autoregressive(0.9)],
  constant: [4, 50, 21, () => () => 2.5],
  "each chain its own constant": [4, 50, 22, (_, chain) => () => chain],
  "a NaN": [4, 50, 23, (stream, chain) => (i) => (chain === 1 && i === 7 ? Number.NaN : stream.bell())],
  "an infinity": [4, 50, 24, (stream, chain) => (i) => (chain === 0 && i === 3 ? Infinity : stream.bell())],
};

export function drawSet(name: string): Chains {
  const [chains, draws, seed, draw] = sets[name] ?? [0, 0, 0, () => () => 0];
  const stream = new Stream(seed);
  const values = new Float64Array(chains * draws);
  for (let chain = 0; chain < chains; chain++) {
    const next = draw(stream, chain);
    for (let i = 0; i < draws; i++) values[chain * draws + i] = next(i, draws);
  }
  return { chains, draws, values };
}

type Figure = number | "NaN" | "Infinity";
type Name =
  | "rhat"
  | "rhat_folded"
  | "pareto"
  | `ess_${"bulk" | "tail" | "mean" | "sd" | "q10"}`
  | `mcse_${"mean" | "sd" | "q05" | "q50" | "q95"}`;
export type Figures = Readonly<Record<Name, Figure>> & {
  readonly name: string;
  readonly bfmi: readonly Figure[];
};

/** ArviZ's, by draw set. */
export const figures = JSON.parse(
  readFileSync(join(import.meta.dirname, "arviz-figures.json"), "utf8"),
) as readonly Figures[];

/** To 1e-8 of its size. A scale reduction without end is 1e15 where ArviZ's mean of equal numbers was rounded. */
export function expectFigure(found: number, figure: Figure): void {
  const wanted = figure === "NaN" ? Number.NaN : Number(figure) > 1e12 ? Infinity : Number(figure);
  if (Number.isFinite(wanted)) expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-8 * Math.abs(wanted));
  else expect(found).toBe(wanted);
}
