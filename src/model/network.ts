/** A network, a function of one example, applied to an array of them. */

import type { Network, NetworkLayer } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import { bijectorOf } from "../library/bijectors/table.ts";
import { without } from "../shape/align.ts";
import type { Sizes } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { type Environment, type Named, permute, shapeOf } from "./named.ts";

/** The name of a weight tensor's latent: `f.hidden.weight`. */
export function weightName(network: Network, layer: NetworkLayer, role: string): string {
  return `${network.name}.${layer.label}.${role}`;
}

/**
 * The network lifted over every dimension of `argument` that its input lacks: those become one axis of rows, so that each
 * dense layer is one product [rows, in] · [in, out]. The weights stand in the environment.
 */
export function applyNetwork(
  b: Builder,
  network: Network,
  argument: Named,
  sizes: Sizes,
  env: Environment,
): Named {
  const input = network.input.dimensions;
  const lifted = without(argument.dimensions, input);
  const example = permute(b, argument, [...lifted, ...input]);
  const rows = product(shapeOf(lifted, sizes));
  const features = reshaped(b, example.tensor, [rows, product(shapeOf(input, sizes))]);
  const last = network.layers[network.layers.length - 1];
  if (last === undefined || network.outputs.length !== 1)
    throw new Bug("a network of one head and some layers");
  const output = network.layers.reduce((x, layer) => applyLayer(b, network, layer, x, env), features);
  const dimensions = [...lifted, ...(last.output === null ? [] : [last.output])];
  return { tensor: link(b, network, reshaped(b, output, shapeOf(dimensions, sizes))), dimensions };
}

function applyLayer(b: Builder, network: Network, layer: NetworkLayer, x: Tensor, env: Environment): Tensor {
  const weights = layer.weights.map(({ role, type }) => {
    const name = weightName(network, layer, role);
    const value = env.get(name);
    if (value === undefined) throw new Bug(`the weights ${name} have no value`);
    return [role, permute(b, value, type.dimensions).tensor] as const;
  });
  const output = layer.layer.apply(b, x, Object.fromEntries(weights));
  return layer.activation === null ? output : layer.activation.apply(b, output);
}

/** A constrained output is reached through its support's bijector: exp for positive, the logistic function for unit. */
function link(b: Builder, network: Network, x: Tensor): Tensor {
  const support = network.outputs[0]?.type.support ?? { kind: "real" };
  const bijector = bijectorOf(support);
  if (bijector === null) throw new Bug(`a network has no link to ${support.kind}`);
  return bijector.forward(b, x, support);
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((count, size) => count * size, 1);
}

function reshaped(b: Builder, x: Tensor, shape: readonly number[]): Tensor {
  return x.shape.join() === shape.join() ? x : b.reshape(x, shape);
}
