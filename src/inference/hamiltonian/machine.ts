/** A chain's working parts, made from two compiled programs: what one thread needs to move any chain of a fit. */

import type { Executable } from "../../tensor/program.ts";
import type { ChainPlan, Machine } from "./chain.ts";
import { dynamicsOf } from "./dynamics.ts";
import { Momentum } from "./momentum.ts";
import { Path, type PathLength } from "./path.ts";
import { Tree } from "./tree.ts";

/** How a chain moves: by trees, or by paths of a length. */
export type MoverPlan =
  | { readonly kind: "tree"; readonly maxDepth: number }
  | ({ readonly kind: "path" } & PathLength);

export interface SamplerPlan extends ChainPlan {
  readonly chains: number;
  readonly mover: MoverPlan;
}

/** The programs hold the model's data already. */
export function machineOf(leapfrog: Executable, momentum: Executable, plan: SamplerPlan): Machine {
  const dynamics = dynamicsOf(leapfrog);
  const { size } = dynamics;
  return {
    dynamics,
    momentum: new Momentum(momentum, plan.metric),
    mover: plan.mover.kind === "tree" ? new Tree(size, plan.mover.maxDepth) : new Path(size, plan.mover),
  };
}
