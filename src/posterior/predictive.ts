/** The posterior predictive of bound data, block by block: exact where the posterior and the model allow it, else from draws. */

import type { Bound } from "../data/bound.ts";
import { exactPredictive, hasExactPredictive } from "./exact-predictive.ts";
import type { Posterior } from "./posterior.ts";
import type { PredictiveBlock } from "./predictive-block.ts";
import { sampledPredictive, type PredictiveOptions } from "./sampled-predictive.ts";

export function predictiveBlocks(
  posterior: Posterior,
  bound: Bound,
  options: PredictiveOptions,
): AsyncGenerator<PredictiveBlock> {
  return hasExactPredictive(posterior, bound)
    ? exactPredictive(posterior, bound, options)
    : sampledPredictive(posterior, bound, options);
}
