import { expect, test } from "vitest";
import { lower } from "../../src/lower/lower.ts";
import { printLoops } from "../../src/lower/print.ts";
import { at } from "../../src/tensor/axes.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import { gradient } from "../../src/tensor/differentiate.ts";
import type { Graph } from "../../src/tensor/graph.ts";
import { normals } from "../contract/op-samples.ts";
import { both, expectNear, programOf } from "./compare.ts";

/** log p of a chain of three states and its gradient. */
function hidden(steps: number): Graph {
  const b = createBuilder("f64");
  const start = b.input("start", [3], "f64");
  const transition = b.input("transition", [1, 3, 3], "f64");
  const emission = b.input("emission", [steps, 3], "f64");
  const density = b.sum(b.logsumexp(b.emit("forward", [start, transition, emission], {}), [1]));
  return b.finish([density, ...gradient(b, density, [start, transition, emission])]);
}

// Planted: the sums over states in the order of `to`, not `from`; the recurrence started one step late; red in the contract too.
test("a chain and its gradient, of any length, are what the interpreter says", async () => {
  for (const steps of [1, 2, 5, 33]) {
    const given = [[...normals(3)], [...normals(9)], [...normals(3 * steps)]];
    const [wanted, found] = await both(programOf(hidden(steps)), given);
    found.forEach((list, i) => expectNear(list, at(wanted, i), 1e-12, 1));
  }
});

// What is impossible is −∞ in both. Planted: −∞ less −∞ where no state is possible.
test("a chain that cannot be", async () => {
  const given = [
    [0, -Infinity, -Infinity],
    [0, -Infinity, -Infinity, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, -Infinity, 0, 0, 1, 2, 3],
  ];
  const [wanted, found] = await both(programOf(hidden(3)), given);
  expect([at(at(wanted, 0), 0), at(at(found, 0), 0)]).toEqual([-Infinity, -Infinity]);
});

// Loops, not copies of a step: a program of its own for each length would grow.
test("is a counted loop, forward and backward, whatever the number of steps", () => {
  const short = printLoops(lower(programOf(hidden(2000))));
  const long = printLoops(lower(programOf(hidden(20_000))));
  const lines = (text: string) => text.split("\n").length;
  expect(lines(long)).toBe(lines(short));
  const cost = (steps: number) => lower(programOf(hidden(steps))).kernels.reduce((sum, k) => sum + k.cost, 0);
  expect(cost(20_000) / cost(2000)).toBeCloseTo(10, 1);
});
