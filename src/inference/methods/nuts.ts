/**
 * The no-U-turn sampler: Hoffman & Gelman, "The no-U-turn sampler" (2014), with the multinomial choice of states and the checks across
 * subtrees of Betancourt, "A conceptual introduction to Hamiltonian Monte Carlo" (2017); warm-up as in Stan.
 */

import type { Infer } from "../../check/program.ts";
import { leapfrogPrograms } from "../hamiltonian/leapfrog.ts";
import type { SamplerPlan } from "../hamiltonian/machine.ts";
import { chainPlanOf, samplerMemory } from "../hamiltonian/plan.ts";
import { sample } from "../hamiltonian/sample.ts";
import { layoutOf } from "../kernel/layout.ts";
import { number } from "../kernel/options.ts";
import type { Method } from "../method.ts";

function planOf(infer: Infer): SamplerPlan {
  return { ...chainPlanOf(infer), mover: { kind: "tree", maxDepth: number(infer, "max_depth") } };
}

export const nuts: Method = {
  fit: (task) => sample(task, planOf(task.infer)),
  programs: (model, sizes, infer) => {
    const { once, step } = leapfrogPrograms(model, sizes, layoutOf(model, sizes), planOf(infer).metric);
    return once === null ? [step] : [once, step];
  },
  memory: (model, sizes, infer) => samplerMemory(model, sizes, planOf(infer)),
};
