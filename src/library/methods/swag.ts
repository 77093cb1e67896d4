/** SWAG: Maddox et al., "A simple baseline for Bayesian uncertainty in deep learning" (2019). */

import type { MethodDeclaration } from "../method.ts";
import { batch, integer, number, optimizer, schedule, steps } from "../method-options.ts";

export const swag: MethodDeclaration = {
  name: "swag",
  built: false,
  doc: "A normal fitted to the path of stochastic gradient descent after it has settled.",
  options: [
    integer("start", null, [0, 1e9], "steps", "when collecting begins; if omitted, after half of the steps"),
    integer("every", 100, [1, 1e9], "steps", "how often an iterate is collected"),
    integer("rank", 20, [2, 10_000], "iterates", "how many deviations are kept"),
    number("scale", 1, [0, 100], "factor of the covariance", "1 is the published covariance"),
    steps(10_000),
    batch,
    optimizer(),
    schedule,
  ],
  requires: ["gradients", "rows_if_batched", "no_noise"],
};
