/** Every op's rules against each other and against central differences, walking the op table. */

import { expect, test } from "vitest";
import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { batch } from "../../src/tensor/batch.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { jvp, vjp } from "../../src/tensor/differentiate.ts";
import { elements, type Graph, type OpName } from "../../src/tensor/graph.ts";
import type { Type } from "../../src/tensor/ops/op.ts";
import { ops } from "../../src/tensor/ops/table.ts";
import { normals, samples, type Sample, type SampleOperand } from "./op-samples.ts";

interface Case<P extends OpName> {
  readonly name: string;
  readonly op: P;
  readonly sample: Sample<P>;
}

function casesOf<P extends OpName>(op: P): Case<P>[] {
  return samples[op].map((sample: Sample<P>, i: number) => ({ name: `${op} ${i}`, op, sample }));
}

const names = Object.keys(ops) as OpName[];
const cases: readonly Case<OpName>[] = names.flatMap((op) => casesOf(op));

interface Built {
  readonly b: Builder;
  readonly inputs: readonly Tensor[];
  readonly result: Tensor;
}

function build<P extends OpName>(op: P, { operands, attributes }: Sample<P>): Built {
  const b = createBuilder("f64");
  const inputs = operands.map(({ shape, dtype }, i) => b.input(`x${i}`, shape, dtype));
  return { b, inputs, result: b.emit(op, inputs, attributes) };
}

const valuesOf = (operands: readonly SampleOperand[]) => operands.map(({ values }) => values);
const floatsOf = (inputs: readonly Tensor[]) => inputs.filter(({ dtype }) => dtype === "f64");

/** The first output, given the operands and then `more` inputs. */
function run(
  graph: Graph,
  operands: readonly SampleOperand[],
  more: readonly Float64Array[] = [],
): Float64Array {
  return evaluate(graph, [...valuesOf(operands), ...more])[0] ?? new Float64Array();
}

function moved(
  operands: readonly SampleOperand[],
  along: readonly Float64Array[],
  by: number,
): SampleOperand[] {
  let used = 0;
  return operands.map((operand) => {
    if (operand.dtype !== "f64") return operand;
    const direction = along[used++];
    return { ...operand, values: operand.values.map((x, i) => x + by * (direction?.[i] ?? NaN)) };
  });
}

function inner(x: readonly Float64Array[], y: readonly Float64Array[]): number {
  return x.reduce((sum, part, i) => part.reduce((s, value, k) => s + value * (y[i]?.[k] ?? NaN), sum), 0);
}

function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number): void {
  expect(found.length).toBe(wanted.length);
  for (let i = 0; i < found.length; i++) {
    const scale = Math.max(1, Math.abs(wanted[i] ?? NaN));
    expect(Math.abs((found[i] ?? NaN) - (wanted[i] ?? NaN)) / scale).toBeLessThan(tolerance);
  }
}

function centralDifference(
  graph: Graph,
  operands: readonly SampleOperand[],
  along: readonly Float64Array[],
  more: readonly Float64Array[] = [],
): Float64Array {
  const h = 1e-5;
  const below = run(graph, moved(operands, along, -h), more);
  return run(graph, moved(operands, along, h), more).map((above, i) => (above - (below[i] ?? NaN)) / (2 * h));
}

function directions(tensors: readonly Tensor[]): Float64Array[] {
  return tensors.map(({ shape }) => normals(elements(shape)));
}

function seeds(b: Builder, like: readonly Tensor[], name: string): Tensor[] {
  return like.map(({ shape, dtype }, i) => b.input(`${name}${i}`, shape, dtype));
}

/** Graph of the vjp: inputs the operands, then a cotangent; outputs one for each float operand. */
function cotangentGraph<P extends OpName>(op: P, sample: Sample<P>): Graph {
  const { b, inputs, result } = build(op, sample);
  return b.finish(vjp(b, [result], floatsOf(inputs), seeds(b, [result], "ct")));
}

/** The graph of `cotangentGraph`, moved along tangents: inputs the operands, the cotangent, then a tangent each. */
function secondGraph<P extends OpName>(op: P, sample: Sample<P>): Graph {
  const { b, inputs, result } = build(op, sample);
  const wrt = floatsOf(inputs);
  const first = vjp(b, [result], wrt, seeds(b, [result], "ct"));
  return b.finish(jvp(b, first, wrt, seeds(b, wrt, "t")));
}

const differentiable = cases.filter(({ op, sample }) => {
  const { inputs, result } = build(op, sample);
  return floatsOf(inputs).length > 0 && result.dtype === "f64";
});
/** `random` draws afresh for each member: see the tests of `batch`. */
const batchable = cases.filter(({ op, sample }) => sample.operands.length > 0 && op !== "random");

