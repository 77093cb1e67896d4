/** What the standard deviation of a normal may be: known, or something known times the root of a latent variance, or over that of a latent precision. */

import type { Expr } from "../check/program.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { dependence, type Statements } from "./affine.ts";
import { pairs } from "./conjugate-pairs.ts";
import { declarations, fault, uncertain } from "./conjugacy-fault.ts";
import { monomial } from "./monomial.ts";

export type Scale =
  /** The latent, null where the standard deviation is known; and the power of it. */
  | { readonly kind: "scale"; readonly latent: string | null; readonly power: number }
  | { readonly kind: "fault"; readonly why: Diagnostic };

/** `what`: "the noise of y is not known" */
export function scaleOf(sd: Expr, statements: Statements, what: string, note: string): Scale {
  const part = dependence(sd, statements);
  if (part.latents.size === 0) return { kind: "scale", latent: null, power: 0 };
  const labels = declarations(part.latents, statements);
  const refused = (text: string, hint: string): Scale => ({
    kind: "fault",
    why: fault(what, sd.span, text, { labels, note, hint }),
  });
  const hint =
    "give it as a number or as data, or as s * sqrt(variance) with s known and `variance: positive ~ inverse_gamma(a, b)`";
  const form = monomial(sd, statements);
  if (form.kind === "bend" || form.latent === null) return refused(uncertain(sd, part), hint);
  const statement = statements.get(form.latent);
  const prior = statement?.kind === "latent" ? statement.distribution.distribution.name : "";
  const fits = pairs.find((pair) => pair.likelihood === "normal" && pair.prior === prior);
  if (fits === undefined) return refused(uncertain(sd, part), hint);
  if (fits.power !== form.power) {
    const root = prior === "gamma" ? `1 / sqrt(${form.latent})` : `sqrt(${form.latent})`;
    return refused(
      `this is ${form.power === 1 ? `${form.latent} itself` : `${form.latent}^${form.power}`}, and ${prior} is the conjugate prior of ${prior === "gamma" ? "a precision" : "a variance"}`,
      `write ${root}`,
    );
  }
  return { kind: "scale", latent: form.latent, power: form.power };
}
