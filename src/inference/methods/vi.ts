/**
 * Variational inference with a mean-field guide: Blundell et al., "Weight uncertainty in neural networks" (2015);
 * Kucukelbir et al., "Automatic differentiation variational inference" (2017). What was tried is in docs/decisions.
 */

import type { Infer } from "../../check/program.ts";
import { type Outcome, success } from "../../diagnostic/diagnostic.ts";
import { rowCapacity } from "../../model/density.ts";
import type { Model } from "../../model/model.ts";
import type { SiteValues } from "../../posterior/posterior.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { climb } from "../kernel/climb.ts";
import { finalElbo } from "../kernel/final-elbo.ts";
import { layoutOf } from "../kernel/layout.ts";
import { found } from "../kernel/lists.ts";
import { logSdOf, meanField, meanOf, unitOf } from "../kernel/mean-field.ts";
import { climbMemory } from "../kernel/memory.ts";
import { number } from "../kernel/options.ts";
import { planRows, planSamples, rowsOfStep } from "../kernel/rows.ts";
import { keyFor } from "../kernel/seeds.ts";
import { findStart } from "../kernel/start.ts";
import { type StepPlan, stepProgram } from "../kernel/step.ts";
import type { Fit, Method, Task } from "../method.ts";

/** The step in f32: the noise of draws and minibatches is far above its rounding. */
function planVi(model: Model, sizes: Sizes, infer: Infer): StepPlan {
  const rows = rowCapacity(model, sizes);
  const layout = layoutOf(model, sizes);
  const plan = planRows(model, sizes, rows, infer);
  const samples = planSamples(layout.size, rowsOfStep(plan, rows), infer);
  return { model, sizes, infer, rows: plan, float: "f32", ascent: meanField(model, layout, samples) };
}

async function fitVi(task: Task): Promise<Outcome<Fit>> {
  const { model, bound, infer, seed, runtime } = task;
  const { sizes } = bound.facts;
  const { places } = layoutOf(model, sizes);
  const start = await findStart(runtime, model, sizes, bound, keyFor(seed, "start"));
  // Narrow guides first find where the data lie, then widen to what the data leave open.
  const narrow = Math.log(number(infer, "init_scale"));
  const guide = new Map(
    places.flatMap(({ name }) => {
      const scale = found(start.scale, name);
      const unit = Math.min(
        1e4,
        scale.reduce((most, each) => Math.max(most, each), 1),
      );
      return [
        [unitOf(name), Float64Array.of(unit)] as const,
        [meanOf(name), found(start.point, name).map((value) => value / unit)] as const,
        [logSdOf(name), scale.map((each) => narrow + Math.log(each))] as const,
      ];
    }),
  );
  const climbed = await climb(task, planVi(model, sizes, infer), guide, "elbo");
  if (!climbed.ok) return climbed;
  const { parameters, complete, compileSeconds } = climbed.value;
  const mean: SiteValues = new Map(
    places.map(({ name }) => {
      const unit = found(guide, unitOf(name))[0] ?? 1;
      return [name, found(parameters, meanOf(name)).map((value) => value * unit)];
    }),
  );
  const logSd: SiteValues = new Map(places.map(({ name }) => [name, found(parameters, logSdOf(name))]));
  const asked = complete ? number(infer, "elbo_samples") : 2;
  const elbo = await finalElbo(task, sizes, { mean, logSd }, asked);
  const sd = new Map([...logSd].map(([name, values]) => [name, values.map(Math.exp)]));
  return success(
    {
      approximation: { kind: "mean_field", mean, sd },
      objective: {
        elbo: elbo.mean,
        elbo_se: elbo.standardError,
        elbo_per_row: elbo.mean / bound.rows,
      },
      complete,
      compileSeconds,
    },
    climbed.warnings,
  );
}

export const vi: Method = {
  fit: fitVi,
  programs: (model, sizes, infer) => [stepProgram(planVi(model, sizes, infer))],
  // Means and log sds.
  memory: (model, sizes, infer) => {
    const { size } = layoutOf(model, sizes);
    const rows = rowCapacity(model, sizes);
    const seen = rowsOfStep(planRows(model, sizes, rows, infer), rows);
    return climbMemory(model, sizes, infer, 2 * size, planSamples(size, seen, infer));
  },
};
