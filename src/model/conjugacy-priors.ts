/** Whether a latent's prior has a place in a closed form: a normal around others, or a conjugate prior with known parameters. */

import type { Latent } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { dependence, type Statements } from "./affine.ts";
import { isConjugatePrior } from "./conjugate-pairs.ts";
import { declarations, fault, uncertain } from "./conjugacy-fault.ts";
import { scaleOf } from "./conjugacy-scale.ts";

export type PlacedPrior =
  /** Around a mean that is affine in these. */
  | { readonly kind: "normal"; readonly latents: ReadonlySet<string>; readonly scale: string | null }
  | { readonly kind: "conjugate" }
  | { readonly kind: "fault"; readonly why: Diagnostic };

/** `inMeans`: the latents that some normal's mean is made of. */
export function placePrior(
  latent: Latent,
  statements: Statements,
  inMeans: ReadonlySet<string>,
): PlacedPrior {
  const { name, distribution: call } = latent;
  const word = call.distribution.name;
  if (word === "normal") return placeNormal(latent, statements);
  if (inMeans.has(name) || !isConjugatePrior(word)) {
    const note = inMeans.has(name)
      ? "Only a normal prior meets a normal likelihood in a normal posterior."
      : `No likelihood leaves ${word} in its own family.`;
    return {
      kind: "fault",
      why: fault(`the prior of ${name} is not normal`, call.span, `${word}, not normal`, { note }),
    };
  }
  for (const [parameter, expr] of Object.entries(call.arguments)) {
    const part = dependence(expr, statements);
    if (part.latents.size === 0) continue;
    const why = fault(`the prior ${parameter} of ${name} is not known`, expr.span, uncertain(expr, part), {
      labels: declarations(part.latents, statements),
      note: `With unknown parameters the posterior of ${name} is a mixture over them, not one ${word}.`,
      hint: `give the ${parameter} as a number or as data`,
    });
    return { kind: "fault", why };
  }
  return { kind: "conjugate" };
}

function placeNormal(latent: Latent, statements: Statements): PlacedPrior {
  const { name, distribution: call, type } = latent;
  if (type.support.kind !== "real") {
    const why = fault(`${name} is ordered`, latent.span, "a normal prior restricted to ordered values", {
      note: "A normal that is cut off is no normal any more, and neither is its posterior.",
    });
    return { kind: "fault", why };
  }
  const { mean, sd } = call.arguments;
  if (mean === undefined || sd === undefined) throw new Bug("a normal has a mean and a standard deviation");
  const { latents, bend } = dependence(mean, statements);
  if (bend !== null) {
    const why = fault(`the prior mean of ${name} is not linear in the latents`, bend.at, bend.why, {
      labels: declarations(latents, statements),
      note: "A hierarchy of normals is normal itself only while each level's mean is linear in the one above.",
    });
    return { kind: "fault", why };
  }
  const note =
    "With an unknown spread the hierarchy is a mixture of normals over that spread, not one normal.";
  const scale = scaleOf(sd, statements, `the prior standard deviation of ${name} is not known`, note);
  return scale.kind === "fault" ? scale : { kind: "normal", latents, scale: scale.latent };
}
