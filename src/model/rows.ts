/** Which rows of a graph's capacity hold data: in the environment, put there by whoever compiles for more rows than there are. */

import type { Dimension } from "../shape/dimension.ts";
import type { Tensor } from "../tensor/builder.ts";
import type { Environment } from "./named.ts";

/** Ours has a colon, which no name in a model has. */
const name = ":alive";

/** The environment in which only some rows count: a bool for each row. */
export function withAlive(env: Environment, rows: Dimension, alive: Tensor): Environment {
  return new Map(env).set(name, { tensor: alive, dimensions: [rows] });
}

/** A bool for each row; null where all count. */
export function aliveIn(env: Environment): Tensor | null {
  return env.get(name)?.tensor ?? null;
}
