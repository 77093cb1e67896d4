/** What stands right of `~`: a distribution of the library, its arguments matched to one of its signatures and typed. */

import type { Distribution, Heading, Parameter, Signature } from "../library/distribution.ts";
import { combinators } from "../library/combinators/table.ts";
import { distributions } from "../library/distributions/table.ts";
import { horseshoe } from "../library/horseshoe.ts";
import { nonCentred } from "../library/non-centring.ts";
import type { Span } from "../diagnostic/source.ts";
import { listNames } from "../shape/print.ts";
import type { Argument, Expression } from "../syntax/ast.ts";
import { checkCombination, type Combination, combine, type Written } from "./combination.ts";
import { checkExpression, type Surroundings } from "./expressions.ts";
import { labelledOver } from "./label-constants.ts";
import { checkParameter } from "./parameter.ts";
import { checkEnds, placed } from "./placed.ts";
import type { DistributionCall, Expr } from "./program.ts";
import { excerpt, type Scope } from "./scope.ts";
import type { Target } from "./target.ts";
import { nearest, reportUnknown } from "./unknown.ts";
import { standing, wordsOf } from "./words.ts";

/** A distribution that was named, its arguments not looked at; of one made of others, these and what joins them. */
export interface Found {
  readonly distribution: Distribution;
  readonly written: Written;
  readonly combination: Combination<Found> | null;
}

/** The distribution an expression names, or a mistake; its arguments are not looked at. `observed`: data stands left of `~`. */
export function findDistribution(scope: Scope, expression: Expression, observed: boolean): Found | null {
  let inner = expression;
  while (inner.kind === "parenthesised") inner = inner.inner;
  if (inner.kind !== "call" && inner.kind !== "name") {
    return scope.mistakes.report(
      "H0407",
      { found: excerpt(inner.span) },
      { at: inner.span, help: scatterHelp(inner, observed) },
    );
  }
  const callee = inner.kind === "call" ? inner.callee : inner.name;
  const written = { callee, arguments: inner.kind === "call" ? inner.arguments : [], span: inner.span };
  const distribution = distributions.get(callee.text);
  if (distribution !== undefined) {
    return { distribution: placed(distribution, written.arguments), written, combination: null };
  }
  const combinator = combinators.get(callee.text);
  if (combinator !== undefined) {
    const made = combine(scope, combinator, written, observed, (part) =>
      findDistribution(scope, part, observed),
    );
    return made === null ? null : { ...made, written };
  }
  if (callee.text === nonCentred.name) {
    return scope.mistakes.report(
      "H0406",
      { distribution: nonCentred.name, fault: observed ? "is for latents" : "stands around a whole prior" },
      {
        at: callee.span,
        text: observed ? "data stays where it is" : "this is a part of one",
        help: observed ? "take it away" : `write ${nonCentred.form} right of ~`,
      },
    );
  }
  if (callee.text === horseshoe.name) {
    return scope.mistakes.report(
      "H0406",
      { distribution: horseshoe.name, fault: "is a prior that stands alone" },
      {
        at: callee.span,
        text: "it brings latents of its own",
        help: "give it a latent in prior: w: real[D] ~ horseshoe(1)",
      },
    );
  }
  const isValue = scope.values.has(callee.text);
  if (isValue || standing("function", callee.text) !== "unknown") {
    const { help, edits } = nearest(callee.text, callee.span, isValue ? [] : wordsOf("distribution"));
    return scope.mistakes.report(
      "H0407",
      { found: excerpt(inner.span) },
      {
        at: inner.span,
        text: isValue ? "a value" : "a function",
        help: help ?? scatterHelp(inner, observed),
        edits,
      },
    );
  }
  return reportUnknown(
    scope,
    "H0202",
    { kind: "distribution", name: callee.text },
    callee.text,
    callee.span,
    wordsOf("distribution"),
    { fallback: `the distributions are ${wordsOf("distribution").join(", ")}` },
  );
}

/** Data scatters around a value; a latent that is a value is no latent. */
function scatterHelp(value: Expression, observed: boolean): string {
  const written = excerpt(value.span);
  return observed
    ? `write ~ normal(${written === "this" ? "…" : written}, sd): the scatter is part of the distribution`
    : "write = instead of ~ for a quantity made of others";
}

/** The call with every argument typed and fitting its parameter and the target; null where something does not. Without a target only the arguments themselves are checked. */
export function checkDistribution(
  around: Surroundings,
  found: Found,
  target: Target | null,
): DistributionCall | null {
  if (found.combination !== null) {
    const { distribution, combination } = found;
    const whole = { distribution, combination, span: found.written.span };
    return checkCombination(around, whole, target, (part, within) => checkDistribution(around, part, within));
  }
  const { distribution, written } = found;
  const checked = checkArguments(around, distribution, written, target);
  if (checked === null) return null;
  const located = target === null ? distribution : (distribution.on?.(target.type.support) ?? distribution);
  return { distribution: located, ...checked, span: written.span };
}

