/** Stochastic gradient Hamiltonian Monte Carlo: Chen, Fox & Guestrin (2014). */

import type { MethodDeclaration } from "../method.ts";
import { stochasticGradientOptions } from "../method-options.ts";

export const sghmc: MethodDeclaration = {
  name: "sghmc",
  built: false,
  doc: "Langevin dynamics with momentum and friction, on minibatches.",
  options: stochasticGradientOptions,
  requires: ["gradients", "rows_if_batched", "no_noise"],
};
