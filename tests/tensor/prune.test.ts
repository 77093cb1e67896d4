import { expect, test } from "vitest";
import type { Node } from "../../src/tensor/graph.ts";
import { prune } from "../../src/tensor/prune.ts";
import { append } from "./raw-graphs.ts";

test("dead nodes go, inputs stay, what is left is numbered anew", () => {
  const nodes: Node[] = [];
  const slots = ["x", "y"].map((name) => ({ name, shape: [2], dtype: "f64" as const }));
  append(nodes, "exp", [append(nodes, "constant", [], { value: 1, shape: [2], dtype: "f64" })], {});
  const [x, y] = slots.map((slot, index) => append(nodes, "input", [], { index, ...slot }));
  const kept = append(nodes, "neg", [y ?? NaN], {});
  append(nodes, "log", [x ?? NaN], {});
  const graph = prune({ inputs: slots, nodes, outputs: [kept, kept] });
  expect(graph.nodes.map(({ op, operands }) => [op, ...operands])).toEqual([
    ["input"],
    ["input"],
    ["neg", 1],
  ]);
  expect(graph.outputs).toEqual([2, 2]);
  expect(prune(graph)).toEqual(graph);
});
