import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createInterpreter } from "../../src/backend/interpreter/runtime.ts";
import { createWasm } from "../../src/backend/wasm/runtime.ts";
import { at } from "../../src/tensor/axes.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import type { Dtype, Graph, Node, OpName, Shape } from "../../src/tensor/graph.ts";
import { ops } from "../../src/tensor/ops/table.ts";
import type { Executable, Program } from "../../src/tensor/program.ts";
import { randomPrograms } from "../lower/random-programs.ts";
import { append } from "../tensor/raw-graphs.ts";
import { normals, type Sample, samples } from "./op-samples.ts";

const interpreter = createInterpreter();
const wasm = createWasm();
const plain = createWasm({ relaxed: false });

function programOf(graph: Graph): Program {
  const outputs = graph.outputs.map((id, i) => {
    const { shape, dtype } = at(graph.nodes, id);
    return { name: `output${i}`, shape, dtype };
  });
  return { name: "contract", state: [], inputs: graph.inputs, outputs, step: graph };
}

/** Every output after one step, by both backends. */
async function both(program: Program, values: readonly ArrayLike<number>[], runtime = wasm, steps = 1) {
  const run = async (executable: Executable) => {
    [...program.state, ...program.inputs].forEach(({ name }, i) => executable.write(name, at(values, i)));
    executable.step(steps);
    const results = [...program.state, ...program.outputs].map(({ name }) => [...executable.read(name)]);
    executable.dispose();
    return results;
  };
  return [await run(await interpreter.compile(program)), await run(await runtime.compile(program))] as const;
}

function expectNear(
  found: readonly number[],
  wanted: readonly number[],
  tolerance: number,
  floor: number,
): void {
  expect(found.length).toBe(wanted.length);
  found.forEach((x, i) => {
    const y = at(wanted, i);
    if (Object.is(x, y) || x === y) return;
    const near = Math.abs(x - y) <= tolerance * Math.max(Math.abs(y), floor);
    if (!near) expect.fail(`element ${i}: found ${x}, wanted ${y}`);
  });
}

function graphOfSample<P extends OpName>(op: P, sample: Sample<P>, float: "f32" | "f64"): Graph {
  const nodes: Node[] = [];
  const narrow = (dtype: Dtype): Dtype => (dtype === "f64" ? float : dtype);
  const slots = sample.operands.map(({ shape, dtype }, index) => {
    const slot = { name: `x${index}`, shape, dtype: narrow(dtype) };
    append(nodes, "input", [], { index, ...slot });
    return slot;
  });
  append(
    nodes,
    op,
    slots.map((_, id) => id),
    sample.attributes,
  );
  return { inputs: slots, nodes, outputs: [nodes.length - 1] };
}

// Planted: `sub` with its operands swapped, `le` for `lt`, the transposed system's rows not mirrored; each red here.
describe("every op is what the interpreter says", () => {
  for (const op of Object.keys(ops) as OpName[]) {
    test.each(["f64", "f32"] as const)(`${op} in %s`, async (float) => {
      for (const sample of samples[op]) {
        const graph = graphOfSample(op, sample, float);
        const values = sample.operands.map((operand) =>
          float === "f32" && operand.dtype === "f64" ? Float32Array.from(operand.values) : operand.values,
        );
        for (const runtime of [wasm, plain]) {
          const [wanted, found] = await both(programOf(graph), values, runtime);
          const dtype = at(graph.nodes, at(graph.outputs, 0)).dtype;
          const scale = Math.max(...at(wanted, 0).map(Math.abs), 0);
          if (dtype === "f64")
            expectNear(at(found, 0), at(wanted, 0), 1e-12, Number.isFinite(scale) ? scale : 0);
          else if (dtype === "f32")
            expectNear(at(found, 0), at(wanted, 0), 1e-5, Number.isFinite(scale) ? scale : 0);
          else expect(at(found, 0)).toEqual(at(wanted, 0));
        }
      }
    });
  }
});

const special = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  -2,
  3,
  1e-5,
  -1e-5,
  1e-9,
  1e-40,
  -1e-40,
  1e-310,
  5e-324,
  20,
  -20,
  87,
  -87,
  88.5,
  100,
  -100,
  -103,
  709,
  710,
  -708,
  -745,
  -746,
  1e10,
  1e300,
  -1e300,
  Infinity,
  -Infinity,
  NaN,
];

