/** Operands and attributes on which every op is tried: total over the op names, so that a new op is tested before its author writes a line. */

import { createBuilder } from "../../src/tensor/build.ts";
import {
  elements,
  type Dtype,
  type Graph,
  type OpAttributes,
  type OpName,
  type Shape,
} from "../../src/tensor/graph.ts";
import { createStream, keyOf } from "../../src/tensor/random.ts";

export interface SampleOperand {
  readonly shape: Shape;
  readonly dtype: Dtype;
  readonly values: Float64Array;
}

export interface Sample<P extends OpName> {
  readonly operands: readonly SampleOperand[];
  readonly attributes: OpAttributes[P];
}

const stream = createStream(keyOf(7));

export function normals(count: number): Float64Array {
  return Float64Array.from({ length: count }, () => stream.normal());
}

/** Floats drawn from standard normals and mapped into the op's domain. */
function floats(shape: Shape, map: (x: number) => number = (x) => x): SampleOperand {
  return { shape, dtype: "f64", values: normals(elements(shape)).map(map) };
}

function whole(shape: Shape, dtype: "i32" | "u32" | "bool", values: readonly number[]): SampleOperand {
  return { shape, dtype, values: Float64Array.from(values) };
}

const positive = (x: number) => 0.2 + Math.abs(x);
/** Away from 0, where some derivatives do not exist. */
const nonzero = (x: number) => x + Math.sign(x) / 2;
const bools = whole([4], "bool", [1, 0, 0, 1]);

/** Symmetric positive definite matrices [2, 3, 3]. */
function definite(): SampleOperand {
  const a = normals(18);
  const values = Float64Array.from({ length: 18 }, (_, place) => {
    const [matrix, i, j] = [Math.floor(place / 9) * 9, Math.floor((place % 9) / 3), place % 3];
    let sum = i === j ? 2 : 0;
    for (let k = 0; k < 3; k++) sum += (a[matrix + i * 3 + k] ?? 0) * (a[matrix + j * 3 + k] ?? 0);
    return sum;
  });
  return { shape: [2, 3, 3], dtype: "f64", values };
}

/** Triangular factors [2, 3, 3] away from singular; what stands above the diagonal is not to be read. */
function factors(): SampleOperand {
  const l = floats([2, 3, 3]);
  return { ...l, values: l.values.map((x, i) => (i % 4 === (i < 9 ? 0 : 1) ? 1.5 + Math.abs(x) : x)) };
}

function unary<P extends OpName>(attributes: OpAttributes[P], map?: (x: number) => number): Sample<P>[] {
  return [{ operands: [floats([2, 3], map)], attributes }];
}

function binary<P extends OpName>(
  attributes: OpAttributes[P],
  left?: (x: number) => number,
  right = left,
): Sample<P>[] {
  return [{ operands: [floats([3, 2], left), floats([3, 2], right)], attributes }];
}

function dots(x: Shape, y: Shape, attributes: OpAttributes["dot"]): Sample<"dot"> {
  return { operands: [floats(x), floats(y)], attributes };
}

/** tanh(Σ lagged) · x₀ + x₁ where x₀ > 0, else x₁ alone: not linear in anything, and with a bool inside. */
export function scanBody(lags: number, dtype: "f32" | "f64"): Graph {
  const b = createBuilder(dtype);
  const lagged = Array.from({ length: lags }, (_, i) => b.input(`y${i}`, [], dtype));
  const [x, u] = [b.input("x", [], dtype), b.input("u", [], dtype)];
  const sum = lagged.reduce((total, y, i) => b.add(b.mul(total, 0.5 + i), y));
  return b.finish([b.add(b.select(b.lt(0, x), b.mul(b.tanh(sum), x), 0), u)]);
}

function scans(lags: readonly number[], steps: number, rest: Shape, reverse: boolean): Sample<"scan"> {
  const before = lags.map((lag) => floats([lag, ...rest]));
  const inputs = [floats([steps, ...rest], nonzero), floats([steps, ...rest])];
  return {
    operands: [...before, ...inputs],
    attributes: { body: scanBody(lags.length, "f64"), lags, steps, reverse },
  };
}

const key = whole([2], "u32", [1, 2]);
const step = whole([], "u32", [3]);

