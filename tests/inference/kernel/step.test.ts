import { describe, expect, test } from "vitest";
import { createInterpreter } from "../../../src/backend/interpreter/runtime.ts";
import { writeData } from "../../../src/inference/kernel/blocks.ts";
import { inspectionProgram, slotOf, slots, stepProgram } from "../../../src/inference/kernel/step.ts";
import { planMap } from "../../../src/inference/methods/map.ts";
import type { Executable } from "../../../src/tensor/program.ts";
import { taskOf } from "../fixture.ts";

const x = [1, 2, -1, 0.5];
const y = [2, 3, -2, 1];

function setUp(infer: string) {
  const task = taskOf(
    `model Slope
data "d.csv" { x: real[N]  y: real[N] }
prior { w ~ normal(0, 2) }
likelihood { y ~ normal(w * x, 0.5) }
infer ${infer}`,
    { x, y },
  );
  const { model, bound } = task;
  const plan = planMap(model, bound.facts.sizes, task.infer);
  const write = (executable: Executable) => {
    writeData(executable, model, plan.sizes, bound, { start: 0, live: 4 }, 4);
    executable.write(slots.live, [4]);
    executable.write(slots.steps, [100]);
    executable.write("point:w", [0.5]);
  };
  return { plan, write };
}

/** d/dw of log joint at w = 0.5, the likelihood of `rows` scaled to all four. */
function slope(rows: readonly number[]): number {
  const likelihood = rows.reduce(
    (sum, i) => sum + (((y[i] ?? 0) - 0.5 * (x[i] ?? 0)) * (x[i] ?? 0)) / 0.25,
    0,
  );
  return (4 / rows.length) * likelihood - 0.5 / 4;
}

describe("a step", () => {
  test("of sgd moves the parameter by the rate times the gradient of the mean over rows", async () => {
    const { plan, write } = setUp("map { optimizer = sgd(0.01) schedule = constant }");
    const executable = await createInterpreter().compile(stepProgram(plan));
    write(executable);
    executable.step();
    expect(executable.read("point:w")[0]).toBeCloseTo(0.5 + (0.01 * slope([0, 1, 2, 3])) / 4, 12);
    expect([executable.read(slots.step)[0], executable.read(slots.cursor)[0]]).toEqual([1, 1]);
    expect(executable.program.state.map(({ name }) => name)).toContain(slotOf("point:w", "velocity"));
  });

  test("looks at the rows whose turn it is, and the schedule lowers its rate", async () => {
    const { plan, write } = setUp("map { batch = 2 optimizer = sgd(0.01) }");
    const executable = await createInterpreter().compile(stepProgram(plan));
    write(executable);
    executable.write(slots.order, [3, 1, 0, 2]);
    executable.write(slots.cursor, [1]);
    executable.write(slots.step, [50]);
    executable.step();
    // Halfway through a cosine.
    expect(executable.read("point:w")[0]).toBeCloseTo(0.5 + (0.5 * 0.01 * slope([0, 2])) / 4, 7);
  });

  test("can be looked at: parameters, terms and gradients by name, in order", async () => {
    const { plan, write } = setUp("map");
    const executable = await createInterpreter().compile(inspectionProgram(plan));
    write(executable);
    executable.step();
    const { outputs } = executable.program;
    const names = ["0:w", "1:the prior of w", "2:the likelihood", "3:the gradient of w"];
    expect(outputs.map(({ name }) => name)).toEqual(names);
    expect(Number(executable.read("3:the gradient of w")[0]) * 1e12).toBeCloseTo(slope([0, 1, 2, 3]), 9);
  });
});
