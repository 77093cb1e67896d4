/** The closed form. */

import type { MethodDeclaration } from "../method.ts";

export const exact: MethodDeclaration = {
  name: "exact",
  built: true,
  doc: "The posterior in closed form: normals linear in normals, their variance known or inverse gamma, and conjugate pairs; no options, no approximation.",
  options: [],
  requires: ["conjugate", "no_noise"],
};
