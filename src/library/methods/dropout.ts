/** MC dropout: Gal & Ghahramani, "Dropout as a Bayesian approximation" (2016); Gal, Hron & Kendall, "Concrete dropout" (2017). */

import type { MethodDeclaration } from "../method.ts";
import { batch, choice, integer, optimizer, schedule, steps, word } from "../method-options.ts";

export const dropout: MethodDeclaration = {
  name: "dropout",
  built: false,
  doc: "MC dropout: units are dropped in training and in prediction alike; the dropout layers stand in the network.",
  options: [
    integer("samples", 100, [1, 100_000], "draws", "networks drawn for a prediction"),
    choice(
      "rates",
      [word("fixed", "as the layers say"), word("concrete", "learned with the weights")],
      "where the rates come from",
    ),
    steps(10_000),
    batch,
    optimizer(),
    schedule,
  ],
  requires: ["gradients", "rows_if_batched", "noise", "gaussian_weights"],
};
