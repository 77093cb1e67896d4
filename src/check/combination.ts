/** A distribution made of others: `truncated(normal(0, 1), low = 0)`, its parts found, its own numbers matched, its weights summed. */

import type { Span } from "../diagnostic/source.ts";
import { type Combinator, insidePart, prefixOf } from "../library/combinator.ts";
import type { Distribution, Parameter } from "../library/distribution.ts";
import { listNames } from "../shape/print.ts";
import type { Argument, Expression, Name } from "../syntax/ast.ts";
import { numberIn } from "./constants.ts";
import { checkExpression, type Surroundings } from "./expressions.ts";
import { checkParameter } from "./parameter.ts";
import {
  besides,
  sharesParameter,
  simplexWeight,
  weightParameter,
  weightsSum,
  withShares,
} from "./mixture-weights.ts";
import { isImproper } from "./placed.ts";
import type { DistributionCall, Expr } from "./program.ts";
import type { Scope } from "./scope.ts";
import type { Target } from "./target.ts";
import { nearest } from "./unknown.ts";

/** A call as it stands in the text. */
export interface Written {
  readonly callee: Name;
  readonly arguments: readonly Argument[];
  readonly span: Span;
}

/** What a combinator was given: distributions `F`, a weight to each where it takes them, and numbers of its own. */
export interface Combination<F> {
  readonly combinator: Combinator;
  readonly parts: readonly { readonly found: F; readonly weight: Expression | null }[];
  readonly numbers: readonly { readonly parameter: Parameter; readonly value: Expression }[];
}

interface Part {
  readonly distribution: Distribution;
  readonly written: Written;
}

interface Arrangement {
  readonly parts: readonly Argument[];
  readonly numbers: readonly { readonly parameter: Parameter; readonly value: Expression }[];
}

/** The distribution that the combinator makes of what was written, `find` finding the parts; or a mistake. */
export function combine<F extends Part>(
  scope: Scope,
  combinator: Combinator,
  written: Written,
  observed: boolean,
  find: (part: Expression) => F | null,
): { readonly distribution: Distribution; readonly combination: Combination<F> } | null {
  const arranged = arrange(scope, combinator, written);
  if (arranged === null) return null;
  const parts = arranged.parts.flatMap(({ value, weight }) => {
    const found = find(value);
    return found === null ? [] : [{ found, weight }];
  });
  if (parts.length < arranged.parts.length) return null;
  const improper = parts.find(({ found }) => isImproper(found.distribution));
  if (improper !== undefined) {
    const fault = `needs proper distributions, and ${improper.found.distribution.name} has no integral`;
    const at = improper.found.written.callee.span;
    return scope.mistakes.report("H0406", { distribution: combinator.name, fault }, { at, help: null });
  }
  const tied = parts.find(({ found }) => found.distribution.event !== undefined)?.found;
  if (tied !== undefined) {
    return scope.mistakes.notYet(`${combinator.name} of ${tied.distribution.name}`, tied.written.callee.span);
  }
  const { numbers } = arranged;
  const values = Object.fromEntries(numbers.map(({ parameter, value }) => [parameter.name, numberIn(value)]));
  const made = combinator.combine(
    parts.map(({ found }) => found.distribution),
    { values, observed },
  );
  if (made.distribution !== null) {
    return { distribution: made.distribution, combination: { combinator, parts, numbers } };
  }
  const at = made.part === null ? written.callee.span : parts[made.part]?.found.written.callee.span;
  const holes = { distribution: combinator.name, fault: made.fault };
  return scope.mistakes.report("H0406", holes, {
    at: at ?? written.callee.span,
    help: made.help ?? `write ${combinator.form}`,
  });
}

