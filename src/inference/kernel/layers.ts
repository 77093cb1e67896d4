/** The outputs of every layer of a model's networks, so that a fault can be traced to the layer it starts in. */

import type { Expr } from "../../check/program.ts";
import { evaluate } from "../../model/evaluate.ts";
import { likelihoodEnvironment } from "../../model/density.ts";
import type { Environment, Model } from "../../model/model.ts";
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
  return [...expressionsOf(model.program)].flatMap((expr) =>
    expr.kind === "apply" ? prefixes(expr).map((part) => outputOf(b, part, sizes, inner)) : [],
  );
}

type Apply = Extract<Expr, { kind: "apply" }>;

/** The network cut off after each of its layers. */
function prefixes(expr: Apply): readonly Apply[] {
  const { network } = expr;
  return network.layers.map((layer, i) => {
    const type = { support: { kind: "real" }, dimensions: layer.output ? [layer.output] : [] } as const;
    const cut = { ...network, layers: network.layers.slice(0, i + 1), outputs: [{ head: null, type }] };
    return { ...expr, network: cut, head: null };
  });
}

function outputOf(
  b: Builder,
  expr: Apply,
  sizes: Sizes,
  environment: Environment,
): readonly [string, Tensor] {
  const label = expr.network.layers.at(-1)?.label ?? "";
  return [`the layer ${expr.network.name}.${label}`, evaluate(b, expr, sizes, environment).tensor];
}
