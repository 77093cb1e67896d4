import { expect, test } from "vitest";
import { lower } from "../../src/lower/lower.ts";
import { printLoops } from "../../src/lower/print.ts";
import { at } from "../../src/tensor/axes.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import { gradient } from "../../src/tensor/differentiate.ts";
import type { Graph } from "../../src/tensor/graph.ts";
import { normals } from "../contract/op-samples.ts";
import { both, expectNear, programOf } from "./compare.ts";

/** s′ = √(½ + a x² + b s²), a GARCH's recurrence, and the gradient of Σ s². */
function volatility(steps: number): Graph {
  const inner = createBuilder("f64");
  const [s, x, a, c] = ["s", "x", "a", "c"].map((name) => inner.input(name, [], "f64"));
  if (!s || !x || !a || !c) throw new Error("no input");
  const next = inner.add(inner.mul(a, inner.square(x)), inner.mul(c, inner.square(s)));
  const body = inner.finish([inner.sqrt(inner.add(next, 0.5))]);
  const b = createBuilder("f64");
  const y = b.input("y", [steps], "f64");
  const [alpha, beta, start] = ["alpha", "beta", "start"].map((name) => b.input(name, [], "f64"));
  if (!alpha || !beta || !start) throw new Error("no input");
  const wide = (t: typeof alpha) => b.broadcast(t, [steps], []);
  const path = b.scan(body, [b.reshape(start, [1])], [y, wide(alpha), wide(beta)], steps);
  return b.finish([path, ...gradient(b, b.sum(b.square(path)), [y, alpha, beta, start])]);
}

// Planted: a lag of several rows read one late; the rows after the last one read as those before the first; red in the contract.
test("a recurrence and its gradient, of any length, are what the interpreter says", async () => {
  for (const steps of [1, 2, 5, 33]) {
    const given = [[...normals(steps)], [0.3], [0.5], [0.8]];
    const [wanted, found] = await both(programOf(volatility(steps)), given);
    found.forEach((list, i) => expectNear(list, at(wanted, i), 1e-12, 1));
  }
});

// Planted: the derivative's coefficients made inside the loop, or the loop unrolled: the program would grow.
test("is a counted loop, forward and backward, whatever the number of steps", () => {
  const short = printLoops(lower(programOf(volatility(2000))));
  const long = printLoops(lower(programOf(volatility(20_000))));
  const lines = (text: string) => text.split("\n").length;
  expect(lines(long)).toBe(lines(short));
  expect(short.match(/kernel scan\d+/g)?.length).toBe(2);
  const cost = (text: number) =>
    lower(programOf(volatility(text))).kernels.reduce((sum, k) => sum + k.cost, 0);
  expect(cost(20_000) / cost(2000)).toBeCloseTo(10, 1);
});
