/** The posterior in closed form, for linear-Gaussian models with known noise; rows are taken block by block. */

import { Bug } from "../../diagnostic/bug.ts";
import { diagnose, failure, type Outcome, success } from "../../diagnostic/diagnostic.ts";
import { rowCapacity } from "../../model/density.ts";
import { bytesOf } from "../../shape/dtype.ts";
import type { Executable } from "../../tensor/program.ts";
import { blockCapacity, blocksOf, blockSizes, writeData } from "../kernel/blocks.ts";
import { rowsComeApart } from "../../check/all-rows.ts";
import { layoutOf } from "../kernel/layout.ts";
import { dataElements } from "../kernel/memory.ts";
import { informationProgram, posteriorProgram, residualProgram } from "../kernel/linear.ts";
import { LogJoint } from "../kernel/log-joint.ts";
import type { Fit, Method, Task } from "../method.ts";

/** The posterior from blocks of at most `most` rows; how they are cut changes nothing but rounding. */
export function exactInBlocks(most: number): Method["fit"] {
  return async (task) => {
    const { model, bound, runtime, infer } = task;
    const { sizes } = bound.facts;
    const { size } = layoutOf(model, sizes);
    if (size === 0) return nothingToInfer(task);
    const comfortable = blockCapacity(model, sizes, bound.rows, size);
    const capacity = rowsComeApart(model.program) ? Math.min(most, comfortable) : comfortable;
    const held = blockSizes(model, sizes, capacity);
    const began = performance.now();
    const compile = (make: typeof informationProgram): Promise<Executable> =>
      runtime.compile(make(model, held, size));
    const information = await compile(informationProgram);
    const posterior = await compile(posteriorProgram);
    const residual = await compile(residualProgram);
    const compileSeconds = (performance.now() - began) / 1000;

    await overBlocks(task, information, capacity);
    posterior.write(":gram", information.read(":gram"));
    posterior.write(":moment", information.read(":moment"));
    writeData(posterior, model, held, bound, { start: 0, live: Math.min(capacity, bound.rows) }, capacity);
    await posterior.run(1);
    const z = posterior.read(":z");
    residual.write(":z", z);
    await overBlocks(task, residual, capacity);

    // log p(y) = −½ (n log 2π + log |Σ| + log |Λ| + |r − A ẑ|² + |ẑ|²)
    const squares = scalar(residual, ":residual") + Array.from(z).reduce((sum, value) => sum + value ** 2, 0);
    const logDeterminants = 2 * scalar(information, ":log_noise") + scalar(posterior, ":log_determinant");
    const constants = scalar(information, ":count") * Math.log(2 * Math.PI);
    const logEvidence = -0.5 * (constants + logDeterminants + squares);
    const mean = Float64Array.from(posterior.read(":mean"));
    const covariance = Float64Array.from(posterior.read(":covariance"));
    for (const executable of [information, posterior, residual]) executable.dispose();
    if (![logEvidence, ...mean].every(Number.isFinite)) {
      const what = "its precision is not a positive definite matrix of finite numbers";
      const help = "look for a standard deviation of zero, and for data of very different sizes";
      return failure(diagnose("H0705", { what }, { at: infer.span, help }));
    }
    task.report({ step: 1, steps: 1, objective: { name: "log_evidence", value: logEvidence } });
    return success({
      approximation: { kind: "gaussian", mean, covariance },
      objective: { log_evidence: logEvidence },
      complete: true,
      compileSeconds,
    });
  };
}

export const exact: Method = {
  fit: exactInBlocks(Infinity),
  programs: (model, sizes) => {
    const { size } = layoutOf(model, sizes);
    const held = blockSizes(model, sizes, blockCapacity(model, sizes, rowCapacity(model, sizes), size));
    return [informationProgram, posteriorProgram, residualProgram].map((make) => make(model, held, size));
  },
  // Information, its factor and the covariance, and a copy; the data and the design of one block.
  memory: (model, sizes) => {
    const { size } = layoutOf(model, sizes);
    const rows = rowCapacity(model, sizes);
    const design = 3 * blockCapacity(model, sizes, rows, size) * size;
    return bytesOf.f64 * (4 * size ** 2 + dataElements(model, sizes) + design);
  },
};

/** Without latents the evidence is the likelihood. */
async function nothingToInfer(task: Task): Promise<Outcome<Fit>> {
  const joint = await LogJoint.compile(task, task.bound.facts.sizes);
  const { value } = await joint.at(new Float64Array(0));
  joint.dispose();
  return success({
    approximation: { kind: "gaussian", mean: new Float64Array(0), covariance: new Float64Array(0) },
    objective: { log_evidence: value },
    complete: true,
    compileSeconds: 0,
  });
}

async function overBlocks(task: Task, executable: Executable, capacity: number): Promise<void> {
  const { model, bound } = task;
  const held = blockSizes(model, bound.facts.sizes, capacity);
  for (const block of blocksOf(bound.rows, capacity)) {
    writeData(executable, model, held, bound, block, capacity);
    executable.write(":live", [block.live]);
    await executable.run(1);
  }
}

function scalar(executable: Executable, slot: string): number {
  const value = executable.read(slot)[0];
  if (value === undefined) throw new Bug(`${slot} is not a scalar`);
  return value;
}