export const samples: { readonly [P in OpName]: readonly Sample<P>[] } = {
  input: [],
  constant: [{ operands: [], attributes: { value: 2.5, shape: [2, 2], dtype: "f64" } }],
  literal: [{ operands: [], attributes: { values: [1, -0, NaN], shape: [3], dtype: "f32" } }],
  iota: [{ operands: [], attributes: { axis: 1, shape: [2, 3], dtype: "i32" } }],
  neg: unary<"neg">({}),
  abs: unary<"abs">({}, nonzero),
  sign: unary<"sign">({}, nonzero),
  floor: unary<"floor">({}, (x) => Math.floor(x) + 0.5),
  exp: unary<"exp">({}),
  expm1: unary<"expm1">({}),
  log: unary<"log">({}, positive),
  log1p: unary<"log1p">({}, positive),
  sqrt: unary<"sqrt">({}, positive),
  reciprocal: unary<"reciprocal">({}, nonzero),
  square: unary<"square">({}),
  tanh: unary<"tanh">({}),
  sigmoid: unary<"sigmoid">({}),
  softplus: unary<"softplus">({}),
  sin: unary<"sin">({}),
  cos: unary<"cos">({}),
  lgamma: unary<"lgamma">({}, positive),
  polygamma: [...unary<"polygamma">({ order: 0 }, positive), ...unary<"polygamma">({ order: 2 }, positive)],
  erf: unary<"erf">({}),
  not: [{ operands: [bools], attributes: {} }],
  cast: [
    ...unary<"cast">({ dtype: "f64" }),
    ...unary<"cast">({ dtype: "i32" }),
    { operands: [bools], attributes: { dtype: "f32" } },
  ],
  add: binary<"add">({}),
  sub: binary<"sub">({}),
  mul: binary<"mul">({}),
  div: binary<"div">({}, nonzero),
  pow: binary<"pow">({}, positive, (x) => x),
  max: binary<"max">({}),
  min: binary<"min">({}),
  eq: binary<"eq">({}),
  lt: binary<"lt">({}),
  le: binary<"le">({}),
  and: [{ operands: [bools, whole([4], "bool", [1, 1, 0, 0])], attributes: {} }],
  or: [{ operands: [bools, whole([4], "bool", [1, 1, 0, 0])], attributes: {} }],
  select: [{ operands: [bools, floats([4]), floats([4])], attributes: {} }],
  broadcast: [
    { operands: [floats([3])], attributes: { shape: [2, 3, 2], axes: [1] } },
    { operands: [floats([])], attributes: { shape: [4], axes: [] } },
  ],
  reshape: [{ operands: [floats([2, 3])], attributes: { shape: [3, 1, 2] } }],
  transpose: [{ operands: [floats([2, 3, 2])], attributes: { permutation: [2, 0, 1] } }],
  slice: [{ operands: [floats([4, 3])], attributes: { start: [1, 0], stop: [3, 2] } }],
  pad: [{ operands: [floats([2, 2])], attributes: { before: [1, 0], after: [0, 2] } }],
  concat: [{ operands: [floats([2, 1]), floats([2, 3]), floats([2, 2])], attributes: { axis: 1 } }],
  sum: [
    { operands: [floats([2, 3, 2])], attributes: { axes: [0, 2] } },
    { operands: [floats([2, 3])], attributes: { axes: [0, 1] } },
  ],
  reduce_max: [{ operands: [floats([2, 3, 2])], attributes: { axes: [1] } }],
  dot: [
    dots([3, 4], [4, 2], { contract: [[1], [0]], batch: [[], []] }),
    dots([4, 3], [2, 4], { contract: [[0], [1]], batch: [[], []] }),
    dots([4], [4, 2], { contract: [[0], [0]], batch: [[], []] }),
    dots([2], [3], { contract: [[], []], batch: [[], []] }),
    dots([3, 1], [1, 2], { contract: [[1], [0]], batch: [[], []] }),
    dots([3, 2, 4], [4, 5, 2], { contract: [[2], [0]], batch: [[1], [2]] }),
    dots([2, 3, 4, 2], [4, 2, 3], {
      contract: [
        [2, 1],
        [0, 2],
      ],
      batch: [[], []],
    }),
    dots([3, 2, 2], [2, 3, 2, 2], {
      contract: [[0], [1]],
      batch: [
        [2, 1],
        [0, 3],
      ],
    }),
  ],
  gather: [{ operands: [floats([4, 2]), whole([2, 3], "i32", [0, 3, 1, 1, 2, 0])], attributes: {} }],
  scatter_add: [
    { operands: [whole([2, 2], "i32", [0, 3, 1, 1]), floats([2, 2, 2])], attributes: { rows: 4 } },
  ],
  random: [
    { operands: [key, step], attributes: { kind: "bits", stream: 4, shape: [3, 2], dtype: "u32" } },
    { operands: [key, step], attributes: { kind: "uniform", stream: 4, shape: [5], dtype: "f32" } },
    { operands: [key, step], attributes: { kind: "normal", stream: 4, shape: [5], dtype: "f64" } },
  ],
  cholesky: [{ operands: [definite()], attributes: {} }],
  triangular_solve: [
    { operands: [factors(), floats([2, 3, 2])], attributes: { transposed: false } },
    { operands: [factors(), floats([2, 3, 2])], attributes: { transposed: true } },
  ],
  scan: [
    scans([1], 5, [], false),
    scans([1], 5, [2], true),
    scans([1, 3], 6, [2, 2], false),
    scans([3, 2], 7, [], true),
    scans([4], 3, [], false),
    scans([4, 1], 3, [2], true),
  ],
  forward: [
    { operands: [floats([3]), floats([1, 3, 3]), floats([5, 3])], attributes: {} },
    { operands: [floats([2, 2]), floats([4, 2, 2, 2]), floats([4, 2, 2])], attributes: {} },
    { operands: [floats([3]), floats([1, 3, 3]), floats([1, 3])], attributes: {} },
  ],
  recur: [
    { operands: [floats([5, 3, 3]), floats([5, 3])], attributes: { reverse: false } },
    { operands: [floats([5, 3, 3]), floats([5, 3])], attributes: { reverse: true } },
    { operands: [floats([4, 2, 2, 2]), floats([4, 2, 2])], attributes: { reverse: true } },
  ],
};
