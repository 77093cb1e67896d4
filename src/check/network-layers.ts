/** The layers of a network, one after the other: labels, widths as dimensions (`f.hidden`), the shape of each one's output. */

import type { Span } from "../diagnostic/source.ts";
import type { Layer } from "../library/layer.ts";
import type { Derived, Dimension } from "../shape/dimension.ts";
import { printDimensions } from "../shape/print.ts";
import { real, type ValueType } from "../shape/support.ts";
import type { LayerNode, NetworkBlock } from "../syntax/ast.ts";
import { findLayer, layerArguments, type LayerArguments } from "./layer-arguments.ts";
import type { NetworkLayer } from "./program.ts";
import { excerpt, mention, type Scope } from "./scope.ts";

/** What stands between braces, once its layer and arguments are known. */
interface Part extends LayerArguments {
  readonly node: LayerNode;
  readonly layer: Layer;
  readonly body: readonly Part[];
}

/** `input` and `end` are null where they are mistaken: the layers are looked at all the same. */
export function layersOf(
  scope: Scope,
  block: NetworkBlock,
  input: ValueType | null,
  end: readonly Dimension[] | null,
): readonly NetworkLayer[] | null {
  if (block.layers.length === 0) {
    scope.mistakes.report(
      "H0304",
      { name: `the network ${block.name.text}`, wants: "at least one layer", found: "none" },
      { at: block.name.span, help: "write { dense } for a linear one" },
    );
    return null;
  }
  const parts = partsOf(scope, block.layers);
  if (parts === null) return null;
  const labels = labelsOf(parts);
  const distinct = labelsDiffer(scope, labels);
  const context: Context = { scope, block, labels, widths: new Map() };
  readWidths(context, parts, true);
  if (!distinct || input === null || end === null) return null;
  const laid = lay(context, parts, input, end);
  if (laid === null) return null;
  const { output, layers } = laid;
  if (output.length === end.length && output.every((dimension, axis) => dimension === end[axis]))
    return layers;
  const written = block.output.kind === "type" ? block.output.type.span : block.name.span;
  return scope.mistakes.report(
    "H0304",
    {
      name: `the network ${block.name.text}`,
      wants: `layers that end in ${printDimensions(end) || "one number"}`,
      found: printDimensions(output) || "one number",
    },
    {
      at: parts.at(-1)?.node.layer.span ?? block.name.span,
      text: `this gives ${printDimensions(output) || "one number"}`,
      labels: [{ span: written, text: "the network's output" }],
      help: output.length > 1 ? "write flatten and dense after it" : "write dense after it",
    },
  );
}

function partsOf(scope: Scope, nodes: readonly LayerNode[]): readonly Part[] | null {
  const parts = nodes.map((node): Part | null => {
    const layer = findLayer(scope, node);
    const given = layer === null ? null : layerArguments(scope, layer, node);
    const body = partsOf(scope, node.body ?? []);
    return layer === null || given === null || body === null ? null : { node, layer, body, ...given };
  });
  return parts.every((part) => part !== null) ? parts : null;
}

interface Context {
  readonly scope: Scope;
  readonly block: NetworkBlock;
  readonly labels: ReadonlyMap<Part, string>;
  /** Of the layers that say theirs. */
  readonly widths: Map<Part, Dimension>;
}

/** Every layer with those in its braces behind it. */
function flat(parts: readonly Part[]): readonly Part[] {
  return parts.flatMap((part) => [part, ...flat(part.body)]);
}

function hasWidth({ layer }: Part): boolean {
  return layer.parameters.some(({ kind }) => kind === "width");
}

/** Its own label; else `layerI`, I its place among the layers with weights, the last `out`; without weights its own word. */
function labelsOf(parts: readonly Part[]): ReadonlyMap<Part, string> {
  const all = flat(parts);
  const weighted = all.filter(hasWidth);
  return new Map(
    all.map((part) => {
      const place = weighted.indexOf(part);
      const numbered = place === weighted.length - 1 ? "out" : `layer${place + 1}`;
      return [part, part.node.label?.text ?? (place < 0 ? part.layer.name : numbered)];
    }),
  );
}

/** Weightless layers without a label have no name that one could write: only the others' must differ. */
function labelsDiffer(scope: Scope, labels: ReadonlyMap<Part, string>): boolean {
  const seen = new Map<string, Span>();
  for (const [part, label] of labels) {
    if (part.node.label === null && !hasWidth(part)) continue;
    const written = part.node.label?.span ?? part.node.layer.span;
    const before = seen.get(label);
    if (before !== undefined) {
      const at = { at: written, text: "a second time", labels: [{ span: before, text: `${label} already` }] };
      scope.mistakes.report("H0205", { what: "layer", name: label }, at);
      return false;
    }
    seen.set(label, written);
  }
  return true;
}

