/** A network's weights as latents: what `f.weight`, `f.hidden.weight` select, and that each has exactly one prior. */

import type { Span } from "../diagnostic/source.ts";
import { listNames } from "../shape/print.ts";
import type { Path } from "../syntax/ast.ts";
import type { Network, NetworkLayer, WeightTensor } from "./program.ts";
import { pathText, type Scope, whatItIs } from "./scope.ts";
import { nearest, reportUnknown } from "./unknown.ts";

/** One weight tensor of one layer. */
export interface Weight {
  /** `f.hidden.weight` */
  readonly name: string;
  readonly network: Network;
  readonly layer: NetworkLayer;
  readonly tensor: WeightTensor;
}

/** Every layer of a network, those in braces behind the one they stand in. */
export function allLayers(layers: readonly NetworkLayer[]): readonly NetworkLayer[] {
  return layers.flatMap((layer) => [layer, ...allLayers(layer.body)]);
}

export function weightsOf(network: Network): readonly Weight[] {
  return allLayers(network.layers).flatMap((layer) =>
    layer.weights.map((tensor) => ({
      name: `${network.name}.${layer.label}.${tensor.role}`,
      network,
      layer,
      tensor,
    })),
  );
}

/** The weights a dotted target names; null where it names none, and that is told. */
export function select(scope: Scope, target: Path): readonly Weight[] | null {
  const [root, ...rest] = target.parts;
  if (root === undefined) return null;
  const value = scope.values.get(root.text);
  if (value === undefined) {
    const networks = [...scope.values.values()].filter(({ what }) => what === "network");
    return reportUnknown(
      scope,
      "H0201",
      { name: root.text },
      root.text,
      root.span,
      networks.map(({ name }) => name),
      {
        fallback:
          networks.length > 0
            ? `the networks here are ${listNames(networks.map(({ name }) => name))}`
            : "a dotted name is a network's weight, f.hidden.weight; latents have plain names",
      },
    );
  }
  if (value.what !== "network") {
    return scope.mistakes.report(
      "H0210",
      { name: root.text, is: whatItIs[value.what], use: "a network" },
      { at: root.span, labels: [{ span: value.span, text: "declared here" }] },
    );
  }
  if (value.network === null) return null;
  const all = weightsOf(value.network);
  const selected = all.filter((weight) =>
    matches(
      weight,
      rest.map((part) => part.text),
    ),
  );
  return selected.length > 0 ? selected : unknownWeight(scope, target, value.network, all);
}

/** `f.weight`: that role of every layer; `f.hidden.weight`: of one. */
function matches({ layer, tensor }: Weight, parts: readonly string[]): boolean {
  const [first, second] = parts;
  return parts.length === 1
    ? tensor.role === first
    : parts.length === 2 && layer.label === first && tensor.role === second;
}

function unknownWeight(scope: Scope, target: Path, network: Network, all: readonly Weight[]): null {
  const weighted = allLayers(network.layers).filter(({ weights }) => weights.length > 0);
  const labels = weighted.map(({ label }) => label);
  const rolesOf = (of: readonly NetworkLayer[]) => [
    ...new Set(of.flatMap(({ weights }) => weights.map(({ role }) => role))),
  ];
  const [, first, second] = target.parts;
  if (first === undefined || (labels.includes(first.text) && second === undefined)) {
    const owned = all.filter(({ layer }) => layer.label === first?.text).map(({ name }) => name);
    const whole = rolesOf(weighted).map((role) => `${network.name}.${role}`);
    const forms = first === undefined ? whole : owned;
    const is = first === undefined ? "a network" : "a layer";
    return scope.mistakes.report(
      "H0210",
      { name: pathText(target.parts), is, use: "a latent" },
      { at: target.span, text: "its weights or its biases?", help: `write ${listNames(forms, "or")}` },
    );
  }
  const owner = weighted.filter(({ label }) => label === first.text);
  const known = owner.length > 0;
  const wrong = known && second !== undefined ? second : first;
  const candidates = known ? rolesOf(owner) : [...labels, ...rolesOf(weighted)];
  const fallback = known
    ? `${first.text} has ${listNames(rolesOf(owner))}`
    : `its layers are ${listNames(labels)}`;
  return scope.mistakes.report(
    "H0209",
    {
      owner: known ? `${network.name}.${first.text}` : network.name,
      what: known ? "weights" : "layer",
      name: wrong.text,
    },
    { at: wrong.span, ...nearest(wrong.text, wrong.span, candidates, fallback) },
  );
}

/** Which selectors gave a weight its prior, by the weight's name: a second one is a mistake. */
export interface Coverage {
  readonly priors: Map<string, readonly Span[]>;
  /** Networks with a mistaken selector: what it meant is not missing as well. */
  readonly excused: Set<string>;
}

/** Every weight of every network has exactly one prior: else one error lists those with none, one those with two. */
export function checkCoverage(scope: Scope, networks: readonly Network[], coverage: Coverage): void {
  const weights = networks.flatMap(weightsOf);
  const bare = weights.filter(
    ({ name, network }) => !coverage.priors.has(name) && !coverage.excused.has(network.name),
  );
  const [first] = bare;
  if (first !== undefined) {
    const at = scope.values.get(first.network.name)?.span ?? first.network.span;
    const suggestions = new Set(
      bare.map(({ name, network, tensor }) => {
        const same = weightsOf(network).filter((other) => other.tensor.role === tensor.role);
        const whole = same.every((other) => !coverage.priors.has(other.name));
        const scale = tensor.role === "weight" ? "1 / sqrt(fan_in)" : "1";
        return `${whole ? `${network.name}.${tensor.role}` : name} ~ normal(0, ${scale})`;
      }),
    );
    scope.mistakes.report(
      "H0404",
      { weights: `${names(bare)} ${bare.length === 1 ? "has" : "have"}` },
      {
        at,
        text: "every weight of a network is a latent, and needs one prior",
        labels: layersOf(bare).map(({ span, missing }) => ({
          span,
          text: `no prior for its ${missing}`,
        })),
        help: `add to prior: ${[...suggestions].join("   ")}`,
      },
    );
  }
  const twice = weights.filter(({ name }) => (coverage.priors.get(name) ?? []).length > 1);
  const [again] = twice;
  const [before, at] = again === undefined ? [] : (coverage.priors.get(again.name) ?? []);
  if (before === undefined || at === undefined) return;
  scope.mistakes.report(
    "H0405",
    { weights: `${names(twice)} ${twice.length === 1 ? "has" : "have"}` },
    {
      at,
      text: "the second prior",
      labels: [{ span: before, text: "the first" }],
      notes: ["a prior says all that is believed of a weight: two do not multiply"],
      help: "keep one, or name each layer: f.hidden.weight",
    },
  );
}

function names(weights: readonly Weight[]): string {
  return listNames(weights.map(({ name }) => name));
}

function layersOf(weights: readonly Weight[]) {
  const layers = [...new Set(weights.map(({ layer }) => layer))];
  return layers.map((layer) => {
    const roles = weights.filter((weight) => weight.layer === layer).map(({ tensor }) => tensor.role);
    return { span: layer.span, missing: listNames(roles) };
  });
}