/** The signature that was chosen, and its arguments. */
export function checkArguments(
  around: Surroundings,
  distribution: Heading,
  written: Written,
  target: Target | null,
): Pick<DistributionCall, "signature" | "arguments"> | null {
  const matched = matchArguments(around.scope, distribution, written);
  const within: Surroundings =
    target === null ? around : { ...around, target: labelledOver(distribution, target.type) };
  // What the arguments say is checked even where their number is wrong.
  const values = new Map(
    written.arguments.map((argument) => [argument, checkExpression(within, argument.value)] as const),
  );
  if (matched === null) return null;
  const typed: Record<string, Expr> = {};
  let sound = true;
  for (const [parameter, argument] of matched.arguments) {
    const value = values.get(argument) ?? null;
    const fits = value !== null && checkParameter(around.scope, distribution, parameter, value, target);
    if (fits) typed[parameter.name] = value;
    else sound = false;
  }
  if (!sound || !checkEnds(around.scope, distribution, matched.arguments)) return null;
  return { signature: matched.signature, arguments: typed };
}

interface Matched {
  readonly signature: Signature;
  readonly arguments: ReadonlyMap<Parameter, Argument>;
}

/** Positional arguments fill the first signature; keywords choose the signature that has them all. */
function matchArguments(scope: Scope, distribution: Heading, written: Written): Matched | null {
  const fault = (what: string, at: Span, text: string, help: string | null = formsOf(distribution)) =>
    scope.mistakes.report("H0406", { distribution: distribution.name, fault: what }, { at, text, help });
  for (const argument of written.arguments) {
    if (argument.weight !== null || argument.over !== null) {
      return fault("takes neither weights nor dimensions", argument.span, "not an argument of it");
    }
  }
  const keywords = written.arguments.flatMap(({ name }) => (name === null ? [] : [name]));
  const positional = written.arguments.filter(({ name }) => name === null);
  const names = [
    ...new Set(distribution.signatures.flatMap(({ parameters }) => parameters.map(({ name }) => name))),
  ];
  for (const [place, keyword] of keywords.entries()) {
    if (!names.includes(keyword.text)) {
      const near = nearest(keyword.text, keyword.span, names, formsOf(distribution));
      const holes = { distribution: distribution.name, fault: `has no parameter ${keyword.text}` };
      return scope.mistakes.report("H0406", holes, { at: keyword.span, ...near });
    }
    if (keywords.findIndex(({ text }) => text === keyword.text) < place) {
      return fault(`is given ${keyword.text} twice`, keyword.span, "a second time");
    }
  }
  const signature = distribution.signatures.find(
    ({ parameters, keywordOnly }) =>
      keywords.every(({ text }) => parameters.some(({ name }) => name === text)) &&
      !(keywordOnly === true && positional.length > shared(distribution, parameters)),
  );
  if (signature === undefined) {
    const mixed = listNames(keywords.map(({ text }) => text));
    const others = positional.length > 0 ? "arguments without a name" : "each other";
    return fault(`cannot combine ${mixed} with ${others}`, written.callee.span, "two ways to say it at once");
  }
  return fill(signature, positional, written, fault);
}

/** How many parameters stand first in the first signature too: they need no name, as in `binomial(n, logits = e)`. */
function shared(distribution: Heading, parameters: readonly Parameter[]): number {
  const first = distribution.signatures[0]?.parameters ?? [];
  const apart = parameters.findIndex(({ name }, place) => name !== first[place]?.name);
  return apart < 0 ? parameters.length : apart;
}

function fill(
  signature: Signature,
  positional: readonly Argument[],
  written: Written,
  fault: (what: string, at: Span, text: string) => null,
): Matched | null {
  const filled = new Map<Parameter, Argument>();
  const extra = positional[signature.parameters.length];
  if (extra !== undefined) {
    const count = signature.parameters.length;
    return fault(
      `takes ${count} argument${count === 1 ? "" : "s"}, not ${written.arguments.length}`,
      extra.span,
      "one too many",
    );
  }
  for (const [place, parameter] of signature.parameters.entries()) {
    const keyword = written.arguments.find(({ name }) => name?.text === parameter.name);
    const argument = positional[place] ?? keyword;
    if (positional[place] !== undefined && keyword !== undefined) {
      return fault(`is given ${parameter.name} twice`, keyword.span, "a second time");
    }
    if (argument !== undefined) filled.set(parameter, argument);
  }
  const missing = signature.parameters.filter((parameter) => !filled.has(parameter));
  if (missing.length === 0) return { signature, arguments: filled };
  const names = listNames(missing.map(({ name }) => name));
  const [first] = missing;
  return fault(
    `needs ${names}`,
    written.callee.span,
    missing.length === 1 && first !== undefined ? `${first.name}: ${first.doc}` : `without ${names}`,
  );
}

/** Every way to write it: "write normal(mean, sd)". */
function formsOf(distribution: Heading): string {
  const forms = distribution.signatures.map(({ parameters, keywordOnly }) => {
    const bare = keywordOnly === true ? shared(distribution, parameters) : parameters.length;
    const names = parameters.map(({ name }, place) => (place < bare ? name : `${name} = …`));
    return `${distribution.name}(${names.join(", ")})`;
  });
  return `write ${listNames(forms, "or")}`;
}
