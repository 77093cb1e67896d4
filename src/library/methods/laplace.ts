/** The Laplace approximation: MacKay, "A practical Bayesian framework for backpropagation networks" (1992); Daxberger et al., "Laplace redux" (2021). */

import type { MethodDeclaration } from "../method.ts";
import { batch, choice, optimizer, schedule, steps, word } from "../method-options.ts";

const rank = {
  name: "rank",
  default: null,
  low: 1,
  high: 10_000,
  integer: true,
  doc: "how many eigenvectors are kept",
};

export const laplace: MethodDeclaration = {
  name: "laplace",
  built: false,
  doc: "A normal at the mode on the unconstrained scale, its precision the curvature there.",
  options: [
    choice(
      "weights",
      [word("all", "every latent"), word("last_layer", "only each network's last layer")],
      "what is uncertain; the rest stays at the mode",
      { layers: true },
    ),
    choice(
      "hessian",
      [
        word("ggn", "the generalised Gauss–Newton matrix"),
        word("exact", "the Hessian itself"),
        word("empirical", "the empirical Fisher information"),
      ],
      "which curvature",
    ),
    choice(
      "structure",
      [
        word("full", "all of it"),
        word("kron", "a Kronecker product for each layer"),
        word("diag", "its diagonal"),
        word("low_rank", "its largest eigenvectors", { parameters: [rank] }),
      ],
      "how much of the curvature is kept",
    ),
    choice(
      "prior_precision",
      [word("fixed", "as the model says"), word("marglik", "tuned to the marginal likelihood")],
      "the prior's precision",
    ),
    choice(
      "predict",
      [
        word("glm", "through the network linearised at the mode"),
        word("sampling", "through draws of the weights"),
        word("probit", "the probit approximation, for classes"),
        word("bridge", "the Laplace bridge to a Dirichlet, for classes"),
      ],
      "how predictions are made",
    ),
    steps(5_000),
    batch,
    optimizer(),
    schedule,
  ],
  requires: ["gradients", "rows_if_batched", "no_noise"],
};
