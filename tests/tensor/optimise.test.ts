import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { optimise } from "../../src/tensor/optimise.ts";
import type { Node } from "../../src/tensor/graph.ts";
import { verify } from "../../src/tensor/verify.ts";
import { append, rawGraph } from "./raw-graphs.ts";

// Planted faults, each red: x + 0 = x (−0 is lost), x · 0 = 0 (NaN is lost), x / 3 = x · (1/3), −(x − y) = y − x.
test("values stay, NaN, ±∞ and −0 included", () => {
  fc.assert(
    fc.property(rawGraph, ({ graph, inputs }) => {
      expect(evaluate(optimise(graph), inputs)).toEqual(evaluate(graph, inputs));
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test("the result is well formed, no longer, and a second pass changes nothing", () => {
  fc.assert(
    fc.property(rawGraph, ({ graph }) => {
      const once = optimise(graph);
      verify(once);
      expect(optimise(once)).toEqual(once);
    }),
    { numRuns: 500, seed: 2 },
  );
});

test("dead code goes, common subexpressions are made once, constants fold", () => {
  const nodes: Node[] = [];
  const x = append(nodes, "input", [], { index: 0, name: "x", shape: [4], dtype: "f64" });
  const [one, two] = [1, 2].map((value) =>
    append(nodes, "constant", [], { value, shape: [4], dtype: "f64" }),
  );
  const three = append(nodes, "add", [one ?? 0, two ?? 0], {});
  const left = append(nodes, "mul", [x, three], {});
  append(nodes, "exp", [left], {});
  const right = append(nodes, "mul", [three, x], {});
  const sum = append(nodes, "sub", [left, right], {});
  const { nodes: kept } = optimise({
    inputs: [{ name: "x", shape: [4], dtype: "f64" }],
    nodes,
    outputs: [sum],
  });
  expect(kept.map(({ op }) => op)).toEqual(["input", "constant", "mul", "sub"]);
});
