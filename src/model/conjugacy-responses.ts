/** Where a response stands in a closed form: normal with a mean that is affine in normals, a conjugate pair with one latent, or known whole. */

import type { Observation } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { dependence, list, type Statements } from "./affine.ts";
import { pairs } from "./conjugate-pairs.ts";
import { declarations, fault, inside, uncertain } from "./conjugacy-fault.ts";
import { scaleOf } from "./conjugacy-scale.ts";
import type { Link } from "./model.ts";
import { monomial } from "./monomial.ts";

export type Placed =
  | { readonly kind: "known"; readonly normal: boolean }
  | { readonly kind: "normal"; readonly latents: ReadonlySet<string>; readonly scale: string | null }
  | { readonly kind: "elementwise"; readonly link: Link }
  | { readonly kind: "fault"; readonly why: Diagnostic };

export function placeResponse(observation: Observation, statements: Statements): Placed {
  return observation.distribution.distribution.name === "normal"
    ? placeNormal(observation, statements)
    : placeOther(observation, statements);
}

function placeNormal({ response, distribution: call }: Observation, statements: Statements): Placed {
  const { mean, sd } = call.arguments;
  if (mean === undefined || sd === undefined) throw new Bug("a normal has a mean and a standard deviation");
  const note =
    "With an unknown noise the posterior of the latents is a mixture of normals over that noise, not one normal.";
  const scale = scaleOf(sd, statements, `the noise of ${response.name} is not known`, note);
  if (scale.kind === "fault") return scale;
  const { latents, bend } = dependence(mean, statements);
  if (bend !== null) {
    const what = `the mean of ${response.name} is not linear in the latents`;
    const labels = inside(mean.span, bend.at)
      ? []
      : [{ span: mean.span, text: `this is the mean of ${response.name}` }];
    const why = fault(what, bend.at, bend.why, {
      labels,
      note: "Only a linear function of normal latents is normal itself; a product or a curve of them is not.",
    });
    return { kind: "fault", why };
  }
  if (latents.size > 0) return { kind: "normal", latents, scale: scale.latent };
  if (scale.latent === null) return { kind: "known", normal: true };
  const link = { site: scale.latent, likelihood: "normal", parameter: "sd", power: scale.power };
  return { kind: "elementwise", link };
}

function placeOther(observation: Observation, statements: Statements): Placed {
  const { response, distribution: call } = observation;
  const { name } = call.distribution;
  const parts = Object.entries(call.arguments).map(([parameter, expr]) => {
    return { parameter, expr, part: dependence(expr, statements) };
  });
  const unknown = parts.filter(({ part }) => part.latents.size > 0);
  const [first, second] = unknown;
  if (first === undefined) return { kind: "known", normal: false };
  const likelihoods = pairs.filter((pair) => pair.likelihood === name);
  const latents = new Set(unknown.flatMap(({ part }) => [...part.latents]));
  const priorOf = (latent: string): string => {
    const statement = statements.get(latent);
    return statement?.kind === "latent" ? statement.distribution.distribution.name : "";
  };
  const meetsNormal = [...latents].some((latent) => priorOf(latent) === "normal");
  if (likelihoods.length === 0 || meetsNormal) {
    const note = meetsNormal
      ? "A normal prior stays normal only under a normal likelihood; under any other the posterior has no closed form."
      : `No prior stays in its own family under ${name}.`;
    const why = fault(`${response.name} is not normal`, call.span, `${name}, not normal`, { note });
    return { kind: "fault", why };
  }
  const wanted = likelihoods.find(({ parameter }) => parameter === first.parameter);
  if (wanted === undefined || second !== undefined) {
    const odd = wanted === undefined ? first : (second ?? first);
    const why = fault(
      `the ${odd.parameter} of ${response.name} is not known`,
      odd.expr.span,
      uncertain(odd.expr, odd.part),
      {
        labels: declarations(odd.part.latents, statements),
        note: `A conjugate prior of ${name} is one of its ${likelihoods[0]?.parameter ?? ""} alone.`,
        hint: `give ${odd.parameter} as a number or as data, and ${likelihoods[0]?.parameter ?? ""} as the latent`,
      },
    );
    return { kind: "fault", why };
  }
  const form = monomial(first.expr, statements);
  const plain = `the ${first.parameter} of ${response.name} is not one latent`;
  const shape = wanted.factor ? "times something known" : "by itself";
  const note = `A ${wanted.prior} prior keeps its family only if the ${first.parameter} is the latent ${shape}.`;
  if (form.kind === "bend" || form.latent === null) {
    const [at, text] = form.kind === "bend" ? [form.at, form.why] : [first.expr.span, list(first.part)];
    return {
      kind: "fault",
      why: fault(plain, at, text, { labels: declarations(latents, statements), note }),
    };
  }
  const prior = priorOf(form.latent);
  const ofPrior = likelihoods.filter((pair) => pair.prior === prior);
  if (ofPrior.length === 0) {
    const statement = statements.get(form.latent);
    const at = statement?.kind === "latent" ? statement.distribution.span : first.expr.span;
    const kinds = [...new Set(likelihoods.map((pair) => pair.prior))].join(" or ");
    const why = fault(`the prior of ${form.latent} does not meet ${name}`, at, `${prior}, not ${kinds}`, {
      labels: [{ span: first.expr.span, text: `this is the ${first.parameter} of ${response.name}` }],
      note: `A conjugate prior is one that the data leave in its own family: under ${name} that is ${kinds}.`,
      hint: `give ${form.latent} the prior ${kinds}`,
    });
    return { kind: "fault", why };
  }
  const pair = ofPrior.find(({ power, factor }) => power === form.power && (factor || !form.factor));
  if (pair === undefined) {
    const text =
      form.factor && !wanted.factor
        ? "something known stands beside the latent"
        : `this is ${form.latent}^${form.power}`;
    return {
      kind: "fault",
      why: fault(plain, first.expr.span, text, { labels: declarations(latents, statements), note }),
    };
  }
  const link = { site: form.latent, likelihood: name, parameter: first.parameter, power: form.power };
  return { kind: "elementwise", link };
}
