/** The outputs of every layer of a model's networks, so that a fault can be traced to the layer it starts in. */

import { networkArgument } from "../../model/evaluate.ts";
import { likelihoodEnvironment } from "../../model/density.ts";
import type { Environment, Model } from "../../model/model.ts";
import { networkTaps } from "../../model/network.ts";
import type { Sizes } from "../../shape/dimension.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import { expressionsOf } from "../../check/walk.ts";

/** Of each application in the model, from the first layer to the last: `the layer f.hidden`. Before the last layer's link. */
export function layersOf(
  b: Builder,
  model: Model,
  sizes: Sizes,
  environment: Environment,
): readonly (readonly [name: string, output: Tensor])[] {
  const inner = likelihoodEnvironment(b, model, sizes, environment);
  return [...expressionsOf(model.program)].flatMap((expr) => {
    if (expr.kind !== "apply") return [];
    const argument = networkArgument(b, expr, sizes, inner);
    return networkTaps(b, expr.network, argument, sizes, inner).map(
      ({ layer, output }) => [`the layer ${expr.network.name}.${layer.label}`, output] as const,
    );
  });
}
