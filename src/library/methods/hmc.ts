/** Hamiltonian Monte Carlo: Duane et al. (1987); Neal, "MCMC using Hamiltonian dynamics" (2011). */

import type { MethodDeclaration } from "../method.ts";
import { number, samplerOptions } from "../method-options.ts";

export const hmc: MethodDeclaration = {
  name: "hmc",
  built: false,
  doc: "Paths of a fixed length through the posterior; nuts chooses the length itself.",
  options: [
    ...samplerOptions,
    number("length", 1.5, [1e-6, 1e6], "time", "how long each path is, in units of the metric"),
  ],
  requires: ["gradients", "no_noise"],
};