type Unary =
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sqrt"
  | "tanh"
  | "sigmoid"
  | "softplus"
  | "sin"
  | "cos"
  | "erf"
  | "lgamma"
  | "reciprocal"
  | "square"
  | "abs"
  | "neg"
  | "sign"
  | "floor";
const unaryOps: readonly Unary[] = [
  "exp",
  "expm1",
  "log",
  "log1p",
  "sqrt",
  "tanh",
  "sigmoid",
  "softplus",
  "sin",
  "cos",
  "erf",
  "lgamma",
  "reciprocal",
  "square",
  "abs",
  "neg",
  "sign",
  "floor",
];

async function onVector(
  dtype: "f32" | "f64",
  values: readonly number[],
  f: (b: Builder, x: Tensor) => Tensor,
  runtime = wasm,
) {
  const b = createBuilder(dtype);
  const y = f(b, b.input("x", [values.length], dtype));
  const [wanted, found] = await both(programOf(b.finish([y])), [values], runtime);
  return [at(wanted, 0), at(found, 0)] as const;
}

/** Absolute slack: where f32 results are subnormal, or a function passes through 0 away from 0. */
const zeros: Partial<Record<Unary, number>> = { lgamma: 1 };

// Planted: log's exponent off by one below 2⁻¹⁰²², exp's second factor dropped, the sign of tanh lost; each red here.
describe("functions at their limits and in between", () => {
  const many = [
    ...special,
    ...normals(300).map((x) => x * 3),
    ...normals(300).map((x) => x * 60),
    ...normals(200).map((x) => Math.exp(x * 8)),
  ];
  for (const op of unaryOps) {
    const values =
      op === "sin" || op === "cos" ? many.filter((x) => !(Math.abs(x) > 1e5) || !Number.isFinite(x)) : many;
    test(`${op} in f64 is within 1e-12`, async () => {
      const [wanted, found] = await onVector("f64", values, (b, x) => b[op](x));
      expectNear(found, wanted, 1e-12, zeros[op] ?? 0);
      found.forEach((y, i) =>
        expect(`${values[i]} gives ${Object.is(y, -0) ? "-0" : "other"}`).toBe(
          `${values[i]} gives ${Object.is(at(wanted, i), -0) ? "-0" : "other"}`,
        ),
      );
    });
    test(`${op} in f32 is within a few units in the last place`, async () => {
      const held = values.map(Math.fround);
      const [wanted, found] = await onVector("f32", held, (b, x) => b[op](x));
      expectNear(found, wanted, 6e-7, zeros[op] ?? 2 ** -126);
    });
    test(`${op} of one number is ${op} of many`, async () => {
      const some = values.slice(0, 60);
      const [, together] = await onVector("f64", some, (b, x) => b[op](x), plain);
      for (const i of [0, 8, 15, 33, 40, 51]) {
        const [, [alone]] = await onVector("f64", [at(some, i)], (b, x) => b[op](x), plain);
        expect(alone).toBe(together[i]);
      }
    });
  }

  test.each([0, 1, 2, 3])("polygamma of order %i", async (order) => {
    const inside = values(-30, 60).filter((x) => Math.abs(x - Math.round(x)) > 0.01 || x > 0);
    const [wanted, found] = await onVector("f64", [...inside, 0, -1, Infinity, NaN], (b, x) =>
      b.polygamma(order, x),
    );
    expectNear(found, wanted, 1e-11, 1);
  });

  test("pow follows IEEE 754", async () => {
    const bases = special.flatMap((x) => special.map(() => x));
    const powers = special.flatMap(() => special);
    for (const dtype of ["f64", "f32"] as const) {
      const hold = dtype === "f32" ? Math.fround : (x: number) => x;
      const b = createBuilder(dtype);
      const graph = b.finish([
        b.pow(b.input("x", [bases.length], dtype), b.input("y", [bases.length], dtype)),
      ]);
      const [wanted, found] = await both(programOf(graph), [bases.map(hold), powers.map(hold)]);
      expectNear(
        at(found, 0),
        at(wanted, 0),
        dtype === "f64" ? 1e-12 : 6e-7,
        dtype === "f64" ? 1e-310 : 2 ** -126,
      );
    }
  });
});

