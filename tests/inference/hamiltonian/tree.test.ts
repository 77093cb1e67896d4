import { describe, expect, test } from "vitest";
import type { Dynamics } from "../../../src/inference/hamiltonian/dynamics.ts";
import type { Choices } from "../../../src/inference/hamiltonian/mover.ts";
import { Tree } from "../../../src/inference/hamiltonian/tree.ts";
import { createStream } from "../../../src/tensor/random.ts";
import { gaussianDynamics, standAt } from "./gaussian.ts";

/** States of one orbit by number: momenta on a circle, so that paths turn, and any energies. A step goes to the next. */
function orbit(energies: ReadonlyMap<number, number>, angle: number): Dynamics {
  const dynamics = gaussianDynamics([
    [1, 0],
    [0, 1],
  ]);
  const { position, momentum, velocity, kinetic, logDensity } = dynamics;
  const place = (k: number) => {
    position.set([k, 0]);
    momentum.set([Math.cos(k * angle), Math.sin(k * angle)]);
    velocity.set(momentum);
    kinetic[0] = 0;
    logDensity[0] = -(energies.get(k) ?? 0);
  };
  return {
    ...dynamics,
    step: (epsilon) => place((position[0] ?? 0) + Math.sign(epsilon)),
  };
}

/** Every outcome of a random procedure with its probability: it is run once for each sequence of its choices. */
function* outcomes(
  run: (choices: Choices) => number,
): Generator<readonly [outcome: number, probability: number]> {
  const open: boolean[][] = [[]];
  for (let taken = open.pop(); taken !== undefined; taken = open.pop()) {
    const path = taken;
    let probability = 1;
    let depth = 0;
    const outcome = run({
      next: () => 0.5,
      chance: (p) => {
        const known = path[depth];
        if (known === undefined && p > 0 && p < 1) open.push([...path.slice(0, depth), false]);
        const yes = known ?? p > 0;
        if (known === undefined) path.push(yes);
        depth += 1;
        probability *= yes ? p : 1 - p;
        return yes;
      },
    });
    if (probability > 0) yield [outcome, probability];
  }
}

/** P(from → to) over the whole orbit. */
function transitions(dynamics: Dynamics, maxDepth: number, from: number): ReadonlyMap<number, number> {
  const tree = new Tree(2, maxDepth);
  const chances = new Map<number, number>();
  const run = (choices: Choices): number => {
    dynamics.position.set([from - 1, 0]);
    dynamics.step(1);
    tree.point.position.set(dynamics.position);
    tree.move(dynamics, 1, choices);
    return tree.point.position[0] ?? NaN;
  };
  for (const [to, p] of outcomes(run)) chances.set(to, (chances.get(to) ?? 0) + p);
  return chances;
}

// Seen red, each: a subtree's second half taken with probability ½; the biased odds the wrong way up; a subtree that turned joined
// all the same; the path's weight not grown.
describe("the choice of a state keeps exp(−H), exactly", () => {
  const random = createStream([11, 3]);
  const reach = 2 ** 3;
  const states = Array.from({ length: 4 * reach + 1 }, (_, i) => i - 2 * reach);
  const cases = [
    { name: "no path turns", angle: 0.01, spread: 1 },
    { name: "paths turn after some steps", angle: 0.8, spread: 1 },
    { name: "paths turn almost at once", angle: 1.9, spread: 2 },
    { name: "some states diverge", angle: 0.5, spread: 1_500 },
  ];
  test.each(cases)("$name", ({ angle, spread }) => {
    const energies = new Map(states.map((k) => [k, spread * random.uniform()]));
    const dynamics = orbit(energies, angle);
    const weight = (k: number) => Math.exp(-(energies.get(k) ?? 0) + Math.min(...energies.values()));
    let flow = 0;
    let total = 0;
    for (let from = -reach; from <= reach; from++) {
      const row = transitions(dynamics, 3, from);
      total = [...row.values()].reduce((sum, p) => sum + p, 0);
      expect(total).toBeCloseTo(1, 12);
      flow += weight(from) * (row.get(0) ?? 0);
    }
    expect(flow / weight(0)).toBeCloseTo(1, 10);
  });
});

test("it prefers far states, more than their weight alone would", () => {
  const dynamics = orbit(new Map(), 0.001);
  const row = transitions(dynamics, 3, 0);
  expect(row.has(0)).toBe(false);
  expect([...row.keys()].length).toBe(14);
});

test("a path ends where it turns, at its greatest depth, or where it diverges", () => {
  const random = createStream([2, 2]);
  const choices: Choices = { next: () => random.uniform(), chance: (p) => random.uniform() < p };
  const flat = gaussianDynamics([[1e-12]]);
  const tree = new Tree(1, 5);
  standAt(flat, tree.point, random);
  tree.move(flat, 0.1, choices);
  expect(tree.info).toMatchObject({ depth: 5, leapfrogs: 31, divergent: false });
  const steep = gaussianDynamics([[1]]);
  tree.point.position[0] = 0.1;
  tree.point.gradient[0] = -0.1;
  standAt(steep, tree.point, random);
  tree.move(steep, 0.3, choices);
  expect(tree.info.depth).toBeLessThan(5);
  tree.point.position[0] = 3;
  tree.point.gradient[0] = -3e6;
  const wall = gaussianDynamics([[1e6]]);
  standAt(wall, tree.point, random);
  tree.move(wall, 1, choices);
  expect(tree.info).toMatchObject({ depth: 0, leapfrogs: 1, divergent: true, acceptance: 0 });
  expect(tree.before[0]).toBe(3);
});

// Moments over 20,000 moves, within five standard errors of what as many independent draws would leave; a move of this step size is
// nearly independent. Seen red: the weights exp(−H/2).
describe("Gaussians of any conditioning stay as they are", () => {
  test.each([1, 10, 100])("of condition %i", (condition) => {
    const dynamics = gaussianDynamics([
      [condition, 0, 0],
      [0, 1, 0.4],
      [0, 0.4, 1],
    ]);
    const random = createStream([condition, 17]);
    const choices: Choices = { next: () => random.uniform(), chance: (p) => random.uniform() < p };
    const tree = new Tree(3, 10);
    const count = 20_000;
    const squares = new Float64Array(3);
    const sums = new Float64Array(3);
    let product = 0;
    for (let i = 0; i < count; i++) {
      standAt(dynamics, tree.point, random);
      tree.move(dynamics, 0.9 / Math.sqrt(condition), choices);
      const [a = 0, b = 0, c = 0] = tree.point.position;
      [a, b, c].forEach((x, j) => {
        sums[j] = (sums[j] ?? 0) + x;
        squares[j] = (squares[j] ?? 0) + x * x;
      });
      product += b * c;
    }
    const variance = 1 / (1 - 0.16);
    const wanted = [1 / condition, variance, variance];
    wanted.forEach((v, j) => {
      expect(Math.abs((sums[j] ?? 0) / count)).toBeLessThan(5 * Math.sqrt(v / count));
      expect(Math.abs((squares[j] ?? 0) / count / v - 1)).toBeLessThan(7 * Math.sqrt(2 / count));
    });
    expect(product / count / variance).toBeCloseTo(-0.4, 1);
  });
});
