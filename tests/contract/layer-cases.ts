/** Layers at small inputs, with their formulas again in plain loops: a new layer brings its own. */

import type { LayerPlace, Layer } from "../../src/library/layer.ts";
import { layers } from "../../src/library/layers/table.ts";
import { type Derived, type Dimension, sizeOf } from "../../src/shape/dimension.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import type { Given } from "./compute.ts";

export type Weights = Readonly<Record<string, readonly number[]>>;

export interface LayerCase {
  readonly name: string;
  /** Sizes of one example, or how many labels there are. */
  readonly input: readonly number[] | { readonly labels: number };
  readonly width: readonly number[];
  readonly size: number | null;
  /** One example and the weights, row-major. `width` is that of the case. */
  readonly formula: (x: readonly number[], weights: Weights, layerCase: LayerCase) => readonly number[];
}

const at = (xs: readonly number[] | undefined, i: number) => xs?.[i] ?? NaN;
const range = (count: number) => Array.from({ length: count }, (_, i) => i);
const sum = (xs: readonly number[]) => xs.reduce((total, x) => total + x, 0);

const denseFormula: LayerCase["formula"] = (x, { weight, bias = [] }) =>
  bias.map((offset, j) => offset + sum(x.map((value, i) => value * at(weight, i * bias.length + j))));

const convFormula: LayerCase["formula"] = (x, { weight, bias = [] }, { input, size }) => {
  const [height = 1, breadth = 1, channels = 1] = input as readonly number[];
  const edge = size ?? 1;
  return range(height - edge + 1).flatMap((i) =>
    range(breadth - edge + 1).flatMap((j) =>
      bias.map((offset, f) => {
        let total = offset;
        for (const p of range(edge))
          for (const q of range(edge))
            for (const c of range(channels))
              total +=
                at(x, ((i + p) * breadth + j + q) * channels + c) *
                at(weight, ((p * edge + q) * channels + c) * bias.length + f);
        return total;
      }),
    ),
  );
};

const poolFormula =
  (of: (window: readonly number[]) => number): LayerCase["formula"] =>
  (x, _, { input, size }) => {
    const [height = 1, breadth = 1, channels = 1] = input as readonly number[];
    const edge = size ?? 1;
    return range(Math.floor(height / edge)).flatMap((i) =>
      range(Math.floor(breadth / edge)).flatMap((j) =>
        range(channels).map((c) =>
          of(
            range(edge * edge).map((k) => {
              const [row, column] = [i * edge + Math.floor(k / edge), j * edge + (k % edge)];
              return at(x, (row * breadth + column) * channels + c);
            }),
          ),
        ),
      ),
    );
  };

const normFormula: LayerCase["formula"] = (x) => {
  const mean = sum(x) / x.length;
  const variance = sum(x.map((value) => (value - mean) ** 2)) / x.length;
  return x.map((value) => (value - mean) / Math.sqrt(variance + 1e-5));
};

const none = { width: [], size: null };

