/** A checked program becomes a model: its latents as sites on the unconstrained reals, and whether it has a closed form. */

import type { CheckedProgram, Deterministic, Latent, Observation } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import { summation } from "../check/summation.ts";
import { isDiscrete } from "../shape/support.ts";
import { bijectorOf } from "../library/bijectors/table.ts";
import { findConjugacy } from "./conjugacy.ts";
import type { Model, Site } from "./model.ts";

export function buildModel(program: CheckedProgram): Model {
  const latents = program.prior.filter(
    (statement): statement is Latent => statement.kind === "latent" && !isDiscrete(statement.type.support),
  );
  return {
    program,
    sites: latents.map(siteOf),
    deterministics: program.prior.filter((s): s is Deterministic => s.kind === "deterministic"),
    observations: program.likelihood.filter((s): s is Observation => s.kind === "observation"),
    summation: summation(program),
    conjugacy: findConjugacy(program),
  };
}

function siteOf(latent: Latent): Site {
  const bijector = bijectorOf(latent.type.support);
  if (bijector === null)
    throw new Bug(`${latent.name} is ${latent.type.support.kind}, which has no bijector`);
  const { name, type, nonCentred = false } = latent;
  return { name, latent, dimensions: type.dimensions, bijector, nonCentred };
}
