/**
 * Where divergent paths broke off: the quantity whose values there differ most from those of the draws, and on which side. A
 * cluster is where the posterior curves faster than a step can follow (Betancourt 2017, section 6.2).
 */

import type { Quantity } from "./judge.ts";

export interface Cluster {
  readonly name: string;
  /** Element of the quantity, row-major. */
  readonly element: number;
  readonly side: "small" | "large";
  /** Of the divergent positions. */
  readonly median: number;
  /** The share of all draws that lie below it. */
  readonly below: number;
}

/** Fewer positions than these show no side. */
const fewest = 5;

/**
 * By the mean rank of the divergent positions among the draws, which is ½ ± √(1 / 12n) where divergences fall anywhere (the rank-sum
 * test). Null where no quantity is three such errors and a quarter of all draws away.
 */
export function clusterOf(
  draws: readonly Quantity[],
  positions: ReadonlyMap<string, Float64Array>,
  count: number,
): Cluster | null {
  if (count < fewest) return null;
  const least = Math.max(0.25, 3 / Math.sqrt(12 * count));
  let best: Cluster | null = null;
  let farthest = least;
  for (const { name, shape, values } of draws) {
    const away = positions.get(name);
    const size = shape.reduce((product, length) => product * length, 1);
    if (away === undefined || away.length !== count * size) continue;
    for (let element = 0; element < size; element++) {
      const column = (from: Float64Array): Float64Array =>
        Float64Array.from(
          { length: from.length / size },
          (_, s) => from[s * size + element] as number,
        ).sort();
      const [all, divergent] = [column(values), column(away)];
      const ranks = divergent.map((value) => shareBelow(all, value));
      const distance = ranks.reduce((sum, rank) => sum + rank, 0) / count - 0.5;
      if (Math.abs(distance) <= farthest) continue;
      farthest = Math.abs(distance);
      const median = divergent[Math.floor(count / 2)] as number;
      const side = distance < 0 ? "small" : "large";
      best = { name, element, side, median, below: shareBelow(all, median) };
    }
  }
  return best;
}

/** Ties count half. */
function shareBelow(sorted: Float64Array, value: number): number {
  let [below, equal] = [0, 0];
  for (const each of sorted) {
    if (each < value) below++;
    else if (each === value) equal++;
    else break;
  }
  return (below + equal / 2) / sorted.length;
}
