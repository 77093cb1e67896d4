/** Affine forms of loop indices: what addresses and bounds are made of. */

import type { Address, Affine, LoopIndex } from "./loop-program.ts";

export function constantAffine(constant: number): Affine {
  return { constant, terms: [] };
}

/** The index itself, plus a number. */
export function affineOf(index: LoopIndex, plus = 0): Affine {
  return { constant: plus, terms: [{ index, coefficient: 1 }] };
}

export function shifted({ constant, terms }: Affine, by: number): Affine {
  return { constant: constant + by, terms };
}

export function scaled({ constant, terms }: Affine, factor: number): Affine {
  if (factor === 0) return constantAffine(0);
  return {
    constant: constant * factor,
    terms: terms.map(({ index, coefficient }) => ({ index, coefficient: coefficient * factor })),
  };
}

/** The sum, its terms from the outermost loop inwards. */
export function addUp(parts: readonly Affine[], constant = 0): Affine {
  return {
    constant: parts.reduce((sum, part) => sum + part.constant, constant),
    terms: parts.flatMap(({ terms }) => terms).toSorted((a, b) => a.index.depth - b.index.depth),
  };
}

export function addressOf(at: Affine, indirect: Address["indirect"] = []): Address {
  return { ...at, indirect };
}

/** Equal for equal forms. */
export function keyOfAffine({ constant, terms }: Affine): string {
  return `${constant}${terms.map(({ index, coefficient }) => `+${coefficient}i${index.id}`).join("")}`;
}

/** The innermost loop it depends on; 0 for none. */
export function depthOfAffine({ terms }: Affine): number {
  return terms.reduce((depth, { index }) => Math.max(depth, index.depth), 0);
}
