/** A network, a function of one example, applied to an array of them. */

import type { Network, NetworkLayer } from "../check/program.ts";
import { allLayers } from "../check/weights.ts";
import { Bug } from "../diagnostic/bug.ts";
import { linkOf } from "../library/links.ts";
import { without } from "../shape/align.ts";
import type { Dimension, Sizes } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { elements, type Shape } from "../tensor/graph.ts";
import { uniformFor } from "./noise.ts";
import { type Environment, type Named, permute, shapeOf } from "./named.ts";

/** The name of a weight tensor's latent: `f.hidden.weight`. */
export function weightName(network: Network, layer: NetworkLayer, role: string): string {
  return `${network.name}.${layer.label}.${role}`;
}

/** What a layer gave, [rows, …its output], after its activation. */
export interface Tap {
  readonly layer: NetworkLayer;
  readonly output: Tensor;
}

interface Run {
  readonly b: Builder;
  readonly network: Network;
  readonly env: Environment;
  readonly taps: Tap[];
}

/**
 * The network lifted over every dimension of `argument` that its input lacks: those become one axis of rows, so that each
 * dense layer is one product [rows, in] · [in, out]. The weights stand in the environment. Of several heads, one.
 */
export function applyNetwork(
  b: Builder,
  network: Network,
  argument: Named,
  sizes: Sizes,
  env: Environment,
  head: string | null = null,
): Named {
  const lifted = without(argument.dimensions, network.input.dimensions);
  const output = networkTaps(b, network, argument, sizes, env).at(-1)?.output;
  if (output === undefined) throw new Bug(`the network ${network.name} has no layers`);
  const { start, dimensions, support } = outputOf(network, sizes, head);
  const [rows = 1, ...rest] = output.shape;
  const shape = shapeOf(dimensions, sizes);
  const mine =
    network.outputs.length === 1 && network.outputs[0]?.head === null
      ? output
      : b.slice(reshaped(b, output, [rows, elements(rest)]), [0, start], [rows, start + elements(shape)]);
  const link = linkOf(support);
  if (link === null) throw new Bug(`a network has no link to ${support.kind}`);
  return {
    tensor: link(b, reshaped(b, mine, [...shapeOf(lifted, sizes), ...shape]), support),
    dimensions: [...lifted, ...dimensions],
  };
}

/** Where a head's numbers start among the last layer's, and of which type they are. */
function outputOf(network: Network, sizes: Sizes, head: string | null) {
  let start = 0;
  for (const { head: name, type } of network.outputs) {
    if (name === head) return { start, ...type };
    start += elements(shapeOf(type.dimensions, sizes));
  }
  throw new Bug(`the network ${network.name} has no head ${head}`);
}

/** Every layer's output, those in braces before the layer they stand in; the last is the network's before its links. */
export function networkTaps(
  b: Builder,
  network: Network,
  argument: Named,
  sizes: Sizes,
  env: Environment,
): readonly Tap[] {
  const input = network.input.dimensions;
  const lifted = without(argument.dimensions, input);
  const example = permute(b, argument, [...lifted, ...input]);
  const shape = (dimensions: readonly Dimension[]) => shapeOf(dimensions, sizes);
  const features = reshaped(b, example.tensor, [elements(shape(lifted)), ...shape(input)]);
  const run: Run = { b, network, env, taps: [] };
  through(run, network.layers, features);
  return run.taps;
}

function through(run: Run, layers: readonly NetworkLayer[], x: Tensor): Tensor {
  return layers.reduce((entering, layer) => applyLayer(run, layer, entering), x);
}

function applyLayer(run: Run, layer: NetworkLayer, x: Tensor): Tensor {
  const { b, network, env, taps } = run;
  const weights = layer.weights.map(({ role, type }) => {
    const name = weightName(network, layer, role);
    const value = env.get(name);
    if (value === undefined) throw new Bug(`the weights ${name} have no value`);
    return [role, permute(b, value, type.dimensions).tensor] as const;
  });
  const { size, rate, body, activation } = layer;
  const place = `${network.name}.${allLayers(network.layers).indexOf(layer)}`;
  const uniform = (shape: Shape) => uniformFor(b, env, place, shape);
  const inner = (inside: Tensor) => through(run, body, inside);
  const raw = layer.layer.apply(b, x, {
    weights: Object.fromEntries(weights),
    size,
    rate,
    uniform,
    inner,
  });
  const output = activation === null ? raw : activation.apply(b, raw);
  taps.push({ layer, output });
  return output;
}

function reshaped(b: Builder, x: Tensor, shape: readonly number[]): Tensor {
  return x.shape.join() === shape.join() ? x : b.reshape(x, shape);
}
