/** `network f: real[D] -> real { … }`: layers in a row, each width a dimension of its own (`f.hidden`). */

import type { Span } from "../diagnostic/source.ts";
import type { Layer, WeightRole } from "../library/layer.ts";
import type { Dimension } from "../shape/dimension.ts";
import { printType } from "../shape/print.ts";
import { real, type ValueType } from "../shape/support.ts";
import type { LayerNode, NetworkBlock } from "../syntax/ast.ts";
import { layerArguments, findLayer } from "./layer-arguments.ts";
import type { Network, NetworkLayer, WeightTensor } from "./program.ts";
import { declare, mention, type Scope } from "./scope.ts";
import { resolveType } from "./types.ts";

export function checkNetwork(scope: Scope, block: NetworkBlock): Network | null {
  const network = networkOf(scope, block);
  declare(scope, {
    what: "network",
    name: block.name.text,
    span: block.name.span,
    element: null,
    type: null,
    network,
    local: false,
  });
  return network;
}

function networkOf(scope: Scope, block: NetworkBlock): Network | null {
  const input = inputOf(scope, block);
  const output = outputOf(scope, block);
  const layers = layersOf(scope, block, input?.dimensions[0] ?? null, output);
  if (input === null || output === null || layers === null) return null;
  return {
    kind: "network",
    name: block.name.text,
    input,
    outputs: [{ head: null, type: output }],
    layers,
    span: block.name.span,
  };
}

function inputOf(scope: Scope, block: NetworkBlock): ValueType | null {
  const input = resolveType(scope, block.input, false);
  if (input === null) return null;
  if (input.support.kind !== "real") {
    return scope.mistakes.notYet(`a network of ${printType(input)}`, block.input.span, {
      note: "networks take reals",
    });
  }
  if (input.dimensions.length === 0) {
    return scope.mistakes.notYet("a network of a single number", block.input.span, {
      help: `give it a dimension: ${block.name.text}: real[D] -> …, and in data x: real[N, D] from one column`,
    });
  }
  if (input.dimensions.length > 1) {
    return scope.mistakes.notYet("a network of several dimensions", block.input.span);
  }
  return input;
}

function outputOf(scope: Scope, block: NetworkBlock): ValueType | null {
  const { output } = block;
  if (output.kind === "heads") {
    const [head] = output.heads;
    return scope.mistakes.notYet("a network with heads", head?.name.span ?? block.name.span);
  }
  const type = resolveType(scope, output.type, false);
  if (type === null) return null;
  if (type.support.kind !== "real") {
    return scope.mistakes.notYet(`a network's ${printType(type)} output`, output.type.span, {
      help: "let the network give real, and write softplus(f(x)) or sigmoid(f(x)) where it is used",
    });
  }
  if (type.dimensions.length > 1) {
    return scope.mistakes.notYet("an output of several dimensions", output.type.span);
  }
  return type;
}

/** What stands between braces, once its layer and arguments are known. */
interface Part {
  readonly node: LayerNode;
  readonly layer: Layer;
  readonly width: { readonly size: number; readonly span: Span } | null;
  readonly activation: NetworkLayer["activation"];
}

function layersOf(
  scope: Scope,
  block: NetworkBlock,
  input: Dimension | null,
  output: ValueType | null,
): readonly NetworkLayer[] | null {
  const parts: Part[] = [];
  let sound = true;
  for (const node of block.layers) {
    const layer = findLayer(scope, node);
    const given = layer === null ? null : layerArguments(scope, layer, node);
    if (layer === null || given === null) sound = false;
    else parts.push({ node, layer, ...given });
  }
  if (block.layers.length === 0) {
    scope.mistakes.report(
      "H0304",
      { name: `the network ${block.name.text}`, wants: "at least one layer", found: "none" },
      { at: block.name.span, help: "write { dense } for a linear one" },
    );
    return null;
  }
  if (!sound) return null;
  const widths = widthsOf(scope, block, parts, output);
  const labels = parts.map((_, place) => labelOf(parts, place));
  if (new Set(labels).size < labels.length) return null;
  if (input === null || output === null) return null;
  const [outputDimension] = output.dimensions;
  return parts.map(({ node, layer, activation }, place) => {
    const from = place === 0 ? input : (widths[place - 1] ?? input);
    const to = place === parts.length - 1 ? (outputDimension ?? null) : (widths[place] ?? null);
    const label = labels[place] ?? "";
    const weights = layer.weights.map((role) => weightOf(role, from, to));
    return {
      label,
      layer,
      activation,
      input: from,
      output: to,
      weights,
      span: node.label?.span ?? node.span,
    };
  });
}

/** The width's dimension of every layer but the last, whose width is the network's. A mistaken one stands in for the right one. */
function widthsOf(
  scope: Scope,
  block: NetworkBlock,
  parts: readonly Part[],
  output: ValueType | null,
): readonly Dimension[] {
  const widths: Dimension[] = [];
  const labels = new Map<string, Span>();
  parts.forEach(({ node, width }, place) => {
    const label = labelOf(parts, place);
    const written = node.label?.span ?? node.layer.span;
    const before = labels.get(label);
    if (before !== undefined) {
      scope.mistakes.report(
        "H0205",
        { what: "layer", name: label },
        { at: written, text: "a second time", labels: [{ span: before, text: `${label} already` }] },
      );
    }
    labels.set(label, written);
    const last = place === parts.length - 1;
    if (last) {
      if (width !== null) refuseLastWidth(scope, block, label, width.span, output);
      return;
    }
    if (width === null) {
      scope.mistakes.report(
        "H0308",
        { layer: label },
        {
          at: node.layer.span,
          text: "no width: only the last layer's follows from the network's type",
          help: `write ${node.layer.text}(50, …)`,
        },
      );
    }
    const id = `${block.name.text}.${label}`;
    const size = width?.size ?? null;
    widths.push(mention(scope, { name: label, id, origin: "layer", size, labels: null, twin: null }));
  });
  return widths;
}

function refuseLastWidth(
  scope: Scope,
  block: NetworkBlock,
  label: string,
  span: Span,
  output: ValueType | null,
): void {
  const written = block.output.kind === "type" ? block.output.type.span : block.name.span;
  scope.mistakes.report(
    "H0308",
    { layer: label },
    {
      at: span,
      text: "the last layer's width follows from the network's type",
      labels: output === null ? [] : [{ span: written, text: `the network gives ${printType(output)}` }],
      help: "leave the width out",
    },
  );
}

/** Its own label; else `layerI`, I its place among the layers with weights, the last `out`. */
function labelOf(parts: readonly Part[], place: number): string {
  const part = parts[place];
  if (part?.node.label) return part.node.label.text;
  const weighted = parts.filter(({ layer }) => layer.weights.length > 0);
  const among = weighted.findIndex((other) => other === part);
  return among === weighted.length - 1 ? "out" : `layer${among + 1}`;
}

function weightOf(role: WeightRole, input: Dimension, output: Dimension | null): WeightTensor {
  const dimensions = role.axes.flatMap((axis) => {
    if (axis === "in") return [input];
    return output === null ? [] : [output];
  });
  return { role: role.role, type: { support: real, dimensions } };
}
