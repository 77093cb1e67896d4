import { describe, expect, test } from "vitest";
import type { Network } from "../../src/check/program.ts";
import { applyNetwork, weightName } from "../../src/model/network.ts";
import { graphOf, modelOf, numbers, run, sizesOf } from "./programs.ts";
import { network } from "./sources.ts";

const model = modelOf(network);
const [f] = model.program.networks as [Network];
const sizes = sizesOf(model, { N: 4, D: 2 });
const weights = Object.fromEntries(
  model.sites.map(({ name, dimensions }, i) => [
    name,
    numbers(
      dimensions.reduce((count, d) => count * (sizes.get(d.id) ?? d.size ?? 1), 1),
      i,
    ),
  ]),
);

/** The network at `count` examples laid out by these dimensions. */
function outputs(x: readonly number[], dimensions: "rows" | "one" | "grid"): readonly number[] {
  const [N, D] = model.program.dimensions;
  if (N === undefined || D === undefined) throw new Error("the model has rows and columns");
  const other = { ...N, name: "M", id: "M", size: 2 };
  const of = { rows: [N, D], one: [D], grid: [other, D, N] }[dimensions];
  const shape = of.map((d) => sizes.get(d.id) ?? d.size ?? 1);
  const [found = []] = run(model, sizes, weights, (b, env) => {
    const argument = { tensor: b.literal(x, shape), dimensions: of };
    const result = applyNetwork(b, f, argument, sizes, env);
    expect(result.dimensions).toEqual(of.filter((d) => d !== D));
    return [result.tensor];
  });
  return found;
}

// Planted: the reshape to [rows, in] without the transpose before it.
describe("a network is a function of one example", () => {
  const x = numbers(8, 9);
  const rows = outputs(x, "rows");

  test("lifted over rows", () => {
    const alone = [0, 1, 2, 3].flatMap((n) => outputs(x.slice(2 * n, 2 * n + 2), "one"));
    rows.forEach((value, n) => expect(value).toBeCloseTo(alone[n] ?? NaN, 13));
    expect(new Set(rows.map((value) => value.toFixed(6))).size).toBe(4);
  });

  test("lifted over several dimensions, wherever its own stands", () => {
    const byColumn = [0, 1].flatMap((d) => [0, 1, 2, 3].map((n) => x[2 * n + d] ?? NaN));
    const grid = outputs([...byColumn, ...byColumn], "grid");
    [...rows, ...rows].forEach((value, i) => expect(grid[i]).toBeCloseTo(value, 13));
  });
});

test("weights are named by network, layer and role", () => {
  const names = f.layers.flatMap((layer) => layer.weights.map(({ role }) => weightName(f, layer, role)));
  expect(names).toEqual([
    "f.hidden.weight",
    "f.hidden.bias",
    "f.second.weight",
    "f.second.bias",
    "f.out.weight",
    "f.out.bias",
  ]);
});

test("each dense layer is one product, rows first", () => {
  const { graph } = graphOf(model, sizes, { ...weights, x: numbers(8, 9) }, (b, env) => {
    const x = env.get("x");
    return x === undefined ? [] : [applyNetwork(b, f, x, sizes, env).tensor];
  });
  const shapes = graph.nodes
    .filter(({ op }) => op === "dot")
    .map(({ operands }) => operands.map((id) => graph.nodes[id]?.shape));
  expect(shapes).toEqual([
    [
      [4, 2],
      [2, 4],
    ],
    [
      [4, 4],
      [4, 3],
    ],
    [[4, 3], [3]],
  ]);
  expect(graph.nodes.some(({ op }) => op === "transpose")).toBe(false);
});
