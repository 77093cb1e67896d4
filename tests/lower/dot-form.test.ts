import { expect, test } from "vitest";
import { dotForm } from "../../src/lower/dot-form.ts";
import type { NodeOf, Shape } from "../../src/tensor/graph.ts";

function form(
  left: Shape,
  right: Shape,
  contract: readonly [number[], number[]],
  batch: readonly [number[], number[]] = [[], []],
) {
  const node: NodeOf<"dot"> = {
    op: "dot",
    operands: [0, 1],
    attributes: { contract, batch },
    shape: [],
    dtype: "f32",
  };
  return dotForm(node, left, right);
}

test("a dot is a product, a matrix times a vector either way round, or matrices", () => {
  expect(form([4], [5], [[], []]).kind).toBe("product");
  expect(form([4, 1], [1, 5], [[1], [0]]).kind).toBe("product");
  expect(form([4, 3], [3], [[1], [0]])).toMatchObject({ kind: "vector", matrix: 0 });
  expect(form([3], [3, 5], [[0], [0]])).toMatchObject({ kind: "vector", matrix: 1 });
  expect(form([4, 3], [3, 1], [[1], [0]])).toMatchObject({ kind: "vector", matrix: 0 });
  expect(form([2, 4, 3], [2, 3, 5], [[2], [1]], [[0], [0]])).toMatchObject({
    kind: "matrices",
    axes: { free: [[1], [2]] },
  });
});
