/** `network f: real[D] -> real { … }`: what it takes and gives, and its layers between. */

import { linkOf } from "../library/links.ts";
import type { Span } from "../diagnostic/source.ts";
import type { Dimension } from "../shape/dimension.ts";
import { printDimensions, printType } from "../shape/print.ts";
import type { ValueType } from "../shape/support.ts";
import type { Head, NetworkBlock, TypeNode } from "../syntax/ast.ts";
import { layersOf } from "./network-layers.ts";
import type { Network } from "./program.ts";
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

type Outputs = Network["outputs"];

function networkOf(scope: Scope, block: NetworkBlock): Network | null {
  const input = inputOf(scope, block);
  const outputs = outputsOf(scope, block);
  const end = outputs === null ? null : endOf(scope, block, outputs);
  const layers = layersOf(scope, block, input, end);
  if (input === null || outputs === null || layers === null) return null;
  return { kind: "network", name: block.name.text, input, outputs, layers, span: block.name.span };
}

function inputOf(scope: Scope, block: NetworkBlock): ValueType | null {
  const input = resolveType(scope, block.input, false);
  if (input === null || input.support.kind === "real" || input.support.kind === "label") return input;
  return scope.mistakes.report(
    "H0304",
    { name: `the network ${block.name.text}`, wants: "reals or labels", found: printType(input) },
    {
      at: block.input.element.span,
      text: "a network takes any number",
      help: `write real${printDimensions(input.dimensions)}: other numbers count as reals`,
      edits: [{ span: block.input.element.span, text: "real" }],
    },
  );
}

function outputsOf(scope: Scope, block: NetworkBlock): Outputs | null {
  const { output } = block;
  if (output.kind === "type") {
    const type = outputOf(scope, output.type);
    return type === null ? null : [{ head: null, type }];
  }
  const types = output.heads.map(({ type }) => outputOf(scope, type));
  if (headTwice(scope, output.heads)) return null;
  return types.every((type) => type !== null)
    ? types.map((type, i) => ({ head: output.heads[i]?.name.text ?? null, type }))
    : null;
}

function outputOf(scope: Scope, node: TypeNode): ValueType | null {
  const type = resolveType(scope, node, false);
  if (type === null || linkOf(type.support) !== null) return type;
  return scope.mistakes.report(
    "H0304",
    { name: "a network's output", wants: "real, positive, unit or an interval", found: printType(type) },
    {
      at: node.element.span,
      text: "a network gives numbers on a line",
      notes: ["a discrete value is drawn: y ~ poisson(log_rate = f(x)), y ~ categorical(logits = f(x))"],
    },
  );
}

function headTwice(scope: Scope, heads: readonly Head[]): boolean {
  const seen = new Map<string, Span>();
  for (const { name } of heads) {
    const before = seen.get(name.text);
    if (before !== undefined) {
      const labels = [{ span: before, text: `${name.text} already` }];
      const details = { at: name.span, text: "a second time", labels };
      scope.mistakes.report("H0205", { what: "head", name: name.text }, details);
      return true;
    }
    seen.set(name.text, name.span);
  }
  return false;
}

/** What the last layer gives: the output's dimensions; of heads one dimension, in which they stand side by side. */
function endOf(scope: Scope, block: NetworkBlock, outputs: Outputs): readonly Dimension[] {
  const [first] = outputs;
  if (first?.head === null) return first.type.dimensions;
  const scalars = outputs.every(({ type }) => type.dimensions.length === 0);
  return [
    mention(scope, {
      name: "out",
      id: `${block.name.text}.out`,
      origin: "layer",
      size: null,
      labels: scalars ? outputs.map(({ head }) => head ?? "") : null,
      twin: null,
      derived: { kind: "sum", terms: outputs.map(({ type }) => type.dimensions) },
    }),
  ];
}
