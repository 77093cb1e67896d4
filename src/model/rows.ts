/** Which rows of a graph hold data: in the environment, put there by whoever compiles for more rows than there are, or for rows that lack something. */

import type { Dimension } from "../shape/dimension.ts";
import type { Tensor } from "../tensor/builder.ts";
import type { Environment, Named } from "./named.ts";

/** Ours has a colon, which no name in a model has. */
const name = ":alive";

/** The environment in which only some rows count: a bool for each row. */
export function withAlive(env: Environment, rows: Dimension, alive: Tensor): Environment {
  return new Map(env).set(name, { tensor: alive, dimensions: [rows] });
}

/** The environment in which only some elements of a response were seen: a bool for each. A chain steps over the others. */
export function withSeen(env: Environment, response: string, seen: Named): Environment {
  return new Map(env).set(seenName(response), seen);
}

export function seenIn(env: Environment, response: string): Named | null {
  return env.get(seenName(response)) ?? null;
}

/** Of the input that says so. */
export function seenName(response: string): string {
  return `:seen ${response}`;
}

/** A bool for each row; null where all count. */
export function aliveIn(env: Environment): Tensor | null {
  return env.get(name)?.tensor ?? null;
}