/** The width of the last layer with weights follows from what its layers must give; every other one is written. */
function readWidths(context: Context, parts: readonly Part[], outermost: boolean): void {
  const { scope, block, labels, widths } = context;
  const last = parts.findLast((part) => flat([part]).some(hasWidth));
  for (const part of parts) {
    readWidths(context, part.body, false);
    const parameter = part.layer.parameters.find(({ kind }) => kind === "width");
    if (parameter === undefined) continue;
    const { node, width } = part;
    const label = labels.get(part) ?? "";
    if (part === last && !parameter.required) {
      if (width !== null) refuseLastWidth(context, label, width.span, outermost);
      continue;
    }
    if (width === null) {
      const only = parameter.required ? "" : ": only the last layer's follows from the network's type";
      scope.mistakes.report(
        "H0308",
        { layer: label },
        { at: node.layer.span, text: `no ${parameter.name}${only}`, help: `write ${node.layer.text}(50, …)` },
      );
    }
    const id = `${block.name.text}.${label}`;
    const size = width?.size ?? null;
    widths.set(part, mention(scope, { name: label, id, origin: "layer", size, labels: null, twin: null }));
  }
}

function refuseLastWidth({ scope, block }: Context, label: string, at: Span, outermost: boolean): void {
  const { output } = block;
  const [written, gives] =
    output.kind === "type"
      ? [output.type.span, excerpt(output.type.span)]
      : [block.name.span, output.heads.map(({ name }) => name.text).join(", ")];
  scope.mistakes.report(
    "H0308",
    { layer: label },
    {
      at,
      text: outermost
        ? "the last layer's width follows from the network's type"
        : "the last layer's width is that of what enters the braces",
      labels: outermost ? [{ span: written, text: `the network gives ${gives}` }] : [],
      help: "leave the width out",
    },
  );
}

/** Each layer on the output of the one before; null where one does not fit, which is told. */
function lay(
  context: Context,
  parts: readonly Part[],
  input: ValueType,
  end: readonly Dimension[],
): { readonly layers: readonly NetworkLayer[]; readonly output: readonly Dimension[] } | null {
  const layers: NetworkLayer[] = [];
  let example = input;
  for (const part of parts) {
    const { node, layer, body } = part;
    const inside = layer.body ? lay(context, body, example, example.dimensions) : null;
    if (layer.body && inside === null) return null;
    const written = context.widths.get(part);
    const shape = layer.shape({
      input: example,
      width: !hasWidth(part) ? [] : written === undefined ? end : [written],
      size: part.size,
      inner: inside?.output ?? null,
      ...dimensionsOf(context, part),
    });
    if ("wants" in shape) {
      const { wants, found, help } = shape;
      const details = { at: node.layer.span, text: `${found} enters it`, help };
      return context.scope.mistakes.report("H0304", { name: layer.name, wants, found }, details);
    }
    layers.push({
      label: context.labels.get(part) ?? "",
      layer,
      activation: part.activation,
      size: part.size,
      rate: part.rate,
      input: example,
      output: shape.output,
      weights: shape.weights.map(({ dimensions, ...weight }) => ({
        ...weight,
        type: { support: real, dimensions },
      })),
      body: inside?.layers ?? [],
      span: node.label?.span ?? node.span,
    });
    example = { support: real, dimensions: shape.output };
  }
  return { layers, output: example.dimensions };
}

/** The dimensions a layer makes for itself, `f.1.Row` or `3`. */
function dimensionsOf({ scope, block, labels }: Context, part: Part) {
  const label = labels.get(part) ?? "";
  const place = `${block.name.text}.${[...labels.keys()].indexOf(part) + 1}`;
  return {
    derive: (base: Dimension | null, derived: Derived): Dimension => {
      const own = base?.name.split(".").at(-1);
      const name = own === undefined ? label : `${label}.${own}`;
      const id = `${place}.${own ?? label}`;
      return mention(scope, { name, id, origin: "layer", size: null, labels: null, twin: null, derived });
    },
    fixed: (size: number): Dimension => {
      const id = `${place}#${scope.mentioned.length}`;
      const name = String(size);
      return mention(scope, { name, id, origin: "anonymous", size, labels: null, twin: null });
    },
  };
}
