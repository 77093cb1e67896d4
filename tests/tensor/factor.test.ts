import { describe, expect, test } from "vitest";
import { createInterpreter } from "../../src/backend/interpreter/runtime.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { differentiateAll } from "./differentiate-all.ts";
import { factor } from "../../src/tensor/factor.ts";
import { elements, type Graph, type Shape } from "../../src/tensor/graph.ts";
import { verify } from "../../src/tensor/verify.ts";

const rows = 7;
const slots: readonly { readonly name: string; readonly shape: Shape; readonly dtype: "f64" | "i32" }[] = [
  { name: "x", shape: [rows], dtype: "f64" },
  { name: "y", shape: [rows], dtype: "f64" },
  { name: "m", shape: [rows, 2], dtype: "f64" },
  { name: "g", shape: [3], dtype: "f64" },
  { name: "s", shape: [], dtype: "f64" },
  { name: "t", shape: [], dtype: "f64" },
  { name: "i", shape: [rows], dtype: "i32" },
];

const given = new Map(
  slots.map(({ name, shape, dtype }, k) => {
    const of = (j: number) => (dtype === "i32" ? j % 3 : 0.3 + Math.abs(Math.sin(1 + j + 10 * k)));
    return [name, Float64Array.from({ length: elements(shape) }, (_, j) => of(j))] as const;
  }),
);

interface Of {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly m: Tensor;
  readonly g: Tensor;
  readonly s: Tensor;
  readonly t: Tensor;
  readonly i: Tensor;
}

const wide = (b: Builder, scalar: Tensor, shape: Shape = [rows]) => b.broadcast(scalar, shape, []);

const formulas: Readonly<Record<string, (b: Builder, of: Of) => Tensor>> = {
  "a normal density's sum": (b, { x, y, s, t }) => {
    const z = b.div(b.sub(y, b.mul(x, wide(b, t))), wide(b, s));
    return b.sum(b.sub(b.mul(-0.5, b.mul(z, z)), wide(b, b.log(s))));
  },
  "its square": (b, { x, s }) => b.sum(b.square(b.div(b.neg(x), wide(b, s)))),
  "terms on either side": (b, { x, y, s, t }) =>
    b.sum(b.mul(b.sub(wide(b, s), b.mul(wide(b, t), x)), b.add(b.add(y, wide(b, t)), 2))),
  "one factor in two terms": (b, { x, y, s }) => b.sum(b.add(b.mul(x, wide(b, s)), b.mul(wide(b, s), y))),
  "what is not linear": (b, { x, s, t }) => b.sum(b.exp(b.add(b.mul(x, wide(b, s)), wide(b, t)))),
  "a sum over one axis": (b, { m, s, t }) =>
    b.sum(b.square(b.sum(b.add(b.mul(m, wide(b, s, [rows, 2])), wide(b, t, [rows, 2])), [0]))),
  "a product of matrices": (b, { m, x, s, t }) => {
    const left = b.mul(b.transpose(m, [1, 0]), wide(b, s, [2, rows]));
    return b.sum(b.square(b.dot(left, b.sub(x, wide(b, t)), [[1], [0]])));
  },
  "rows by index": (b, { g, i, y, s, t }) => {
    const level = b.gather(b.add(b.mul(g, wide(b, s, [3])), wide(b, t, [3])), i);
    return b.sum(b.mul(y, level));
  },
  "sums by index": (b, { i, x, g, s }) => b.sum(b.mul(g, b.scatterAdd(i, b.mul(x, wide(b, s)), 3))),
  "an output that is no scalar": (b, { x, s, t }) => b.sub(wide(b, t), b.mul(x, wide(b, s))),
  "slices and shapes": (b, { x, s, t }) =>
    b.sum(b.square(b.slice(b.reshape(b.add(b.mul(x, wide(b, s)), wide(b, t)), [rows, 1]), [2, 0], [5, 1]))),
};

function graphOf(formula: (b: Builder, of: Of) => Tensor): Graph {
  const b = createBuilder("f64");
  const made = Object.fromEntries(slots.map(({ name, shape, dtype }) => [name, b.input(name, shape, dtype)]));
  return b.finish(differentiateAll(b, formula(b, made as unknown as Of), made));
}

async function run(step: Graph): Promise<readonly (readonly number[])[]> {
  const outputs = step.outputs.map((id, k) => {
    const { shape = [], dtype = "f64" } = step.nodes[id] ?? {};
    return { name: `out${k}`, shape, dtype };
  });
  const executable = await createInterpreter().compile({
    name: "test",
    state: [],
    inputs: step.inputs,
    outputs,
    step,
  });
  for (const [name, values] of given) executable.write(name, values);
  executable.step();
  return outputs.map(({ name }) => [...executable.read(name)]);
}

/** Elements of products, sums and quotients that are computed. */
function work({ nodes }: Graph): number {
  const counted = new Set(["mul", "div", "add", "sub", "neg", "square"]);
  return nodes.reduce((sum, { op, shape }) => sum + (counted.has(op) ? elements(shape) : 0), 0);
}

// Values and all gradients. Seen red: a term summed once and not N times; a factor not squared; the sign of s − x; terms kept through a product.
describe.each(Object.entries(formulas))("%s", (_, formula) => {
  test("is what it was, to rounding, and so are its gradients", async () => {
    const before = graphOf(formula);
    const after = factor(before);
    verify(after);
    const [old, now] = [await run(before), await run(after)];
    old.forEach((list, k) => {
      const most = Math.max(...list.map(Math.abs));
      list.forEach((value, j) =>
        expect(Math.abs((now[k]?.[j] ?? NaN) - value)).toBeLessThan(1e-13 * (1 + most)),
      );
    });
  });
});

test("a likelihood's scale is multiplied once, not once a row", () => {
  const formula = formulas["a normal density's sum"];
  if (formula === undefined) throw new Error("no formula");
  const before = graphOf(formula);
  expect(work(factor(before))).toBeLessThan(0.7 * work(before));
});

test("what is repeated is multiplied before it is", () => {
  const formula = formulas["rows by index"];
  if (formula === undefined) throw new Error("no formula");
  const before = graphOf(formula);
  expect(work(factor(before))).toBeLessThanOrEqual(work(before));
});
