/** The mode of the declared variables' density: climbed in minibatches or in whole, then polished by L-BFGS over all rows. */

import type { Infer } from "../../check/program.ts";
import { diagnose, type Outcome, success } from "../../diagnostic/diagnostic.ts";
import { rowCapacity } from "../../model/density.ts";
import type { Model } from "../../model/model.ts";
import { hasNoise } from "../../model/noise.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { bytesOf } from "../../shape/dtype.ts";
import { climb } from "../kernel/climb.ts";
import { declaredValues } from "../kernel/declared.ts";
import { layoutOf, pack, unpack } from "../kernel/layout.ts";
import { minimise } from "../kernel/lbfgs.ts";
import { found } from "../kernel/lists.ts";
import { LogJoint } from "../kernel/log-joint.ts";
import { climbMemory } from "../kernel/memory.ts";
import { atOnePoint, pointOf } from "../kernel/point.ts";
import { planRows } from "../kernel/rows.ts";
import { keyFor } from "../kernel/seeds.ts";
import { findStart } from "../kernel/start.ts";
import { type StepPlan, stepProgram } from "../kernel/step.ts";
import type { Fit, Method, Task } from "../method.ts";

/** f64 where all rows are seen; f32 in minibatches, whose noise is far above its rounding. */
export function planMap(model: Model, sizes: Sizes, infer: Infer): StepPlan {
  const plan = planRows(model, sizes, rowCapacity(model, sizes), infer);
  const ascent = atOnePoint(model, layoutOf(model, sizes));
  return { model, sizes, infer, rows: plan, float: plan.kind === "full" ? "f64" : "f32", ascent };
}

/** Multiply-adds that polishing may cost, and the most looks at all rows. */
const affordable = 1e10;
const mostEvaluations = 2_000;

export function polishingWorth(rows: number, latents: number): number {
  return Math.max(1, Math.min(mostEvaluations, Math.floor(affordable / (3 * rows * latents))));
}

async function fitMap(task: Task): Promise<Outcome<Fit>> {
  const { model, bound, infer, seed, runtime } = task;
  const { sizes } = bound.facts;
  const { places } = layoutOf(model, sizes);
  const start = await findStart(runtime, model, sizes, bound, keyFor(seed, "start"));
  const point = new Map(places.map(({ name }) => [pointOf(name), found(start.point, name)] as const));
  const climbed = await climb(task, planMap(model, sizes, infer), point, "log_joint");
  if (!climbed.ok) return climbed;
  const { parameters, complete, compileSeconds } = climbed.value;
  const logJoint = await LogJoint.compile(task, sizes);
  const { layout } = logJoint;
  const reached = pack(layout, new Map(places.map(({ name }) => [name, found(parameters, pointOf(name))])));
  const downhill = async (at: Float64Array) => {
    const { value, gradient } = await logJoint.at(at);
    return { value: -value, gradient: gradient.map((slope) => -slope) };
  };
  // Noise moves the mode: what was climbed in it is not polished without it.
  const worth = hasNoise(model) ? 1 : polishingWorth(bound.rows, layout.size);
  const polished = await minimise(downhill, reached, {
    evaluations: complete ? worth : 1,
    tolerance: 1e-11,
    stopped: () => task.signal.aborted,
  });
  logJoint.dispose();
  const values = await declaredValues(runtime, model, bound.facts, unpack(layout, polished.point));
  const short = polished.outcome === "out_of_steps" && polished.evaluations === mostEvaluations;
  const { evaluations } = polished;
  const help = "a density may rise for ever as a scale goes to zero: `vi` and `nuts` look at mass instead";
  return success(
    {
      approximation: { kind: "point", values },
      objective: { log_joint: -polished.value },
      complete: complete && polished.outcome !== "stopped",
      compileSeconds,
    },
    [...climbed.warnings, ...(short ? [diagnose("H0706", { evaluations }, { at: infer.span, help })] : [])],
  );
}

export const map: Method = {
  fit: fitMap,
  programs: (model, sizes, infer) => [stepProgram(planMap(model, sizes, infer))],
  // Polishing keeps forty-odd vectors of all latents beside.
  memory: (model, sizes, infer) => {
    const { size } = layoutOf(model, sizes);
    return climbMemory(model, sizes, infer, size, 1) + 45 * bytesOf.f64 * size;
  },
};
