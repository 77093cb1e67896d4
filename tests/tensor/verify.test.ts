import { describe, expect, test } from "vitest";
import { Bug } from "../../src/diagnostic/bug.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Graph, Node } from "../../src/tensor/graph.ts";
import { verify } from "../../src/tensor/verify.ts";

const b = createBuilder("f64");
const x = b.input("x", [2], "f64");
const good = b.finish([b.add(b.exp(x), x)]);

function withNode(id: number, change: Partial<Node>): Graph {
  return {
    ...good,
    nodes: good.nodes.map((node, i) => (i === id ? ({ ...node, ...change } as Node) : node)),
  };
}

test("a good graph passes", () => {
  expect(() => verify(good)).not.toThrow();
});

const [input] = good.nodes;
describe("each broken invariant is refused", () => {
  test.each<readonly [string, Graph]>([
    ["an operand that does not stand before", withNode(1, { operands: [2] })],
    ["an operand that is not there", withNode(1, { operands: [-1] })],
    ["too few operands", withNode(2, { operands: [0] })],
    ["another shape than the rule's", withNode(1, { shape: [3] })],
    ["another dtype than the rule's", withNode(1, { dtype: "f32" })],
    ["a slot of another type", { ...good, inputs: [{ name: "x", shape: [3], dtype: "f64" }] }],
    ["a slot of another name", { ...good, inputs: [{ name: "z", shape: [2], dtype: "f64" }] }],
    ["a slot without a node", { ...good, inputs: [...good.inputs, { name: "z", shape: [], dtype: "f64" }] }],
    ["an input twice", { ...good, nodes: input ? [...good.nodes, input] : [] }],
    ["an output that is not there", { ...good, outputs: [7] }],
  ])("%s", (_, graph) => {
    expect(() => verify(graph)).toThrow(Bug);
  });

  test("a placeholder left over", () => {
    const own = createBuilder("f64");
    const hole = own.placeholder([], "f64");
    expect(() => own.finish([own.exp(hole)])).toThrow(Bug);
  });
});
