/** A layer's word and arguments: `dense(50, relu)`, `dense(width = 50, activation = relu)`, `dense`. */

import { activations } from "../library/activations/table.ts";
import { layers } from "../library/layers/table.ts";
import type { Activation, Layer } from "../library/layer.ts";
import type { Span } from "../diagnostic/source.ts";
import type { Argument, Expression, LayerNode, Name } from "../syntax/ast.ts";
import { numberIn } from "./constants.ts";
import { excerpt, type Scope } from "./scope.ts";
import { nearest, reportUnknown } from "./unknown.ts";
import { standing, wordsOf } from "./words.ts";

export interface LayerArguments {
  readonly width: { readonly size: number; readonly span: Span } | null;
  /** The edge of a window. */
  readonly size: number | null;
  readonly rate: number | null;
  readonly activation: Activation | null;
}

type Kind = Layer["parameters"][number]["kind"];

export function findLayer(scope: Scope, node: LayerNode): Layer | null {
  const { text, span } = node.layer;
  const layer = layers.get(text);
  if (layer === undefined) {
    if (batchNormalisation.test(text)) return refuseBatchNorm(scope, node);
    if (standing("layer", text) === "later") return scope.mistakes.notYet(`the layer ${text}`, span);
    const fallback = activations.has(text)
      ? `an activation stands in its layer: dense(50, ${text})`
      : `the layers are ${wordsOf("layer").join(", ")}`;
    return reportUnknown(scope, "H0202", { kind: "layer", name: text }, text, span, wordsOf("layer"), {
      fallback,
    });
  }
  const found = node.body === null ? null : node.body.length === 0 ? "none" : "a block of them";
  if (!layer.body && found !== null) {
    const holes = { name: text, wants: "no layers of its own", found: "a block of them" };
    return scope.mistakes.report("H0304", holes, { at: span });
  }
  if (layer.body && found !== "a block of them") {
    const holes = { name: text, wants: "layers in braces", found: "none" };
    return scope.mistakes.report("H0304", holes, {
      at: span,
      help: `write ${text} { dense(20, relu) dense }`,
    });
  }
  const label = node.label;
  if (label !== null && (label.text === "weight" || label.text === "bias")) {
    return scope.mistakes.report(
      "H0211",
      { name: label.text },
      { at: label.span, text: `f.${label.text} means those of all layers`, help: "give it another label" },
    );
  }
  return layer;
}

const batchNormalisation = /^batch_?norm(ali[sz]ation)?$/i;

/** Ioffe & Szegedy's (2015) layer: known, and not one of a model that has a likelihood. */
function refuseBatchNorm(scope: Scope, { layer: { text, span } }: LayerNode): null {
  return scope.mistakes.report(
    "H0202",
    { kind: "layer", name: text },
    {
      at: span,
      text: "one example's output would depend on the others of its batch",
      notes: [
        "rows are independent given the latents: with batch normalisation the density of the data would be no product over rows, and another batch another model",
      ],
      help: "write layer_norm, which normalises each example by itself",
      edits: [{ span, text: "layer_norm" }],
    },
  );
}

export function layerArguments(scope: Scope, layer: Layer, node: LayerNode): LayerArguments | null {
  const given = new Map<Kind, Expression>();
  for (const argument of node.arguments) {
    const kind = kindOf(scope, layer, argument, given);
    if (kind === null) return null;
    given.set(kind, argument.value);
  }
  const [width, edge, activation] = [given.get("width"), given.get("size"), given.get("activation")];
  const lacking = layer.parameters.find(
    ({ kind, required }) => required && kind !== "width" && !given.has(kind),
  );
  if (lacking !== undefined) {
    const holes = { name: layer.name, wants: `a ${lacking.name}`, found: "none" };
    const written = layer.parameters.map(({ kind }) => examples[kind]);
    return scope.mistakes.report("H0304", holes, {
      at: node.layer.span,
      text: lacking.doc,
      help: `write ${layer.name}(${written.join(", ")})`,
    });
  }
  const count = width === undefined ? undefined : wholeOf(scope, layer, "width", width);
  const size = edge === undefined ? undefined : wholeOf(scope, layer, "size", edge);
  const row = activation === undefined ? undefined : activationOf(scope, activation);
  const chance = given.get("rate");
  const rate = chance === undefined ? undefined : rateOf(scope, layer, chance);
  if (count === null || size === null || rate === null || row === null) return null;
  return {
    width: width === undefined || count === undefined ? null : { size: count, span: width.span },
    size: size ?? null,
    rate: rate ?? null,
    activation: row ?? null,
  };
}

