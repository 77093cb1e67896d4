/** Every op's rules against each other and against central differences, walking the op table. */

import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { batch } from "../../src/tensor/batch.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { jvp, vjp } from "../../src/tensor/differentiate.ts";
import { elements, type Graph, type OpName } from "../../src/tensor/graph.ts";
import { ops } from "../../src/tensor/ops/table.ts";
import { normals, samples, type Sample, type SampleOperand } from "./op-samples.ts";

const names = Object.keys(ops) as OpName[];

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

function contract<P extends OpName>(op: P, sample: Sample<P>): void {
  const { b, inputs, result } = build(op, sample);
  const graph = b.finish([result]);
  const wrt = floatsOf(inputs);
  const differentiable = wrt.length > 0 && result.dtype === "f64";

  test("the shape rule gives the reference's shape", () => {
    const { attributes } = sample;
    const operands = sample.operands.map(({ shape, dtype }) => ({ shape, dtype }));
    const type = ops[op].type(operands, attributes);
    expect(ops[op].value(valuesOf(sample.operands), attributes, operands, type)).toHaveLength(
      elements(type.shape),
    );
    expect(type).toEqual({ shape: result.shape, dtype: result.dtype });
  });

  // Planted fault: tanh′ = 1 + tanh²: jvp and second derivative red.
  if (differentiable)
    test("jvp = central difference", () => {
      const { b: own, inputs: x, result: y } = build(op, sample);
      const forward = own.finish(jvp(own, [y], floatsOf(x), seeds(own, floatsOf(x), "t")));
      const along = directions(wrt);
      expectClose(
        run(forward, sample.operands, along),
        centralDifference(graph, sample.operands, along),
        1e-7,
      );
    });

  // Planted fault: the transpose of div drops the division: red.
  if (differentiable)
    test("vjp is the transpose of jvp, and linear in the cotangent", () => {
      const { b: own, inputs: x, result: y } = build(op, sample);
      const forward = own.finish(jvp(own, [y], floatsOf(x), seeds(own, floatsOf(x), "t")));
      const backward = cotangentGraph(op, sample);
      const along = directions(wrt);
      const [first = new Float64Array(), second = first] = [
        normals(elements(y.shape)),
        normals(elements(y.shape)),
      ];
      const pull = (ct: Float64Array) => evaluate(backward, [...valuesOf(sample.operands), ct]);
      const pulled = pull(first);
      const tangent = run(forward, sample.operands, along);
      expect(inner(pulled, along)).toBeCloseTo(inner([tangent], [first]), 10);
      const combined = pull(first.map((value, i) => 2 * value + (second[i] ?? NaN)));
      const other = pull(second);
      combined.forEach((part, i) =>
        expectClose(
          part,
          part.map((_, k) => 2 * (pulled[i]?.[k] ?? NaN) + (other[i]?.[k] ?? NaN)),
          1e-10,
        ),
      );
    });

  if (differentiable)
    test("second derivatives are symmetric, and the differences of the first", () => {
      const graph2 = secondGraph(op, sample);
      const ct = normals(elements(result.shape));
      const [u, v] = [directions(wrt), directions(wrt)];
      const along = (t: readonly Float64Array[]) =>
        evaluate(graph2, [...valuesOf(sample.operands), ct, ...t]);
      expect(inner(along(u), v)).toBeCloseTo(inner(along(v), u), 9);
      expectClose(
        along(u)[0] ?? [],
        centralDifference(cotangentGraph(op, sample), sample.operands, u, [ct]),
        1e-6,
      );
    });

  const subsets = 2 ** sample.operands.length;
  const batchable = sample.operands.length > 0 && op !== "random";
  // Planted fault: flat indices of gather without the member's offset: red.
  if (batchable)
    test("batching = a loop over the members", () => {
      const size = 3;
      for (let subset = 1; subset < subsets; subset++) {
        const axes = sample.operands.map((_, i) => ((subset >> i) & 1 ? 0 : null));
        const members = Array.from({ length: size }, (_, member) =>
          sample.operands.map((operand, i) =>
            axes[i] === null || operand.dtype !== "f64"
              ? operand
              : { ...operand, values: operand.values.map((x) => x * (1 + member / 4)) },
          ),
        );
        const joined = sample.operands.map((operand, i) =>
          axes[i] === null
            ? operand.values
            : Float64Array.from(members.flatMap((member) => [...(member[i]?.values ?? [])])),
        );
        const [found = new Float64Array()] = evaluate(batch(graph, axes, size), joined);
        const wanted = members.flatMap((member) => [...run(graph, member)]);
        expectClose(found, wanted, 1e-13);
      }
    });
}

describe.each(names)("%s", (op) => {
  const of: readonly Sample<OpName>[] = samples[op];
  if (of.length === 0)
    test("is given from outside", () => {
      expect(op).toBe("input");
    });
  describe.each(of.map((sample, i) => ({ sample, i })))("sample $i", ({ sample }) => contract(op, sample));
});
