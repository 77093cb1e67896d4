/** The closed form. */

import type { MethodDeclaration } from "../method.ts";

export const exact: MethodDeclaration = {
  name: "exact",
  built: true,
  doc: "The posterior in closed form, for linear-Gaussian models with known noise; no options, no approximation.",
  options: [],
  requires: ["conjugate", "no_noise"],
};
