/** A model as text, for `--emit model`: its sites and how they are freed, its density as a sum, its closed form. */

import { printExpr } from "../check/print.ts";
import type { Summed } from "../check/summation.ts";
import type { DistributionCall, Expr } from "../check/program.ts";
import { isSpan, type Span } from "../diagnostic/source.ts";
import { without } from "../shape/align.ts";
import { printType } from "../shape/print.ts";
import type { ValueType } from "../shape/support.ts";
import type { Family, Model, Site } from "./model.ts";

export function printModel(model: Model): string {
  const sections = [
    [`model ${model.program.name}`],
    section("latents", model.sites.map(printSite)),
    section(
      "deterministic",
      model.deterministics.map(
        ({ name, type, value }) => `${name}: ${printType(type)} = ${words(value.span)}`,
      ),
    ),
    section("summed out", model.summation.latents.map(printSummed)),
    section("log density", terms(model)),
    section("closed form", [printConjugacy(model)]),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

/** `noise: positive ~ half_normal(1), noise = exp(u)` */
function printSite({ name, latent, bijector, nonCentred }: Site): string {
  const how = nonCentred ? ", non-centred" : "";
  const drawn = `${name}: ${printType(latent.type)} ~ ${words(latent.distribution.span)}${how}`;
  return bijector.name === "real" ? drawn : `${drawn}, ${bijector.doc.replace("x", name)}`;
}

/** `z: Component[N] ~ categorical(weights), over its values by N` */
function printSummed({ latent, states, chain }: Summed): string {
  const { name, type, distribution } = latent;
  const alone = without(type.dimensions, chain === null ? [] : [chain]).map((dimension) => dimension.name);
  const each = alone.length === 0 ? "" : ` for each ${alone.join(", ")}`;
  const values = states.twin === null ? "its two values" : `the labels of ${states.twin.name}`;
  const how = chain === null ? `over ${values}` : `over all paths along ${chain.name} through ${values}`;
  return `${name}: ${printType(type)} ~ ${words(distribution.span)}, ${how}${each}`;
}

function terms(model: Model): readonly string[] {
  const priors = model.sites.map(({ name, latent }) => term(name, latent.type, latent.distribution));
  const jacobians = model.sites
    .filter((site) => site.bijector.name !== "real" || site.nonCentred)
    .map((site) => `log |d ${site.name} / d${site.nonCentred ? "z" : "u"}|${over(site.latent.type)}`);
  const likelihoods = model.observations.map((observation) => {
    const { response, distribution } = observation;
    const line = term(response.name, response.type, distribution);
    const uses = model.summation.uses.get(observation) ?? [];
    return uses.length === 0
      ? line
      : `log Σ exp over ${uses.map(({ latent }) => latent.name).join(", ")}: ${line}`;
  });
  return [...priors, ...jacobians, ...likelihoods].map((line, place) => `${place === 0 ? " " : "+"} ${line}`);
}

function term(name: string, type: ValueType, call: DistributionCall): string {
  return `log ${call.distribution.name}(${name} | ${argumentsOf(call)})${over(type)}`;
}

function argumentsOf(call: DistributionCall): string {
  return call.signature.parameters
    .map(({ name }) => {
      const expr = call.arguments[name];
      return expr === undefined ? name : `${name} = ${wordsOf(expr, call)}`;
    })
    .join(", ");
}

/** As it was written, or in full where the checker wrote it out: of a horseshoe's latents. */
function wordsOf(expr: Expr, { span }: DistributionCall): string {
  return expr.span.start === span.start ? printExpr(expr) : words(expr.span);
}

function over(type: ValueType): string {
  const names = type.dimensions.map((dimension) => dimension.name);
  return names.length === 0 ? "" : ` over ${names.join(", ")}`;
}

function printConjugacy({ conjugacy }: Model): string {
  if (conjugacy.kind === "linear_gaussian") return "linear-Gaussian: `exact` applies";
  if (conjugacy.kind === "conjugate")
    return `${conjugacy.families.map(familyWords).join("; ")}: \`exact\` applies`;
  const { title, primary } = conjugacy.why;
  return primary !== null && isSpan(primary) ? `none: ${title}: ${words(primary)}` : `none: ${title}`;
}

function familyWords(family: Family): string {
  if (family.kind === "known") return `${family.responses.join(", ")} known`;
  const sites = family.sites.join(", ");
  if (family.kind === "elementwise") return `conjugate in ${sites}`;
  return family.scale === null
    ? `linear-Gaussian in ${sites}`
    : `linear-Gaussian in ${sites} given ${family.scale}`;
}

/** What was written there, on one line. */
function words(span: Span): string {
  return span.source.text.slice(span.start, span.end).replace(/\s+/g, " ");
}
