/** `theta: real[School] ~ non_centred(normal(mu, tau))`: the same latent and density, moved by inference in coordinates free of mu and tau. */

import { distributions } from "../library/distributions/table.ts";
import { nonCentred } from "../library/non-centring.ts";
import type { Span } from "../diagnostic/source.ts";
import { listNames } from "../shape/print.ts";
import { eventOf } from "../shape/support.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Mistakes } from "./mistakes.ts";
import type { CheckedProgram, Deterministic, DistributionCall, Expr, Latent } from "./program.ts";
import type { Scope } from "./scope.ts";
import type { Target } from "./target.ts";
import { refersTo, walk } from "./walk.ts";

/** What stands right of `~`: the distribution, and where it was asked to be non-centred. */
export interface Asked {
  readonly distribution: Expression;
  readonly at: Span | null;
}

/** Takes the word off; null where it was written otherwise than around one distribution. */
export function withoutWord(scope: Scope, expression: Expression): Asked | null {
  let inner = expression;
  while (inner.kind === "parenthesised") inner = inner.inner;
  const callee = inner.kind === "call" ? inner.callee : inner.kind === "name" ? inner.name : null;
  if (callee?.text !== nonCentred.name) return { distribution: expression, at: null };
  const [first, second] = inner.kind === "call" ? inner.arguments : [];
  const extra = second ?? (first?.name === null && first.weight === null ? undefined : first);
  if (first !== undefined && extra === undefined) return { distribution: first.value, at: callee.span };
  const fault = first === undefined ? "needs a distribution" : "takes one distribution and nothing else";
  return scope.mistakes.report(
    "H0406",
    { distribution: nonCentred.name, fault },
    { at: extra?.span ?? callee.span, help: `write ${nonCentred.form}` },
  );
}

/** Whether the distribution has such coordinates where the latent lies. */
export function mayBeNonCentred(scope: Scope, call: DistributionCall, target: Target, at: Span): boolean {
  const { distribution } = call;
  const fault = (what: string, span: Span, help: string | null): false => {
    scope.mistakes.report("H0406", { distribution: nonCentred.name, fault: what }, { at: span, help });
    return false;
  };
  if (distribution.nonCentring === undefined) {
    const able = [...distributions.values()].filter(({ nonCentring }) => nonCentring !== undefined);
    const help = `it is for ${listNames(able.map(({ name }) => name))}`;
    const what = `needs a distribution with a location or a scale, and ${distribution.name} has neither`;
    return fault(what, call.span, help);
  }
  if (eventOf(target.type.support) > 0) {
    const help = "let its gaps be a latent of their own: gap: positive[K] ~ lognormal(mu, tau), then cumsum";
    return fault("needs entries that are free of each other, and ordered ones are not", at, help);
  }
  if (Object.values(call.arguments).some((expr) => refersTo(expr, target.name))) {
    scope.mistakes.notYet("a non-centred prior that looks back at itself", at, {
      help: "draw the steps, step: real[T] ~ normal(0, 1), and sum them up: cumsum(tau * step over T)",
    });
    return false;
  }
  return true;
}

/** Predictions have no training rows at hand, so that a latent must be found from what a posterior keeps. */
export function checkNonCentred(program: CheckedProgram, mistakes: Mistakes): void {
  for (const latent of latentsOf(program)) {
    if (latent.nonCentred !== true) continue;
    const row = referencesOf(program, latent).find((expr) => isOverRows(program, expr));
    if (row?.kind !== "reference") continue;
    const fault = `cannot look at ${row.name}, which has a value for each row`;
    mistakes.report(
      "H0406",
      { distribution: nonCentred.name, fault },
      {
        at: row.span,
        text: "not kept with the posterior",
        notes: [`${latent.name} is worked out anew from its coordinates wherever the posterior is used`],
        help: `draw what is left around it: effect ~ non_centred(normal(0, …)), then add it where ${latent.name} is used`,
      },
    );
  }
}

function latentsOf({ prior }: CheckedProgram): readonly Latent[] {
  return prior.filter((statement): statement is Latent => statement.kind === "latent");
}

export function isOverRows({ rows, tables }: CheckedProgram, expr: Expr): boolean {
  if (expr.kind !== "reference" || (expr.target !== "data" && expr.target !== "definition")) return false;
  const response = tables.some(({ variables, definitions }) =>
    [...variables, ...definitions].some((data) => data.response && data.name === expr.name),
  );
  return response || (rows !== null && expr.type.dimensions[0] === rows);
}

/** The references in a latent's arguments, and in what those are made of. */
export function referencesOf(program: CheckedProgram, latent: Latent): readonly Expr[] {
  const quantities = new Map(
    program.prior
      .filter((statement): statement is Deterministic => statement.kind === "deterministic")
      .map((statement) => [statement.name, statement] as const),
  );
  const seen = new Set<string>();
  const follow = (root: Expr): readonly Expr[] =>
    [...walk(root)].flatMap((expr): readonly Expr[] => {
      if (expr.kind !== "reference") return [];
      const made = expr.target === "deterministic" ? quantities.get(expr.name) : undefined;
      if (made === undefined || seen.has(expr.name)) return [expr];
      seen.add(expr.name);
      return [expr, ...follow(made.value)];
    });
  return Object.values(latent.distribution.arguments).flatMap(follow);
}
