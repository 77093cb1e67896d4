/** Hamiltonian Monte Carlo: Duane et al. (1987); Neal, "MCMC using Hamiltonian dynamics" (2011). */

import type { MethodDeclaration } from "../method.ts";
import { integer, number, samplerOptions } from "../method-options.ts";

export const hmc: MethodDeclaration = {
  name: "hmc",
  built: true,
  doc: "Paths of a fixed length through the posterior; nuts chooses the length itself.",
  options: [
    ...samplerOptions,
    number(
      "length",
      1.5,
      [1e-6, 1e6],
      "time",
      "how long each path is, about posterior standard deviations once the metric is adapted",
    ),
    integer("leapfrogs", null, [1, 1e6], "steps", "how many steps each path has, in place of its length"),
    number(
      "jitter",
      0.5,
      [0, 1],
      "share",
      "how much shorter or longer each path may be, so that none returns where it began",
    ),
  ],
  requires: ["latents", "gradients", "no_noise"],
};