const examples: { readonly [K in Kind]: string } = { width: "8", size: "2", rate: "0.1", activation: "relu" };

function formOf(layer: Layer): string {
  const names = layer.parameters.map(({ name }) => name);
  return names.length === 0 ? "no arguments" : `${layer.name}(${names.join(", ")})`;
}

/** The parameter an argument is for. A word alone is an activation, so `dense(tanh)` skips the width. */
function kindOf(
  scope: Scope,
  layer: Layer,
  argument: Argument,
  given: ReadonlyMap<Kind, Expression>,
): Kind | null {
  const form = formOf(layer);
  if (argument.weight !== null || argument.over !== null) {
    return scope.mistakes.report(
      "H0304",
      { name: layer.name, wants: form, found: excerpt(argument.span) },
      { at: argument.span },
    );
  }
  const { name, value } = argument;
  const free = layer.parameters.filter((parameter) => !given.has(parameter.kind));
  if (name !== null) {
    const named = free.find((parameter) => parameter.name === name.text);
    if (named !== undefined) return named.kind;
    const names = layer.parameters.map((parameter) => parameter.name);
    return scope.mistakes.report(
      "H0304",
      { name: layer.name, wants: form, found: names.includes(name.text) ? `${name.text} twice` : name.text },
      { at: name.span, ...nearest(name.text, name.span, names.includes(name.text) ? [] : names) },
    );
  }
  const isWord = value.kind === "name";
  const next = free.find((parameter) => !isWord || parameter.kind === "activation");
  if (next !== undefined) return next.kind;
  return scope.mistakes.report(
    "H0304",
    { name: layer.name, wants: form, found: `${excerpt(value.span)} as well` },
    { at: value.span, text: "one too many" },
  );
}

function wholeOf(scope: Scope, layer: Layer, kind: "width" | "size", value: Expression): number | null {
  const size = numberIn(value);
  if (size !== null && Number.isSafeInteger(size) && size >= 1) return size;
  const text = `a ${kind} is a whole number of at least 1`;
  if (kind === "width")
    return scope.mistakes.report("H0308", { layer: layer.name }, { at: value.span, text });
  const holes = { name: layer.name, wants: "a size in pixels", found: excerpt(value.span) };
  return scope.mistakes.report("H0304", holes, { at: value.span, text });
}

function rateOf(scope: Scope, layer: Layer, value: Expression): number | null {
  const rate = numberIn(value);
  if (rate !== null && rate >= 0 && rate < 1) return rate;
  const holes = { name: layer.name, wants: "a probability below 1", found: excerpt(value.span) };
  return scope.mistakes.report("H0304", holes, { at: value.span, text: "from 0, below 1" });
}

function activationOf(scope: Scope, value: Expression): Activation | null {
  const names = wordsOf("activation");
  if (value.kind !== "name") {
    return scope.mistakes.report(
      "H0202",
      { kind: "activation", name: excerpt(value.span) },
      { at: value.span, notes: [`the activations are ${names.join(", ")}`] },
    );
  }
  const { text, span }: Name = value.name;
  const row = activations.get(text);
  if (row !== undefined) return row;
  if (standing("activation", text) === "later") return scope.mistakes.notYet(`the activation ${text}`, span);
  const fallback = `the activations are ${names.join(", ")}`;
  return reportUnknown(scope, "H0202", { kind: "activation", name: text }, text, span, names, { fallback });
}