/** Which arguments are distributions and which parameter each other one is. */
function arrange(scope: Scope, combinator: Combinator, written: Written): Arrangement | null {
  const { name, form, takes, parameters, optional } = combinator;
  const fault = (what: string, at: Span, text = "") =>
    scope.mistakes.report("H0406", { distribution: name, fault: what }, { at, text, help: `write ${form}` });
  const given = written.arguments;
  if (takes === "several, weighted") {
    const bare = given.find(({ weight }) => weight === null);
    if (bare !== undefined) return fault("needs a weight before each distribution", bare.span, "without one");
    return { parts: given, numbers: [] };
  }
  const [first, last] = [given[0], given[given.length - 1]];
  const part = takes === "one, first" ? first : last;
  if (part === undefined) return fault("needs a distribution", written.callee.span);
  if (part.name !== null || !mayBeDistribution(part.value)) {
    return fault(
      `takes its distribution ${takes === "one, first" ? "first" : "last"}`,
      part.span,
      "no distribution",
    );
  }
  const numbers = new Map<Parameter, Expression>();
  const rest = given.filter((argument) => argument !== part);
  for (const [place, argument] of rest.entries()) {
    if (argument.weight !== null || argument.over !== null) {
      return fault("takes neither weights nor dimensions", argument.span, "not an argument of it");
    }
    const keyword = argument.name;
    const parameter = keyword === null ? parameters[place] : parameters.find((p) => p.name === keyword.text);
    if (parameter === undefined) {
      if (keyword === null) return fault("is given an argument too many", argument.span, "one too many");
      const names = parameters.map((p) => p.name);
      const holes = { distribution: name, fault: `has no parameter ${keyword.text}` };
      const near = nearest(keyword.text, keyword.span, names, `write ${form}`);
      return scope.mistakes.report("H0406", holes, { at: keyword.span, ...near });
    }
    if (numbers.has(parameter))
      return fault(`is given ${parameter.name} twice`, argument.span, "a second time");
    numbers.set(parameter, argument.value);
  }
  const missing = parameters.filter((parameter) => !numbers.has(parameter));
  if (!optional && missing.length > 0) {
    return fault(`needs ${listNames(missing.map((parameter) => parameter.name))}`, written.callee.span);
  }
  return { parts: [part], numbers: [...numbers].map(([parameter, value]) => ({ parameter, value })) };
}

function mayBeDistribution(expression: Expression): boolean {
  if (expression.kind === "parenthesised") return mayBeDistribution(expression.inner);
  return expression.kind === "call" || expression.kind === "name";
}

/** The call with the arguments of its parts, each behind its prefix, and its own. `check` checks a part. */
export function checkCombination<F extends Part>(
  around: Surroundings,
  whole: { readonly distribution: Distribution; readonly combination: Combination<F>; readonly span: Span },
  target: Target | null,
  check: (part: F, target: Target | null) => DistributionCall | null,
): DistributionCall | null {
  const { distribution, combination, span } = whole;
  const { combinator, parts, numbers } = combination;
  const typed: (readonly [Parameter, Expr])[] = [];
  const weights: Expr[] = [];
  const shares = simplexWeight(around, combinator, parts, target);
  if (shares === "faulty") return null;
  let sound = true;
  const number = (parameter: Parameter, value: Expression, name: string): Expr | null => {
    const expr = checkExpression(around, value);
    if (expr === null || !checkParameter(around.scope, distribution, parameter, expr, target)) {
      sound = false;
      return null;
    }
    typed.push([{ ...parameter, name }, expr]);
    return expr;
  };
  parts.forEach(({ found, weight }, place) => {
    const prefix = prefixOf(combinator, found.distribution, place);
    if (shares !== null) typed.push([sharesParameter(`${prefix}.weight`, shares), shares]);
    // The second weight is usually one less the first, and has the same fault.
    else if (weight !== null && sound) {
      const expr = number(weightParameter, weight, `${prefix}.weight`);
      if (expr !== null) weights.push(expr);
    }
    const call = check(found, shares === null ? target : besides(target, shares));
    if (call === null) {
      sound = false;
      return;
    }
    if (shares !== null && call.signature.parameters.some(({ components }) => components !== undefined)) {
      around.scope.mistakes.notYet("a mixture over a dimension inside another", call.span);
      sound = false;
      return;
    }
    const inner = weight === null ? prefix : `${prefix}.${found.distribution.name}`;
    for (const parameter of call.signature.parameters) {
      const value = call.arguments[parameter.name];
      if (value !== undefined) typed.push([withShares(insidePart(inner, parameter), shares), value]);
    }
  });
  for (const { parameter, value } of numbers) number(parameter, value, parameter.name);
  if (!sound || (shares === null && !weightsSum(around.scope, combinator, weights))) return null;
  return {
    distribution,
    signature: { parameters: typed.map(([parameter]) => parameter) },
    arguments: Object.fromEntries(typed.map(([{ name }, value]) => [name, value])),
    span,
  };
}
