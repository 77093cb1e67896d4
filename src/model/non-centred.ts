/** A site in non-centred coordinates: its unconstrained value from z and from the values of what its prior depends on. */

import { refersTo } from "../check/walk.ts";
import type { Deterministic, Expr } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Arguments, NonCentring, Placed } from "../library/distribution.ts";
import type { Sizes } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { callArguments } from "./call.ts";
import type { Model, Site } from "./model.ts";
import { type Environment, type Named, spread } from "./named.ts";
import { quantity } from "./recurrence.ts";

/** Where a site is at z; `env` holds data without rows and the sites before this one. */
export function placeSite(
  b: Builder,
  model: Model,
  site: Site,
  sizes: Sizes,
  z: Tensor,
  env: Environment,
): Placed {
  return coordinatesOf(site).place(b, z, argumentsOf(b, model, site, sizes, env));
}

/** The z at which a site has the unconstrained value u. */
export function standardiseSite(
  b: Builder,
  model: Model,
  site: Site,
  sizes: Sizes,
  u: Tensor,
  env: Environment,
): Tensor {
  return coordinatesOf(site).standardise(b, u, argumentsOf(b, model, site, sizes, env));
}

function coordinatesOf({ latent }: Site): NonCentring {
  const { name, nonCentring } = latent.distribution.distribution;
  if (nonCentring === undefined) throw new Bug(`${name} has no non-centred coordinates`);
  return nonCentring;
}

function argumentsOf(b: Builder, model: Model, { latent }: Site, sizes: Sizes, env: Environment): Arguments {
  const { distribution: call, type } = latent;
  const known = new Map<string, Named>(env);
  for (const made of neededBy(model, Object.values(call.arguments))) {
    const tensor = spread(b, quantity(b, made, sizes, known), made.type.dimensions, sizes);
    known.set(made.name, { tensor, dimensions: made.type.dimensions });
  }
  return callArguments(b, call, type, sizes, known);
}

/** The deterministic quantities that these expressions are made of, in order. */
function neededBy(model: Model, roots: readonly Expr[]): readonly Deterministic[] {
  const needed: Deterministic[] = [];
  for (const made of model.deterministics.toReversed()) {
    const users = [...roots, ...needed.map(({ value }) => value)];
    if (users.some((expr) => refersTo(expr, made.name))) needed.unshift(made);
  }
  return needed;
}
