/** Variational inference: Blundell et al., "Weight uncertainty in neural networks" (2015); Kucukelbir et al., "Automatic differentiation variational inference" (2017). */

import type { MethodDeclaration } from "../method.ts";
import { batch, choice, integer, number, optimizer, schedule, steps, word } from "../method-options.ts";

const rank = {
  name: "rank",
  default: null,
  low: 1,
  high: 10_000,
  integer: true,
  doc: "how many directions of correlation",
};

export const vi: MethodDeclaration = {
  name: "vi",
  built: true,
  doc: "Variational inference (Bayes by Backprop): the guide nearest the posterior in KL divergence; scales to networks, and understates spread.",
  options: [
    choice(
      "guide",
      [
        word("mean_field", "independent normals on the unconstrained scale"),
        word("full_rank", "one multivariate normal over all latents", { built: false }),
        word("low_rank", "a normal with a covariance of low rank plus a diagonal", {
          built: false,
          parameters: [rank],
        }),
      ],
      "the family that approximates the posterior",
    ),
    choice(
      "estimator",
      [
        word("reparam", "weights are drawn once a step (Kingma & Welling 2014)"),
        word("local", "each row's activations are drawn instead (Kingma et al. 2015)", { built: false }),
        word("flipout", "each row's draw has its own signs (Wen et al. 2018)", { built: false }),
      ],
      "how the gradient of the ELBO is estimated",
    ),
    integer(
      "samples",
      null,
      [1, 10_000],
      "draws",
      "draws of the latents in each step, in mirrored pairs; if omitted 2, and up to 16 in small models",
    ),
    steps(10_000),
    batch,
    optimizer(
      word("natural", "steps in the guide's own geometry", { built: false, parameters: [naturalRate()] }),
    ),
    schedule,
    number(
      "init_scale",
      0.01,
      [1e-6, 100],
      "prior scales",
      "the guide's standard deviations at the start, in units of the prior's own",
    ),
    integer(
      "elbo_samples",
      1_000,
      [2, 1e7],
      "draws",
      "draws for the final ELBO and its standard error, over all rows",
    ),
  ],
  requires: ["gradients", "rows_if_batched", "no_noise"],
};

function naturalRate() {
  return { name: "rate", default: 0.1, low: 0, high: 1, integer: false, doc: "the size of a step" };
}
