/** Stochastic gradient Langevin dynamics: Welling & Teh (2011); cyclical: Zhang et al. (2020). */

import type { MethodDeclaration } from "../method.ts";
import { stochasticGradientOptions } from "../method-options.ts";

export const sgld: MethodDeclaration = {
  name: "sgld",
  built: false,
  doc: "Langevin dynamics on minibatches: noisy gradient steps whose path is a sample.",
  options: stochasticGradientOptions,
  requires: ["gradients", "rows_if_batched", "no_noise"],
};