test("every op but input has samples, and most can be differentiated and batched", () => {
  expect(names.filter((op) => samples[op].length === 0)).toEqual(["input"]);
  expect(Math.min(differentiable.length, batchable.length)).toBeGreaterThan(40);
});

/** The type by the rule, and the reference's number of elements. */
function typeAndCount<P extends OpName>({ op, sample: { operands, attributes } }: Case<P>): [Type, number] {
  const types = operands.map(({ shape, dtype }) => ({ shape, dtype }));
  const type = ops[op].type(types, attributes);
  return [type, ops[op].value(valuesOf(operands), attributes, types, type).length];
}

test.each(cases)("$name: the shape rule gives the reference's shape", (tried) => {
  const [type, count] = typeAndCount(tried);
  expect(count).toBe(elements(type.shape));
  const { result } = build(tried.op, tried.sample);
  expect(type).toEqual({ shape: result.shape, dtype: result.dtype });
});

// Planted fault: tanh′ = 1 + tanh²: red. Another: Φ of cholesky keeps the whole diagonal: red.
test.each(differentiable)("$name: jvp = central difference", ({ op, sample }) => {
  const { b, inputs, result } = build(op, sample);
  const wrt = floatsOf(inputs);
  const graph = b.finish([result]);
  const forward = b.finish(jvp(b, [result], wrt, seeds(b, wrt, "t")));
  const along = directions(wrt);
  const wanted = centralDifference(graph, sample.operands, along);
  expectClose(run(forward, sample.operands, along), wanted, 1e-7);
});

// Planted fault: the transpose of div drops the division: red. Another: dot's cotangents are never put in order: red.
test.each(differentiable)(
  "$name: vjp is the transpose of jvp, and linear in the cotangent",
  ({ op, sample }) => {
    const { b, inputs, result } = build(op, sample);
    const wrt = floatsOf(inputs);
    const forward = b.finish(jvp(b, [result], wrt, seeds(b, wrt, "t")));
    const backward = cotangentGraph(op, sample);
    const pull = (ct: Float64Array) => evaluate(backward, [...valuesOf(sample.operands), ct]);
    const along = directions(wrt);
    const first = normals(elements(result.shape));
    const second = normals(elements(result.shape));
    const [pulled, other] = [pull(first), pull(second)];
    const tangent = run(forward, sample.operands, along);
    expect(inner(pulled, along)).toBeCloseTo(inner([tangent], [first]), 10);
    pull(first.map((value, i) => 2 * value + (second[i] ?? NaN))).forEach((part, i) => {
      const wanted = part.map((_, k) => 2 * (pulled[i]?.[k] ?? NaN) + (other[i]?.[k] ?? NaN));
      expectClose(part, wanted, 1e-10);
    });
  },
);

test.each(differentiable)(
  "$name: second derivatives are symmetric, and differences of the first",
  ({ op, sample }) => {
    const { inputs, result } = build(op, sample);
    const wrt = floatsOf(inputs);
    const second = secondGraph(op, sample);
    const ct = normals(elements(result.shape));
    const [u, v] = [directions(wrt), directions(wrt)];
    const along = (t: readonly Float64Array[]) => evaluate(second, [...valuesOf(sample.operands), ct, ...t]);
    expect(inner(along(u), v)).toBeCloseTo(inner(along(v), u), 9);
    const wanted = centralDifference(cotangentGraph(op, sample), sample.operands, u, [ct]);
    expectClose(along(u)[0] ?? [], wanted, 1e-6);
  },
);

/** The operands of one member: those with an axis are scaled, indices and conditions stay. */
function memberOf(sample: Sample<OpName>, axes: readonly (number | null)[], member: number): SampleOperand[] {
  return sample.operands.map((operand, i) =>
    axes[i] === null || operand.dtype !== "f64"
      ? operand
      : { ...operand, values: operand.values.map((x) => x * (1 + member / 4)) },
  );
}

// Planted fault: gather's flat indices without the member's offset: red.
test.each(batchable)("$name: batching = a loop over the members", ({ op, sample }) => {
  const { b, result } = build(op, sample);
  const graph = b.finish([result]);
  const size = 3;
  for (let subset = 1; subset < 2 ** sample.operands.length; subset++) {
    const axes = sample.operands.map((_, i) => ((subset >> i) & 1 ? 0 : null));
    const members = Array.from({ length: size }, (_, member) => memberOf(sample, axes, member));
    const joined = sample.operands.map(({ values }, i) =>
      axes[i] === null
        ? values
        : Float64Array.from(members.flatMap((member) => [...(member[i]?.values ?? [])])),
    );
    const [found = new Float64Array()] = evaluate(batch(graph, axes, size), joined);
    const wanted = members.flatMap((member) => [...run(graph, member)]);
    expectClose(found, wanted, 1e-13);
  }
});
