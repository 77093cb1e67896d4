/** The posterior of a linear-Gaussian model in numbers, rows taken block by block. */

import { rowsComeApart } from "../../check/all-rows.ts";
import { Bug } from "../../diagnostic/bug.ts";
import { normalSites } from "../../model/linear-gaussian.ts";
import type { Model } from "../../model/model.ts";
import { shapeOf } from "../../model/named.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { elements } from "../../tensor/graph.ts";
import type { Executable, Program } from "../../tensor/program.ts";
import type { Task } from "../method.ts";
import { blockCapacity, blocksOf, blockSizes, writeData } from "./blocks.ts";
import { informationProgram, posteriorProgram, residualProgram } from "./linear.ts";

export interface LinearSolution {
  /** [P] and [P, P], latents in the order of their sites: for a variance of one where that is a latent. */
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
  /** Response scalars: n. */
  readonly count: number;
  /** log |Σ| + log |Λ| */
  readonly logDeterminants: number;
  /** |r − A ẑ|² + |ẑ|² */
  readonly squares: number;
  readonly compileSeconds: number;
}

/** Latent scalars of the normal sites. */
export function normalScalars(model: Model, sizes: Sizes): number {
  return normalSites(model).reduce((sum, site) => sum + elements(shapeOf(site.dimensions, sizes)), 0);
}

export function linearPrograms(model: Model, sizes: Sizes, capacity: number): readonly Program[] {
  const held = blockSizes(model, sizes, capacity);
  const size = normalScalars(model, sizes);
  return [informationProgram, posteriorProgram, residualProgram].map((make) => make(model, held, size));
}

/** From blocks of at most `most` rows; how they are cut changes nothing but rounding. */
export async function solveLinear(task: Task, most: number): Promise<LinearSolution> {
  const { model, bound, runtime } = task;
  const { sizes } = bound.facts;
  const size = normalScalars(model, sizes);
  const comfortable = blockCapacity(model, sizes, bound.rows, size);
  const capacity = rowsComeApart(model.program) ? Math.min(most, comfortable) : comfortable;
  const held = blockSizes(model, sizes, capacity);
  const began = performance.now();
  const executables: Executable[] = [];
  for (const program of linearPrograms(model, sizes, capacity))
    executables.push(await runtime.compile(program));
  const [information, posterior, residual] = executables;
  if (!information || !posterior || !residual) throw new Bug("a linear model has three programs");
  const compileSeconds = (performance.now() - began) / 1000;

  await overBlocks(task, information, capacity);
  posterior.write(":gram", information.read(":gram"));
  posterior.write(":moment", information.read(":moment"));
  writeData(posterior, model, held, bound, { start: 0, live: Math.min(capacity, bound.rows) }, capacity);
  await posterior.run(1);
  const z = posterior.read(":z");
  residual.write(":z", z);
  await overBlocks(task, residual, capacity);
  const solution = {
    mean: Float64Array.from(posterior.read(":mean")),
    covariance: Float64Array.from(posterior.read(":covariance")),
    count: scalar(information, ":count"),
    logDeterminants: 2 * scalar(information, ":log_noise") + scalar(posterior, ":log_determinant"),
    squares: scalar(residual, ":residual") + Array.from(z).reduce((sum, value) => sum + value ** 2, 0),
    compileSeconds,
  };
  for (const executable of executables) executable.dispose();
  return solution;
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
