/** One family of a conjugate model as a model of its own: its sites, its responses, and the quantities made of them alone. */

import type { PriorStatement } from "../check/program.ts";
import { dependence, type Statements } from "./affine.ts";
import type { Family, Model } from "./model.ts";

export function sitesOf(family: Family): readonly string[] {
  if (family.kind === "known") return [];
  return family.kind === "normal" && family.scale !== null ? [...family.sites, family.scale] : family.sites;
}

/** Rows, data and their dimensions stay the whole model's. */
export function submodel(model: Model, family: Family): Model {
  const { program } = model;
  const own = new Set(sitesOf(family));
  const responses = new Set(family.responses);
  const locals = program.likelihood.filter((statement) => statement.kind === "deterministic");
  const statements: Statements = new Map([...program.prior, ...locals].map((each) => [each.name, each]));
  const belongs = (statement: PriorStatement): boolean =>
    statement.kind === "latent"
      ? own.has(statement.name)
      : [...dependence(statement.value, statements).latents].every((name) => own.has(name));
  return {
    ...model,
    program: {
      ...program,
      prior: program.prior.filter(belongs),
      likelihood: program.likelihood.filter((statement) =>
        statement.kind === "observation" ? responses.has(statement.response.name) : belongs(statement),
      ),
    },
    sites: model.sites.filter(({ name }) => own.has(name)),
    deterministics: model.deterministics.filter(belongs),
    observations: model.observations.filter(({ response }) => responses.has(response.name)),
  };
}
