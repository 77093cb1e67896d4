/** The mode of the declared variables' density. */

import type { MethodDeclaration } from "../method.ts";
import { batch, optimizer, schedule, steps } from "../method-options.ts";

export const map: MethodDeclaration = {
  name: "map",
  built: true,
  doc: "The mode of the density of the declared variables: one point, no uncertainty; a quick look, or a start for others.",
  options: [steps(5_000), batch, optimizer(), schedule],
  requires: ["gradients", "rows_if_batched"],
};
