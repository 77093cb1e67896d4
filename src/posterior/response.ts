/** A response in the data's own units: its scale, the names of its elements and of its classes, its observed values. */

import type { BindingFacts, Bound } from "../data/bound.ts";
import { conditionedRows } from "../model/conditioned.ts";
import type { Model } from "../model/model.ts";
import { declaredLabels, ownerOf } from "../shape/dimension.ts";
import type { Support } from "../shape/support.ts";
import { elements } from "../tensor/graph.ts";
import { shapeIn } from "./sites.ts";

type Observation = Model["observations"][number];
type DataVariable = Observation["response"];

export interface Response {
  readonly name: string;
  readonly variable: DataVariable;
  /** Elements in a row. */
  readonly width: number;
  /** By element of a row: what columns of predictions are called. */
  readonly names: readonly string[];
  /** Of labels and bools, in order of positions; null for numbers. */
  readonly classes: readonly string[] | null;
  /** original = mean + sd · value, by element of a row; 0 and 1 where it was not standardised. */
  readonly mean: readonly number[];
  readonly sd: readonly number[];
  /** In the model's units; null where the data has none. */
  readonly observed: Float64Array | null;
  /** First rows that are conditioned on: nothing is said of them. */
  readonly conditioned: number;
  /** The observed value of any element of the row is missing, or the row is conditioned on. */
  readonly isMissing: (row: number) => boolean;
}

export function responsesOf(model: Model, bound: Bound): readonly Response[] {
  return model.observations.map((observation) => responseOf(model, bound, observation));
}

function responseOf(model: Model, bound: Bound, observation: Observation): Response {
  const { response: variable } = observation;
  const conditioned = conditionedRows(model, observation);
  const { name, type } = variable;
  const { rows } = model.program;
  const inner = type.dimensions.slice(rows !== null && type.dimensions[0] === rows ? 1 : 0);
  const width = elements(shapeIn(bound.facts.sizes, inner));
  const standardisation = bound.facts.standardisations.get(name);
  const scale = (values: readonly number[] | undefined, neutral: number): readonly number[] =>
    Array.from({ length: width }, (_, e) => values?.[e % values.length] ?? neutral);
  const observed = bound.arrays.get(name)?.values ?? null;
  const label = type.support.kind === "label";
  const empty = (value: number): boolean => Number.isNaN(value) || (label && value < 0);
  return {
    name,
    variable,
    width,
    names: elementNames(name, width, bound.facts),
    classes: classesOf(variable, bound.facts),
    mean: scale(standardisation?.mean, 0),
    sd: scale(standardisation?.sd, 1),
    observed,
    conditioned,
    isMissing: (row) =>
      row < conditioned || observed === null || observed.subarray(row * width, (row + 1) * width).some(empty),
  };
}

/** `y`, or `y[a]` for each column a (or place, from 1) where a row holds several values. */
export function elementNames(name: string, width: number, facts: BindingFacts): readonly string[] {
  if (width === 1) return [name];
  const headers = facts.columns.get(name);
  return Array.from(
    { length: width },
    (_, e) => `${name}[${headers?.length === width ? headers[e] : e + 1}]`,
  );
}

function classesOf({ type }: DataVariable, facts: BindingFacts): readonly string[] | null {
  return valueNames(type.support, facts);
}

/** What the values of labels and bools are called, in order of positions; null of numbers. */
export function valueNames(support: Support, facts: BindingFacts): readonly string[] | null {
  return support.kind === "bool" ? ["0", "1"] : labelNames(support, facts);
}

/** The labels of values that are such, in order of positions. */
export function labelNames(support: Support, { labels }: BindingFacts): readonly string[] | null {
  if (support.kind !== "label") return null;
  const { dimension } = support;
  const owner = ownerOf(dimension);
  return labels.get(dimension.id) ?? labels.get(owner.id) ?? declaredLabels(owner) ?? [];
}
