import { expect, test } from "vitest";
import type { Graph } from "../../src/tensor/graph.ts";
import { keyOfNode } from "../../src/tensor/node-key.ts";

const at = (id: number) => ({ id });

test("the key tells apart what differs, and nothing else", () => {
  expect(keyOfNode("sum", [at(1)], { axes: [0, 1] })).toBe(keyOfNode("sum", [at(1)], { axes: [0, 1] }));
  const keys = [
    keyOfNode("sum", [at(1)], { axes: [0, 1] }),
    keyOfNode("sum", [at(1)], { axes: [1] }),
    keyOfNode("sum", [at(2)], { axes: [0, 1] }),
    keyOfNode("reduce_max", [at(1)], { axes: [0, 1] }),
    keyOfNode("reduce_max", [at(1)], { axes: [0, 1], held: true }),
    keyOfNode("constant", [], { value: 0, shape: [], dtype: "f64" }),
    keyOfNode("constant", [], { value: -0, shape: [], dtype: "f64" }),
    keyOfNode("constant", [], { value: 0, shape: [], dtype: "f32" }),
    keyOfNode("add", [at(1), at(12)], {}),
    keyOfNode("add", [at(11), at(2)], {}),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test("the order in which attributes were written does not matter", () => {
  const one = { value: 1, shape: [2], dtype: "f64" } as const;
  const other = { dtype: "f64", shape: [2], value: 1 } as const;
  expect(keyOfNode("constant", [], one)).toBe(keyOfNode("constant", [], other));
});

test("long lists are equal where they are the same list", () => {
  const values = Array.from({ length: 5000 }, (_, i) => i);
  const key = (list: readonly number[]) =>
    keyOfNode("literal", [], { values: list, shape: [5000], dtype: "f64" });
  expect(key(values)).toBe(key(values));
  expect(key(values)).not.toBe(key([...values]));
  expect(key(values).length).toBeLessThan(100);
});

// Planted: a graph among the attributes written as "[object Object]".
test("a body within tells scans apart", () => {
  const key = (body: Graph) =>
    keyOfNode("scan", [at(1), at(2)], { body, lags: [1], steps: 3, reverse: false });
  const bodyOf = (value: number): Graph => ({
    inputs: [],
    nodes: [
      {
        op: "constant",
        operands: [],
        attributes: { value, shape: [], dtype: "f64" },
        shape: [],
        dtype: "f64",
      },
    ],
    outputs: [0],
  });
  expect(key(bodyOf(1))).toBe(key(bodyOf(1)));
  expect(key(bodyOf(1))).not.toBe(key(bodyOf(2)));
});
