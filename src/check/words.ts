/**
 * The words of the whole language, those to come included, so that "not yet" and "unknown" differ. What the library's tables
 * hold is built; the lists here name the rest once.
 */

import { activations } from "../library/activations/table.ts";
import { combinators } from "../library/combinators/table.ts";
import { distributions } from "../library/distributions/table.ts";
import { horseshoe } from "../library/horseshoe.ts";
import { layers } from "../library/layers/table.ts";
import { nonCentred } from "../library/non-centring.ts";
import { functions, reductions, timeFunctions } from "./functions.ts";

export type Family = "distribution" | "layer" | "activation" | "function" | "element type";
export type Standing = "built" | "later" | "unknown";

export const plainElements = ["real", "positive", "unit", "int", "count", "bool"] as const;
/** Of vectors and matrices. */
export const tiedElements = ["simplex", "ordered", "covariance", "correlation"] as const;

/** What other languages call our element types. */
export const foreignElements: ReadonlyMap<string, string> = new Map([
  ["float", "real"],
  ["double", "real"],
  ["number", "real"],
  ["vector", "real"],
  ["matrix", "real"],
  ["nonnegative", "positive"],
  ["integer", "int"],
  ["boolean", "bool"],
]);

const built: { readonly [F in Family]: () => Iterable<string> } = {
  distribution: () => [...distributions.keys(), ...combinators.keys(), horseshoe.name, nonCentred.name],
  layer: () => layers.keys(),
  activation: () => activations.keys(),
  function: () => [
    ...new Set([...Object.keys(functions), ...Object.keys(reductions), ...Object.keys(timeFunctions)]),
  ],
  "element type": () => [...plainElements, "interval", ...tiedElements],
};

const later: { readonly [F in Family]: readonly string[] } = {
  distribution: [],
  layer: [],
  activation: [],
  function: [],
  "element type": [],
};

export function standing(family: Family, name: string): Standing {
  if (wordsOf(family).includes(name)) return "built";
  return later[family].includes(name) ? "later" : "unknown";
}

/** The built words of a family: what a message may suggest. */
export function wordsOf(family: Family): readonly string[] {
  return [...built[family]()];
}

/** The families that know this name. */
export function familiesOf(name: string): readonly Family[] {
  const families: readonly Family[] = ["distribution", "function", "layer", "activation", "element type"];
  return families.filter((family) => standing(family, name) !== "unknown");
}
