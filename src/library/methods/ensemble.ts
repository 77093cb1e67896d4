/** Deep ensembles: Lakshminarayanan, Pritzel & Blundell (2017); anchored: Pearce, Leibfried & Brintrup (2020). */

import type { MethodDeclaration } from "../method.ts";
import { batch, choice, integer, optimizer, schedule, steps, word } from "../method-options.ts";

export const ensemble: MethodDeclaration = {
  name: "ensemble",
  built: false,
  doc: "Several fits from different starts, predicting together.",
  options: [
    integer("members", 5, [1, 10_000], "fits", "how many"),
    choice(
      "of",
      [
        word("map", "modes"),
        word("swag", "SWAG posteriors"),
        word("laplace", "Laplace approximations"),
        word("vi", "variational posteriors"),
      ],
      "what each member is",
    ),
    choice(
      "init",
      [
        word("random", "from different starts"),
        word("bootstrap", "and on rows drawn with replacement"),
        word("anchored", "each pulled towards its own draw from the prior"),
      ],
      "how members differ",
    ),
    steps(5_000),
    batch,
    optimizer(),
    schedule,
  ],
  requires: ["gradients", "rows_if_batched", "no_noise"],
};
