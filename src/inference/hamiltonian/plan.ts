/** What an infer block asks of a sampler, and the memory it takes. */

import type { Infer } from "../../check/program.ts";
import { rowCapacity } from "../../model/density.ts";
import type { Model } from "../../model/model.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { bytesOf } from "../../shape/dtype.ts";
import { numbersPerRow } from "../kernel/blocks.ts";
import { layoutOf } from "../kernel/layout.ts";
import { dataElements } from "../kernel/memory.ts";
import { choice, number } from "../kernel/options.ts";
import type { SamplerPlan } from "./machine.ts";

/** The options that hmc and nuts share. */
export function chainPlanOf(infer: Infer): Omit<SamplerPlan, "mover"> {
  return {
    chains: number(infer, "chains"),
    warmup: number(infer, "warmup"),
    draws: number(infer, "draws"),
    targetAccept: number(infer, "target_accept"),
    metric: choice(infer, "metric").choice === "dense" ? "dense" : "diag",
  };
}

/** Bytes: draws on both scales; the metric, its factor, its estimate and copies of them; a tree's vectors; what the rows keep, values and cotangents. */
export function samplerMemory(model: Model, sizes: Sizes, plan: SamplerPlan): number {
  const { size } = layoutOf(model, sizes);
  const draws = 2 * plan.chains * plan.draws * (size + 7);
  const metric = (plan.metric === "dense" ? size * size : size) * (3 + 2 * plan.chains);
  const tree = 7 * size * (plan.mover.kind === "tree" ? plan.mover.maxDepth + 2 : 2);
  const rows = 4 * rowCapacity(model, sizes) * numbersPerRow(model, sizes);
  return bytesOf.f64 * (draws + metric + tree + rows + dataElements(model, sizes));
}
