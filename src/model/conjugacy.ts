/**
 * Finds the closed form of a posterior on symbolic sizes: normals that are linear in normals (Bishop, "Pattern recognition and machine
 * learning", 2006, section 3.3), their common variance known or inverse gamma, and conjugate pairs. A model may have several, apart from each other.
 */

import type { CheckedProgram, Latent, Observation } from "../check/program.ts";
import { discreteLatents } from "../check/states.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { dependence, type Statements } from "./affine.ts";
import { fault } from "./conjugacy-fault.ts";
import { joinFamilies, type NormalPart } from "./conjugacy-families.ts";
import { placePrior } from "./conjugacy-priors.ts";
import { type Placed, placeResponse } from "./conjugacy-responses.ts";
import type { Conjugacy } from "./model.ts";

/** The likelihood is looked at first: it usually shows the cause where a prior shows its consequence. */
export function findConjugacy(program: CheckedProgram): Conjugacy {
  const statements: Statements = new Map(
    [...program.prior, ...program.likelihood.filter((statement) => statement.kind !== "observation")].map(
      (statement) => [statement.name, statement],
    ),
  );
  const [discrete] = discreteLatents(program);
  if (discrete !== undefined) {
    const note =
      "Summing over its values makes the posterior a mixture, with a part for every way to label the data.";
    return none(fault(`${discrete.name} is discrete`, discrete.span, "summed out value by value", { note }));
  }
  const observations = program.likelihood.filter((s): s is Observation => s.kind === "observation");
  const latents = program.prior.filter((s): s is Latent => s.kind === "latent");
  const responses = new Map<Observation, Exclude<Placed, { kind: "fault" }>>();
  for (const observation of observations) {
    const placed = placeResponse(observation, statements);
    if (placed.kind === "fault") return none(placed.why);
    responses.set(observation, placed);
  }
  const inMeans = new Set([
    ...[...responses.values()].flatMap((placed) => (placed.kind === "normal" ? [...placed.latents] : [])),
    ...latents.flatMap(({ distribution: call }) => {
      const { mean } = call.distribution.name === "normal" ? call.arguments : {};
      return mean === undefined ? [] : [...dependence(mean, statements).latents];
    }),
  ]);
  const parts: NormalPart[] = [];
  const others: string[] = [];
  for (const latent of latents) {
    const placed = placePrior(latent, statements, inMeans);
    if (placed.kind === "fault") return none(placed.why);
    if (placed.kind === "conjugate") others.push(latent.name);
    else
      parts.push({
        statement: latent,
        latents: new Set([latent.name, ...placed.latents]),
        scale: placed.scale,
      });
  }
  for (const [observation, placed] of responses) {
    if (placed.kind === "normal")
      parts.push({ statement: observation, latents: placed.latents, scale: placed.scale });
  }
  return joinFamilies(parts, others, responses, statements);
}

function none(why: Diagnostic): Conjugacy {
  return { kind: "none", why };
}
