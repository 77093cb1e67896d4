import { describe, expect, test } from "vitest";
import {
  advance,
  type Advance,
  beginChain,
  type ChainState,
} from "../../../src/inference/hamiltonian/chain.ts";
import { findBeginning } from "../../../src/inference/hamiltonian/start.ts";
import { Tree } from "../../../src/inference/hamiltonian/tree.ts";
import { dynamicsFor, mixed, mixedData } from "./programs.ts";

const plan = { warmup: 120, draws: 60, targetAccept: 0.8, metric: "diag" } as const;

async function begin(metric: "diag" | "dense" = "diag") {
  const { dynamics, momentum } = await dynamicsFor(mixed, mixedData, metric);
  const machine = { dynamics, momentum, mover: new Tree(4, 10) };
  const beginning = findBeginning(dynamics, metric, { kind: "uniform", radius: 2 }, [1, 2]);
  if (beginning.kind === "none") throw new Error("no beginning");
  return { machine, state: beginChain([1, 2], beginning.point, metric) };
}

function advanced(next: Advance) {
  if (next.kind !== "advanced") throw new Error(next.kind);
  return next;
}

describe("a chain is a function of its state", () => {
  // Seen red: `searches` not kept; the step size's average not kept; a momentum by the draw's number in the stretch.
  test.each(["diag", "dense"] as const)(
    "put down and taken up, it draws the same bits: %s",
    async (metric) => {
      const { machine, state } = await begin(metric);
      const whole = advanced(advance(machine, { ...plan, metric }, state, 1_000));
      expect(whole.state.iteration).toBe(180);
      expect(whole.stretch.count).toBe(60);
      let piece: ChainState = state;
      const positions: number[] = [];
      for (const step of [1, 7, 80, 31, 2, 40, 100]) {
        const other = await begin(metric);
        const next = advanced(advance(other.machine, { ...plan, metric }, structuredClone(piece), step));
        piece = next.state;
        positions.push(...next.stretch.positions);
      }
      expect(positions).toEqual([...whole.stretch.positions]);
      expect(piece).toEqual(whole.state);
    },
  );

  test("its argument stays as it is", async () => {
    const { machine, state } = await begin();
    const before = structuredClone(state);
    advance(machine, plan, state, 130);
    expect(state).toEqual(before);
  });
});

test("every draw has its statistics, and they agree", async () => {
  const { machine, state } = await begin();
  const { stretch, state: end } = advanced(advance(machine, plan, state, 1_000));
  const { statistics } = stretch;
  expect(new Set(statistics.step_size).size).toBe(1);
  expect(statistics.step_size[0]).toBe(end.stepSize);
  statistics.leapfrogs.forEach((count, i) => {
    expect(count).toBeGreaterThanOrEqual(1);
    expect(count).toBeLessThan(2 ** ((statistics.depth[i] ?? 0) + 1));
    expect(statistics.acceptance[i]).toBeGreaterThan(0);
    expect(statistics.acceptance[i]).toBeLessThanOrEqual(1);
    expect(statistics.energy[i]).toBeGreaterThan(-(statistics.log_density[i] ?? 0));
  });
  const divergent = [...statistics.divergent].flatMap((is, i) => (is === 1 ? [i] : []));
  expect(stretch.divergent.draw).toEqual(divergent);
  expect(stretch.divergent.positions.length).toBe(4 * divergent.length);
});

// Seen red: the metric never updated.
test("warm-up finds the scale of each latent", async () => {
  const { dynamics, momentum } = await dynamicsFor(
    `model Scales
data "d.csv" { y: real }
prior { a ~ normal(0, 100)  b ~ normal(3, 0.01)  c ~ normal(0, 1) }
likelihood { y ~ normal(0, 1) }
infer nuts { }`,
    { y: 0 },
  );
  const machine = { dynamics, momentum, mover: new Tree(3, 10) };
  const beginning = findBeginning(dynamics, "diag", { kind: "uniform", radius: 2 }, [3, 4]);
  if (beginning.kind === "none") throw new Error("no beginning");
  const long = { ...plan, warmup: 1_000, draws: 500 };
  const { state, stretch } = advanced(
    advance(machine, long, beginChain([3, 4], beginning.point, "diag"), 1e6),
  );
  [1e4, 1e-4, 1].forEach((variance, i) => {
    expect((state.inverseMetric[i] ?? 0) / variance).toBeGreaterThan(0.7);
    expect((state.inverseMetric[i] ?? 0) / variance).toBeLessThan(1.4);
  });
  const acceptance = stretch.statistics.acceptance.reduce((sum, each) => sum + each, 0) / 500;
  expect(acceptance).toBeGreaterThan(0.7);
  expect(acceptance).toBeLessThan(0.95);
});
