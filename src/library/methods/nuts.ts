/** The no-U-turn sampler: Hoffman & Gelman (2014); multinomial: Betancourt (2017). */

import type { MethodDeclaration } from "../method.ts";
import { integer, samplerOptions } from "../method-options.ts";

export const nuts: MethodDeclaration = {
  name: "nuts",
  built: true,
  doc: "The no-U-turn sampler: the gold standard for models whose full gradient is affordable.",
  options: [
    ...samplerOptions,
    integer("max_depth", 10, [1, 20], "doublings", "the greatest depth of a path's tree"),
  ],
  requires: ["latents", "gradients", "no_noise"],
};
