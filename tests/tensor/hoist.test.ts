import { describe, expect, test } from "vitest";
import { createInterpreter } from "../../src/backend/interpreter/runtime.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { hoist } from "../../src/tensor/hoist.ts";
import type { Program } from "../../src/tensor/program.ts";
import { verify } from "../../src/tensor/verify.ts";

const rows = 80;

/** state x ← formula(x, data), and its sum as an output. */
function programOf(formula: (b: Builder, x: Tensor, data: Tensor) => Tensor): Program {
  const b = createBuilder("f64");
  const slots = [
    { name: "x", shape: [rows], dtype: "f64" as const },
    { name: "data", shape: [rows], dtype: "f64" as const },
  ];
  const [x, data] = slots.map(({ name, shape, dtype }) => b.input(name, shape, dtype));
  if (x === undefined || data === undefined) throw new Error("no inputs");
  const next = formula(b, x, data);
  return {
    name: "test",
    state: slots.slice(0, 1),
    inputs: slots.slice(1),
    outputs: [{ name: "sum", shape: [], dtype: "f64" }],
    step: b.finish([next, b.sum(next)]),
  };
}

const data = Float64Array.from({ length: rows }, (_, i) => 0.5 + i / 7);
const start = Float64Array.from({ length: rows }, (_, i) => Math.sin(i));

async function run(program: Program, given: ReadonlyMap<string, ArrayLike<number>>) {
  const executable = await createInterpreter().compile(program);
  for (const [name, values] of given) executable.write(name, values);
  executable.step(3);
  return executable;
}

const formula = (b: Builder, x: Tensor, d: Tensor) =>
  b.add(b.mul(b.tanh(x), b.exp(b.add(b.mul(2, d), 1))), b.sub(b.log(d), b.add(d, 1)));

// Seen red: a node that reads the state among the fixed ones; outputs in another order than their slots.
test("the steps stay what they were, and the data's part is made once", async () => {
  const program = programOf(formula);
  const { once, step } = hoist(program, new Set(["data"]));
  if (once === null) throw new Error("nothing is shared");
  verify(once.step);
  expect(once.inputs.map(({ name }) => name)).toEqual(["data"]);
  verify(step.step);
  const made = await run(once, new Map([["data", data]]));
  const shared = new Map(once.outputs.map(({ name }) => [name, made.read(name)] as const));
  const before = await run(
    program,
    new Map([
      ["x", start],
      ["data", data],
    ]),
  );
  const after = await run(step, new Map([["x", start], ["data", data], ...shared]));
  for (const slot of ["x", "sum"]) expect(after.read(slot)).toEqual(before.read(slot));
  expect(step.step.nodes.map(({ op }) => op)).not.toContain("exp");
  expect(step.step.nodes.map(({ op }) => op)).not.toContain("log");
  expect(step.step.nodes.map(({ op }) => op)).toContain("tanh");
});

describe("nothing is taken out", () => {
  test("that is cheap, of the state, or of constants alone", () => {
    const cheap = programOf((b, x, d) => b.mul(x, b.add(d, 1)));
    expect(hoist(cheap, new Set(["data"])).once).toBe(null);
    expect(
      hoist(
        programOf((b, x, d) => b.exp(b.add(x, d))),
        new Set(["data"]),
      ).once,
    ).toBe(null);
    expect(hoist(programOf(formula), new Set()).once).toBe(null);
  });

  test("that is a few numbers only", () => {
    const few = programOf((b, x, d) => b.mul(x, b.broadcast(b.log(b.sum(d)), [rows], [])));
    expect(hoist(few, new Set(["data"])).once).toBe(null);
  });
});

test("what repeats an array is stored once", () => {
  const program = programOf((b, x, d) => {
    const wide = b.broadcast(b.log(d), [3, rows], [1]);
    return b.sum(b.mul(wide, b.broadcast(x, [3, rows], [1])), [0]);
  });
  expect(hoist(program, new Set(["data"])).once?.outputs.map(({ shape }) => shape)).toEqual([[rows]]);
});