export const layerCases: readonly LayerCase[] = [
  { name: "dense", input: [3], width: [4], size: null, formula: denseFormula },
  { name: "dense", input: [3], ...none, formula: denseFormula },
  { name: "dense", input: [], width: [4], size: null, formula: denseFormula },
  { name: "dense", input: [], ...none, formula: denseFormula },
  { name: "dense", input: [3], width: [2, 2], size: null, formula: denseFormula },
  { name: "conv", input: [5, 4], width: [3], size: 2, formula: convFormula },
  { name: "conv", input: [4, 5, 2], width: [3], size: 3, formula: convFormula },
  { name: "conv", input: [3, 3, 1], width: [2], size: 1, formula: convFormula },
  { name: "max_pool", input: [5, 4], width: [], size: 2, formula: poolFormula((w) => Math.max(...w)) },
  { name: "max_pool", input: [4, 7, 2], width: [], size: 3, formula: poolFormula((w) => Math.max(...w)) },
  { name: "avg_pool", input: [5, 4], width: [], size: 2, formula: poolFormula((w) => sum(w) / w.length) },
  { name: "avg_pool", input: [4, 7, 2], width: [], size: 3, formula: poolFormula((w) => sum(w) / w.length) },
  { name: "flatten", input: [2, 3, 2], ...none, formula: (x) => x },
  { name: "layer_norm", input: [5], ...none, formula: normFormula },
  { name: "layer_norm", input: [2, 3], ...none, formula: normFormula },
  {
    name: "embedding",
    input: { labels: 5 },
    width: [3],
    size: null,
    formula: ([x = 0], { weight = [] }) => weight.slice(3 * x, 3 * x + 3),
  },
  {
    name: "embedding",
    input: { labels: 5 },
    ...none,
    formula: ([x = 0], { weight = [] }) => [weight[x] ?? NaN],
  },
  { name: "dropout", input: [3], ...none, formula: (x) => x },
  // The test's inner layers square.
  { name: "residual", input: [4], ...none, formula: (x) => x.map((value) => value + value ** 2) },
];

function dimension(size: number | null, derived?: Derived): Dimension {
  const name = String(size ?? "derived");
  const plain: Dimension = { name, id: name, origin: "layer", size, labels: null, twin: null };
  return derived === undefined ? plain : { ...plain, derived };
}

/** What the checker would tell the layer. */
export function placeOf({ input, width, size }: LayerCase, row: Layer): LayerPlace {
  const [support, dimensions] =
    "labels" in input
      ? ([{ kind: "label", dimension: dimension(input.labels) }, []] as const)
      : ([{ kind: "real" }, input.map((each) => dimension(each))] as const);
  return {
    input: { support, dimensions },
    width: width.map((each) => dimension(each)),
    size,
    inner: row.body ? dimensions : null,
    derive: (_, derived) => dimension(null, derived),
    fixed: (each) => dimension(each),
  };
}

export const product = (sizes: readonly number[]) => sizes.reduce((count, size) => count * size, 1);
export const draws = (count: number, seed: number) =>
  Array.from({ length: count }, (_, i) => 1.7 * Math.sin((i + 1) * 12.9898 + seed * 78.233));

export const rows = 3;

interface Made {
  readonly given: Readonly<Record<string, Given>>;
  readonly shape: readonly number[];
  readonly apply: (b: Builder, inputs: Readonly<Record<string, Tensor>>) => Tensor;
}

/** A case as a small graph: of three examples, and weights that look like draws. */
export function made(layerCase: LayerCase): Made {
  const row = layers.get(layerCase.name);
  if (row === undefined) throw new Error(`there is no layer ${layerCase.name}`);
  const { input, size } = layerCase;
  const shape = row.shape(placeOf(layerCase, row));
  if ("wants" in shape) throw new Error(shape.wants);
  const sized = (dimensions: readonly Parameters<typeof sizeOf>[0][]) =>
    dimensions.map((each) => sizeOf(each, new Map()) ?? NaN);
  const weights = shape.weights.map(({ role, dimensions }, i): readonly [string, Given] => {
    const of = sized(dimensions);
    return [role, { shape: of, values: draws(product(of), i + 2) }];
  });
  const x: Given =
    "labels" in input
      ? { shape: [rows], values: [4, 0, 2], dtype: "i32" }
      : { shape: [rows, ...input], values: draws(rows * product(input), 1) };
  const inner = (b: Builder) => (inside: Tensor) => b.square(inside);
  return {
    given: { x, ...Object.fromEntries(weights) },
    shape: sized(shape.output),
    apply: (b, { x: entering, ...roles }) =>
      row.apply(b, entering ?? b.constant(0), {
        weights: roles,
        size,
        rate: 0.25,
        uniform: () => null,
        inner: inner(b),
      }),
  };
}
