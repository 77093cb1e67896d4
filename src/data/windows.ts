/** Windows that a network slides over its input fit only where the data is large enough, which is known here at last. */

import { allLayers } from "../check/weights.ts";
import type { CheckedProgram } from "../check/program.ts";
import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { sizeOf, type Sizes } from "../shape/dimension.ts";

/** The first layer whose window is larger than what enters it. */
export function findEmptyWindows(program: CheckedProgram, sizes: Sizes): Diagnostic | null {
  for (const network of program.networks) {
    for (const layer of allLayers(network.layers)) {
      for (const dimension of layer.output) {
        const { derived } = dimension;
        const size = sizeOf(dimension, sizes);
        if (derived?.kind !== "windows" || size === null || size >= 1) continue;
        const holes = {
          layer: `${network.name}.${layer.label}`,
          width: derived.width,
          dimension: derived.of.name,
          size: sizeOf(derived.of, sizes) ?? 0,
        };
        return diagnose("H0639", holes, {
          at: layer.span,
          text: "no window fits",
          help: "give it a smaller size, or leave a layer before it out",
        });
      }
    }
  }
  return null;
}
