/** Well-typed latents and quantities of a prior. */

import { pick } from "./random.ts";
import {
  argument,
  expression,
  type Scope,
  strangerTo,
  type Value,
  type Wanted,
} from "./typed-expressions.ts";

/** A statement or two of the prior; the latent joins the others. */
export function latent(
  name: string,
  latents: Value[],
  scope: Scope,
  groups: readonly string[],
  withD: boolean,
): readonly string[] {
  const { random } = scope;
  const choices = [
    [],
    ["S"],
    ["W"],
    groups.slice(2),
    [...groups.slice(2), "S"],
    ...(withD ? [["D"], ["S", "D"]] : []),
  ];
  const dimensions = pick(choices, random) ?? [];
  const at = dimensions.length === 0 ? "" : `[${dimensions.join(", ")}]`;
  const stranger = strangerTo(latents, dimensions);
  const a = (wanted: Wanted): string => expression(scope, wanted, dimensions, 2);
  const r = (): string => argument(scope, "real", dimensions, stranger);
  const add = (kind: Value["kind"], text: string, tied = false, own = dimensions): readonly string[] => {
    latents.push({ name, kind, dimensions: own, tied });
    return [text];
  };
  const last = groups[2];
  const same = latents.find(
    (each) => each.kind === "real" && each.tied !== true && each.dimensions.join() === dimensions.join(),
  );
  switch (random(15)) {
    case 0:
      return add("positive", `${name}: positive${at} ~ half_cauchy(${a("positive")})`);
    case 1:
      return add("positive", `${name}: positive${at} ~ gamma(${a("positive")}, ${a("positive")})`);
    case 2:
      return add("positive", `${name}: positive${at} ~ lognormal(${r()}, ${a("positive")})`);
    case 3:
      return add("unit", `${name}: unit${at} ~ beta(${a("positive")}, ${a("positive")})`);
    case 4:
      return add("real", `${name}: real${at} ~ student_t(3, ${r()}, ${a("positive")})`);
    case 5:
      return add("real", `${name}: real${at} ~ flat`);
    case 6:
      return same === undefined || dimensions.length > 1
        ? []
        : add("real", `${name}: real${at} = ${a("real")} + ${same.name}`);
    case 7:
      return add("positive", `${name}: positive${at} ~ truncated(normal(${r()}, 1), low = 0)`);
    case 8:
      return dimensions.at(-1) === last && last !== undefined
        ? add("real", `${name}: ordered${at} ~ normal(${r()}, 1)`, true)
        : add("real", `${name}: real${at} ~ logistic(${r()}, 1)`);
    case 9:
      return dimensions.at(-1) === last && last !== undefined
        ? add("unit", `${name}: simplex${at} ~ dirichlet(2)`, true)
        : add("positive", `${name}: positive${at} ~ half_normal(${a("positive")})`);
    case 10:
      return dimensions.length === 1
        ? add("real", `${name}: real${at} ~ horseshoe(0.1)`)
        : add("real", `${name}: real${at} ~ cauchy(${r()}, 1)`);
    case 11:
      return add("real", `${name}: real${at} ~ non_centred(normal(${a("real")}, ${a("positive")}))`);
    case 12:
      if (last === undefined || dimensions.length !== 1 || dimensions[0] !== last) return [];
      return add("real", `${name}: real[S, ${last}] ~ ${manyNormal(a("positive"))}`, true, ["S", last]);
    default:
      return add("real", `${name}: real${at} ~ normal(${r()}, ${a("positive")})`);
  }
}

const manyNormal = (scale: string): string => `multi_normal(mean = 0, correlation = Omega, scale = ${scale})`;
