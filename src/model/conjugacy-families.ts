/** Joins what hangs together: normals that share latents must share their variance; everything else stands by itself. */

import type { Latent, Observation } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Statements } from "./affine.ts";
import { declarations, fault } from "./conjugacy-fault.ts";
import type { Placed } from "./conjugacy-responses.ts";
import type { Conjugacy, Family } from "./model.ts";

/** A normal prior or response: the normal latents it ties together, and the latent its standard deviation is made of. */
export interface NormalPart {
  readonly statement: Latent | Observation;
  readonly latents: ReadonlySet<string>;
  readonly scale: string | null;
}

type Responses = ReadonlyMap<Observation, Exclude<Placed, { kind: "fault" }>>;

export function joinFamilies(
  parts: readonly NormalPart[],
  others: readonly string[],
  responses: Responses,
  statements: Statements,
): Conjugacy {
  const why = notOne(parts, responses, statements) ?? unlike(parts, statements);
  if (why !== null) return { kind: "none", why };
  const scales = [...new Set(parts.map(({ scale }) => scale))];
  const placed = [...responses].map(([{ response }, place]) => ({ name: response.name, place }));
  const linked = placed.flatMap(({ name, place }) =>
    place.kind === "elementwise" ? [{ name, link: place.link }] : [],
  );
  const normals = scales.map((scale): Family => {
    const own = parts.filter((part) => part.scale === scale);
    // The last have a known mean, and the variance of others with latents.
    const names = [
      ...own.flatMap(({ statement }) => (statement.kind === "latent" ? [] : [statement.response.name])),
      ...linked.filter(({ link }) => link.site === scale).map(({ name }) => name),
    ];
    const sites = own.flatMap(({ statement }) => (statement.kind === "latent" ? [statement.name] : []));
    return { kind: "normal", scale, sites, responses: names };
  });
  const links = new Map(
    linked.filter(({ link }) => !scales.includes(link.site)).map(({ name, link }) => [name, link]),
  );
  const certain = placed.filter(({ place }) => place.kind === "known");
  const known = certain.map(({ name }) => name);
  const normalOnly = certain.every(({ place }) => place.kind === "known" && place.normal);
  const pairs = others.filter((name) => !scales.includes(name));
  if (scales.every((scale) => scale === null) && pairs.length === 0 && normalOnly)
    return { kind: "linear_gaussian" };
  const families: Family[] = [...normals];
  if (pairs.length > 0)
    families.push({ kind: "elementwise", sites: pairs, links, responses: [...links.keys()] });
  if (known.length > 0) families.push({ kind: "known", responses: known });
  return { kind: "conjugate", families };
}

/** Normals that share a latent and not their variance. */
function unlike(parts: readonly NormalPart[], statements: Statements): Diagnostic | null {
  let left = [...parts];
  while (left.length > 0) {
    const group = new Set<NormalPart>();
    const latents = new Set(left[0]?.latents);
    for (let grown = -1; grown !== group.size;) {
      grown = group.size;
      for (const part of left) {
        if (group.has(part) || ![...part.latents].some((name) => latents.has(name))) continue;
        group.add(part);
        for (const name of part.latents) latents.add(name);
      }
    }
    left = left.filter((part) => !group.has(part));
    const scaled = [...group].find(({ scale }) => scale !== null);
    const odd = scaled && [...group].find(({ scale }) => scale !== scaled.scale);
    if (scaled && odd) return apart(odd, scaled.scale ?? "", statements);
  }
  return null;
}

function apart({ statement, scale }: NormalPart, shared: string, statements: Statements): Diagnostic {
  const { sd } = statement.distribution.arguments;
  if (sd === undefined) throw new Bug("a normal has a standard deviation");
  const latent = statement.kind === "latent";
  const what = latent ? `the scale of ${statement.name}` : `the noise of ${statement.response.name}`;
  const written = sd.span.source.text.slice(sd.span.start, sd.span.end);
  const form = sd.kind === "binary" ? `(${written})` : written;
  return fault(
    `${what} does not share ${shared}`,
    sd.span,
    scale === null ? `this stays what it is whatever ${shared} is` : `this goes with ${scale}`,
    {
      labels: declarations([shared], statements),
      note: `With an unknown variance there is a closed form only where every standard deviation is a multiple of the same root: then the posterior is normal–inverse-gamma.`,
      ...(scale === null
        ? { hint: `write ${form} * sqrt(${shared}) if it is meant in units of the noise` }
        : {}),
    },
  );
}

/** A variance that normals with latents share, but that is not one number, or that something else is drawn with too. */
function notOne(
  parts: readonly NormalPart[],
  responses: Responses,
  statements: Statements,
): Diagnostic | null {
  for (const { scale, statement } of parts) {
    if (scale === null) continue;
    const drawn = statements.get(scale);
    if (drawn === undefined) throw new Bug(`${scale} is drawn nowhere`);
    const { sd } = statement.distribution.arguments;
    if (drawn.type.dimensions.length > 0) {
      const over = drawn.type.dimensions.map(({ name }) => name).join(", ");
      return fault(
        `${scale} is not one number`,
        sd?.span ?? drawn.span,
        `${scale} has a value for each ${over}`,
        {
          labels: declarations([scale], statements),
          note: "With several unknown variances the normals that share latents are mixtures over them.",
          hint: `declare ${scale} without dimensions`,
        },
      );
    }
    for (const [observation, placed] of responses) {
      if (placed.kind !== "elementwise" || placed.link.site !== scale || placed.link.likelihood === "normal")
        continue;
      return fault(
        `${scale} has two parts to play`,
        observation.distribution.span,
        `${scale} is drawn on here`,
        {
          labels: sd === undefined ? [] : [{ span: sd.span, text: "and it is the variance of a normal" }],
          note: "The two likelihoods together have no closed form that I keep.",
        },
      );
    }
  }
  return null;
}
