import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createWasm } from "../../src/backend/wasm/runtime.ts";
import { at } from "../../src/tensor/axes.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Dtype, Graph, Node, OpAttributes, OpName } from "../../src/tensor/graph.ts";
import { ops } from "../../src/tensor/ops/table.ts";
import { both, expectNear, plain, programOf, wasm } from "../lower/compare.ts";
import { randomPrograms } from "../lower/random-programs.ts";
import { append } from "../tensor/raw-graphs.ts";
import { type Sample, samples, scanBody } from "./op-samples.ts";

/** A scan's body has the dtype of its operands; other attributes name none of theirs. */
function narrowed<P extends OpName>(attributes: OpAttributes[P], float: "f32" | "f64"): OpAttributes[P] {
  return "body" in attributes ? { ...attributes, body: scanBody(attributes.lags.length, float) } : attributes;
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
    narrowed(sample.attributes, float),
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
          else expectNear(at(found, 0), at(wanted, 0), 0, 0);
        }
      }
    });
  }
});

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
