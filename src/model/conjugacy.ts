/**
 * Finds the linear-Gaussian form on symbolic sizes: normal priors with known parameters, normal responses with known
 * noise and a mean that is affine in the latents. Then the posterior is normal and the evidence known: Bishop, "Pattern
 * recognition and machine learning" (2006), section 3.3.
 */

import type { CheckedProgram, DistributionCall, Expr, Latent, Observation } from "../check/program.ts";
import { discreteLatents } from "../check/states.ts";
import { Bug } from "../diagnostic/bug.ts";
import { diagnose, type Diagnostic, type Label } from "../diagnostic/diagnostic.ts";
import type { Span } from "../diagnostic/source.ts";
import { dependence, type Dependence, list, type Statements } from "./affine.ts";
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
    const why = fault(`${discrete.name} is discrete`, discrete.span, "summed out value by value", {
      note: "Summing over its values makes the posterior a mixture, with a part for every way to label the data.",
    });
    return { kind: "none", why };
  }
  for (const statement of program.likelihood) {
    const why = statement.kind === "observation" ? responseFault(statement, statements) : null;
    if (why !== null) return { kind: "none", why };
  }
  for (const statement of program.prior) {
    const why = statement.kind === "latent" ? priorFault(statement, statements) : null;
    if (why !== null) return { kind: "none", why };
  }
  return { kind: "linear_gaussian" };
}

function responseFault(observation: Observation, statements: Statements): Diagnostic | null {
  const { response, distribution: call } = observation;
  if (call.distribution.name !== "normal") {
    return fault(`${response.name} is not normal`, call.span, `${call.distribution.name}, not normal`, {
      note: "A normal prior stays normal only under a normal likelihood; under any other the posterior has no closed form.",
    });
  }
  const { mean, sd } = normalArguments(call);
  const noise = dependence(sd, statements);
  if (noise.latents.size > 0) {
    return fault(`the noise of ${response.name} is not known`, sd.span, uncertain(sd, noise), {
      labels: declarations(noise, statements),
      note: "With an unknown noise the posterior of the latents is a mixture of normals over that noise, not one normal.",
      hint: "give the noise as a number or as data",
    });
  }
  const { bend } = dependence(mean, statements);
  if (bend === null) return null;
  return fault(`the mean of ${response.name} is not linear in the latents`, bend.at, bend.why, {
    labels: inside(mean.span, bend.at)
      ? []
      : [{ span: mean.span, text: `this is the mean of ${response.name}` }],
    note: "Only a linear function of normal latents is normal itself; a product or a curve of them is not.",
  });
}

function priorFault(latent: Latent, statements: Statements): Diagnostic | null {
  const call = latent.distribution;
  if (call.distribution.name !== "normal") {
    return fault(
      `the prior of ${latent.name} is not normal`,
      call.span,
      `${call.distribution.name}, not normal`,
      {
        note: "Only a normal prior meets a normal likelihood in a normal posterior.",
      },
    );
  }
  if (latent.type.support.kind !== "real") {
    return fault(`${latent.name} is ordered`, latent.span, "a normal prior restricted to ordered values", {
      note: "A normal that is cut off is no normal any more, and neither is its posterior.",
    });
  }
  const { mean, sd } = normalArguments(call);
  for (const [expr, word] of [
    [mean, "mean"],
    [sd, "standard deviation"],
  ] as const) {
    const part = dependence(expr, statements);
    if (part.latents.size === 0) continue;
    return fault(`the prior ${word} of ${latent.name} is not known`, expr.span, uncertain(expr, part), {
      labels: declarations(part, statements),
      note: "The closed form integrates over latents whose priors are fixed; a prior that is itself uncertain makes a hierarchy.",
      hint: `give the ${word} as a number or as data`,
    });
  }
  return null;
}

function normalArguments(call: DistributionCall): { readonly mean: Expr; readonly sd: Expr } {
  const { mean, sd } = call.arguments;
  if (mean === undefined || sd === undefined) throw new Bug("a normal has a mean and a standard deviation");
  return { mean, sd };
}

function uncertain(expr: Expr, part: Dependence): string {
  return expr.kind === "reference" && expr.target === "latent"
    ? `${expr.name} is a latent`
    : `this depends on ${list(part)}`;
}

function declarations(part: Dependence, statements: Statements): readonly Label[] {
  return [...part.latents].flatMap((name) => {
    const statement = statements.get(name);
    return statement === undefined ? [] : [{ span: statement.span, text: `${name} is drawn here` }];
  });
}

interface Explanation {
  readonly labels?: readonly Label[];
  /** The statistical reason, in one sentence. */
  readonly note: string;
  /** A change of the model that would make it fit. */
  readonly hint?: string;
}

function fault(what: string, at: Span, text: string, { labels = [], note, hint }: Explanation): Diagnostic {
  const other = "`infer vi` approximates this posterior, `infer map` finds its mode";
  return diagnose(
    "H0509",
    { what },
    {
      at,
      text,
      labels,
      notes: [note],
      help: hint === undefined ? other : `${hint}; or ${other}`,
    },
  );
}

function inside(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
