/** A formula's gradient beside its central differences. */

import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { gradient } from "../../src/tensor/differentiate.ts";
import { compute, compute1, type Given } from "./compute.ts";

type Numbers = Readonly<Record<string, readonly number[]>>;

type Formula = (b: Builder, inputs: Readonly<Record<string, Tensor>>) => Tensor;

/** By input, those of `fixed` left out. */
export function gradientsOf(
  given: Readonly<Record<string, Given>>,
  build: Formula,
  fixed: readonly string[] = [],
): { readonly names: readonly string[]; readonly gradients: Numbers } {
  const names = Object.keys(given).filter((name) => !fixed.includes(name));
  const parts = compute(given, (b, inputs) => {
    const wrt = names.flatMap((name) => inputs[name] ?? []);
    return gradient(b, build(b, inputs), wrt);
  });
  return { names, gradients: Object.fromEntries(names.map((name, i) => [name, parts[i] ?? []])) };
}

/** And the central differences. */
export function differentiate(
  given: Readonly<Record<string, Given>>,
  fixed: readonly string[],
  build: Formula,
): { readonly gradients: Numbers; readonly differences: Numbers } {
  const { names, gradients } = gradientsOf(given, build, fixed);
  const differences = names.map((name): readonly [string, readonly number[]] => {
    const { values = [] } = given[name] ?? {};
    return [name, values.map((_, i) => centralDifference(given, name, i, build))];
  });
  return { gradients, differences: Object.fromEntries(differences) };
}

function centralDifference(
  given: Readonly<Record<string, Given>>,
  name: string,
  place: number,
  build: Formula,
): number {
  const input = given[name];
  const centre = input?.values[place];
  if (input === undefined || centre === undefined) throw new Error(`there is no ${name}[${place}]`);
  const h = 1e-5 * (0.1 + Math.abs(centre));
  const at = (x: number): number => {
    const moved = { ...given, [name]: { ...input, values: input.values.with(place, x) } };
    return compute1(moved, build)[0] ?? NaN;
  };
  return (at(centre + h) - at(centre - h)) / (2 * h);
}