function values(from: number, to: number): number[] {
  return Array.from({ length: 600 }, (_, i) => from + ((to - from) * (i + 0.37)) / 600);
}

// Planted: the last turn's lanes one too many and one too few; the neutral element of the masked lanes 1; red here.
describe("tails of every length", () => {
  for (let length = 0; length <= 33; length++) {
    test(`${length} elements`, async () => {
      const given = Array.from({ length }, (_, i) => ((i * 7) % 11) - 5);
      const rows = Array.from({ length: 3 * length }, (_, i) => ((i * 5) % 13) - 6);
      for (const dtype of ["f32", "f64", "i32"] as const) {
        const b = createBuilder("f64");
        const x = b.input("x", [length], dtype);
        const m = b.input("m", [3, length], dtype);
        const y = b.add(b.mul(m, b.broadcast(x, [3, length], [1])), b.iota([3, length], 0, dtype));
        const greatest = length === 0 ? [] : [b.reduceMax(x), b.reduceMax(y, [1])];
        const outputs = [
          b.add(x, x),
          b.sum(x),
          y,
          b.sum(y, [0]),
          b.sum(y, [1]),
          b.sum(y),
          ...greatest,
          ...(dtype === "i32"
            ? []
            : [b.dot(m, x, [[1], [0]]), b.dot(m, m, [[1], [1]]), b.dot(m, m, [[0], [0]])]),
        ];
        const [wanted, found] = await both(programOf(b.finish(outputs)), [given, rows]);
        expect(found).toEqual(wanted);
      }
    });
  }
});

describe("random numbers are the reference's", () => {
  const shapesOf: readonly Shape[] = [
    [],
    [1],
    [2],
    [3],
    [4],
    [5],
    [7],
    [8],
    [9],
    [13],
    [16],
    [31],
    [32],
    [33],
    [5, 3],
    [4, 8],
  ];
  test.each(shapesOf.map((shape) => ({ shape })))("of shape $shape", async ({ shape }) => {
    const b = createBuilder("f32");
    const key = b.input("key", [2], "u32");
    const step = b.input("step", [], "u32");
    const draws = [
      b.random("bits", key, step, 5, shape, "u32"),
      b.random("uniform", key, step, 0xfffffff0, shape, "f32"),
      b.random("uniform", key, step, 6, shape, "f64"),
      b.random("normal", key, step, 7, shape, "f32"),
      b.random("normal", key, step, 8, shape, "f64"),
    ];
    // Together, apart and mixed: what stands in the same loop changes no number.
    const mixed = b.add(b.cast(at(draws, 3), "f64"), at(draws, 4));
    const [wanted, found] = await both(programOf(b.finish([...draws, mixed])), [
      [0xdeadbeef, 7],
      [0xfffffffe],
    ]);
    for (const exact of [0, 1, 2]) expect(at(found, exact)).toEqual(at(wanted, exact));
    expectNear(at(found, 3), at(wanted, 3), 1e-6, 1);
    expectNear(at(found, 4), at(wanted, 4), 1e-12, 1);
    expectNear(at(found, 5), at(wanted, 5), 1e-6, 1);
  });
});

// Planted: a temporary's lifetime that ends before its last reader; a state replaced while a later loop still reads the
// old one; copies of swapped states one after another; fusion across a transpose; each red here.
describe("random programs", () => {
  test.each(["f32", "f64", "i32"] as const)("agree to the bit on whole numbers in %s", async (dtype) => {
    await fc.assert(
      fc.asyncProperty(randomPrograms(dtype), async ({ program, values: given }) => {
        const [wanted, found] = await both(program, given, wasm, 3);
        expect(found.map((list) => list.map((x) => x + 0))).toEqual(
          wanted.map((list) => list.map((x) => x + 0)),
        );
      }),
      { numRuns: 400 },
    );
  });

  test("are the same whether or not temporaries share memory", async () => {
    const apart = createWasm({ reuse: false });
    await fc.assert(
      fc.asyncProperty(randomPrograms("f32"), async ({ program, values: given }) => {
        const [, shared] = await both(program, given, wasm, 2);
        const [, own] = await both(program, given, apart, 2);
        expect(shared).toEqual(own);
      }),
      { numRuns: 100 },
    );
  });
});
