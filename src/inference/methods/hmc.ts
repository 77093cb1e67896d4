/** Hamiltonian Monte Carlo with paths of a given length: Duane et al. (1987); Neal, "MCMC using Hamiltonian dynamics" (2011). Warm-up as in Stan. */

import type { Infer } from "../../check/program.ts";
import { leapfrogPrograms } from "../hamiltonian/leapfrog.ts";
import type { SamplerPlan } from "../hamiltonian/machine.ts";
import { chainPlanOf, samplerMemory } from "../hamiltonian/plan.ts";
import { sample } from "../hamiltonian/sample.ts";
import { layoutOf } from "../kernel/layout.ts";
import { number, numberOrNull } from "../kernel/options.ts";
import type { Method } from "../method.ts";

function planOf(infer: Infer): SamplerPlan {
  const length = number(infer, "length");
  const leapfrogs = numberOrNull(infer, "leapfrogs");
  return {
    ...chainPlanOf(infer),
    mover: { kind: "path", length, leapfrogs, jitter: number(infer, "jitter") },
  };
}

export const hmc: Method = {
  fit: (task) => sample(task, planOf(task.infer)),
  programs: (model, sizes, infer) => {
    const { once, step } = leapfrogPrograms(model, sizes, layoutOf(model, sizes), planOf(infer).metric);
    return once === null ? [step] : [once, step];
  },
  memory: (model, sizes, infer) => samplerMemory(model, sizes, planOf(infer)),
};
