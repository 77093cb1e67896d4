import { expect, test } from "vitest";
import { createInterpreter } from "../../../src/backend/interpreter/runtime.ts";
import { writeData } from "../../../src/inference/kernel/blocks.ts";
import {
  informationProgram,
  posteriorProgram,
  residualProgram,
} from "../../../src/inference/kernel/linear.ts";
import type { Executable, Program } from "../../../src/tensor/program.ts";
import { taskOf } from "../fixture.ts";

// Two rows of y = w x + noise, w ~ normal(1, 2), noise 0.5; the second row is not live.
test("information, posterior and residual of one live row", async () => {
  const { model, bound } = taskOf(
    `model Row
data "d.csv" { x: real[N]  y: real[N] }
prior { w ~ normal(1, 2) }
likelihood { y ~ normal(w * x, 0.5) }
infer exact`,
    { x: [3, 7], y: [4, 9] },
  );
  const { sizes } = bound.facts;
  const run = async (
    program: Program,
    inputs: Readonly<Record<string, readonly number[]>>,
  ): Promise<Executable> => {
    const executable = await createInterpreter().compile(program);
    writeData(executable, model, sizes, bound, { start: 0, live: 1 }, 2);
    executable.write(":live", [1]);
    for (const [slot, values] of Object.entries(inputs)) executable.write(slot, values);
    executable.step();
    return executable;
  };
  const information = await run(informationProgram(model, sizes, 1), {});
  // A = 3 · 2 / 0.5, r = (4 − 3) / 0.5
  const read = (executable: Executable, ...names: readonly string[]) =>
    names.map((name) => executable.read(name)[0]);
  expect(read(information, ":gram", ":moment", ":log_noise", ":count")).toEqual([144, 24, Math.log(0.5), 1]);
  const posterior = await run(posteriorProgram(model, sizes, 1), { ":gram": [144], ":moment": [24] });
  const [z = NaN, logDeterminant, mean, covariance] = read(
    posterior,
    ":z",
    ":log_determinant",
    ":mean",
    ":covariance",
  );
  expect(z).toBeCloseTo(24 / 145, 14);
  expect(logDeterminant).toBeCloseTo(Math.log(145), 13);
  expect(mean).toBeCloseTo(1 + (2 * 24) / 145, 14);
  expect(covariance).toBeCloseTo(4 / 145, 14);
  const residual = await run(residualProgram(model, sizes, 1), { ":z": [z] });
  expect(read(residual, ":residual")[0]).toBeCloseTo((2 - 12 * z) ** 2, 13);
});
