/**
 * The shape of a combinator's row: a rule that makes one distribution of others. What it makes is a `Distribution` like any
 * row of the table, so that only the checker and these files know that it was combined. One file each in `combinators/`.
 */

import type { Distribution, Parameter } from "./distribution.ts";

export interface Combinator {
  readonly name: string;
  /** One sentence: what it is for. */
  readonly doc: string;
  /** How it is written, for messages: `truncated(d, low = …, high = …)`. */
  readonly form: string;
  /** Which distributions it takes: one, before or after its own numbers, or several, each with its weight. */
  readonly takes: "one, first" | "one, last" | "several, weighted";
  /** Its own numbers, all optional or all needed. Positional in this order; their place among arguments is as `takes` says. */
  readonly parameters: readonly Parameter[];
  readonly optional: boolean;
  /** The distribution made of these, or what is in the way: "needs a distribution with both tails". */
  readonly combine: (parts: readonly Distribution[], given: Given) => Combined;
}

/** Its own numbers that were given: the value, or null where it is known only when the model runs. */
export interface Given {
  readonly values: Readonly<Record<string, number | null>>;
  /** The whole stands for data, so a bound may be anything; a latent's must be known. */
  readonly observed: boolean;
}

export type Combined =
  | { readonly distribution: Distribution; readonly fault: null }
  | {
      readonly distribution: null;
      /** Completes "truncated …": what is in the way. */
      readonly fault: string;
      /** At the whole, or at one of the distributions. */
      readonly part: number | null;
      readonly help: string | null;
    };

export function refused(fault: string, help: string | null = null, part: number | null = null): Combined {
  return { distribution: null, fault, help, part };
}

/** The parameters of the whole are those of its parts, each behind its part's prefix: `normal.mean`, `2.weight`. */
export function insidePart(prefix: string, parameter: Parameter): Parameter {
  return { ...parameter, name: `${prefix}.${parameter.name}` };
}

/** The prefix of a part: its name where it is the only one, its place from 1 where there are several. */
export function prefixOf(combinator: Combinator, part: Distribution, place: number): string {
  return combinator.takes === "several, weighted" ? String(place + 1) : part.name;
}

/** The arguments of one part, by the part's own names. */
export function partOf<T>(values: Readonly<Record<string, T>>, prefix: string): Readonly<Record<string, T>> {
  const start = `${prefix}.`;
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith(start) ? [[name.slice(start.length), value] as const] : [],
    ),
  );
}
