/** A name in an expression: the value it stands for, or what is wrong with it. */

import type { Span } from "../diagnostic/source.ts";
import type { Expression, Name } from "../syntax/ast.ts";
import type { Expr } from "./program.ts";
import { excerpt, lookUpDimension, type Scope, type Value, whatItIs } from "./scope.ts";
import { reportUnknown } from "./unknown.ts";
import { familiesOf, standing, wordsOf } from "./words.ts";

/** The value of this (dotted) name, marked as used. */
export function lookUp(scope: Scope, name: string, span: Span): Expr | null {
  const value = scope.values.get(name);
  if (value === undefined) return missing(scope, name, span);
  scope.used.add(name);
  if (value.what === "network") {
    return scope.mistakes.report(
      "H0210",
      { name, is: "a network", use: "a value" },
      { at: span, help: `apply it: ${name}(x)` },
    );
  }
  if (value.type === null) return null;
  return { kind: "reference", name, target: targetOf[value.what], type: value.type, span };
}

const targetOf: {
  readonly [W in Exclude<Value["what"], "network">]: Extract<Expr, { kind: "reference" }>["target"];
} = {
  data: "data",
  definition: "definition",
  latent: "latent",
  weight: "latent",
  deterministic: "deterministic",
};

function missing(scope: Scope, name: string, span: Span): null {
  const later = scope.announced.get(name);
  if (later !== undefined) {
    return scope.mistakes.report(
      "H0204",
      { name },
      {
        at: span,
        text: "not declared yet",
        labels: [
          {
            span: later,
            text:
              later.start > span.start
                ? `${name} is declared here, later`
                : `${name} is only being declared here`,
          },
        ],
        notes: ["a name is declared before it is used"],
        help:
          later.start > span.start
            ? null
            : `only a recurrence looks at itself, inside lag and with its type declared: ${name}: real[T] = …`,
      },
    );
  }
  if (lookUpDimension(scope, name) !== null) {
    return scope.mistakes.report(
      "H0210",
      { name, is: "a dimension", use: "a value" },
      { at: span, notes: [`a dimension stands in types, and in reductions: mean(e over ${name})`] },
    );
  }
  const [family] = familiesOf(name);
  if (family !== undefined) {
    return scope.mistakes.report(
      "H0210",
      {
        name,
        is: `${family === "element type" || family === "activation" ? "an" : "a"} ${family}`,
        use: "a value",
      },
      { at: span },
    );
  }
  const values = [...scope.values.values()].map((value) => value.name);
  return reportUnknown(scope, "H0201", { name }, name, span, values, {
    fallback: "a name is declared in data or in prior before it is used",
  });
}

/** `f.hidden.weight` as one name; null where the dots mean nothing, and that is told. */
export function memberPath(scope: Scope, expression: Extract<Expression, { kind: "member" }>): string | null {
  const { object, name } = expression;
  const path = dotted(expression);
  if (path === null) {
    return scope.mistakes.report(
      "H0209",
      { owner: excerpt(object.span), what: "part", name: name.text },
      { at: name.span, notes: ["only networks have parts: f.hidden.weight, f(x).mean"] },
    );
  }
  if (scope.values.has(path)) return path;
  const [root = path] = path.split(".");
  const value = scope.values.get(root);
  if (value === undefined) {
    lookUp(scope, root, expression.span);
    return null;
  }
  if (value.what === "network" && value.network === null) return null;
  const weights = [...scope.values.values()].filter(
    ({ what, name: known }) => what === "weight" && known.startsWith(`${root}.`),
  );
  return reportUnknown(
    scope,
    "H0209",
    { owner: root, what: "part", name: path.slice(root.length + 1) },
    path,
    expression.span,
    weights.map((weight) => weight.name),
    {
      fallback:
        value.what === "network"
          ? "its weights have names here once they have priors"
          : "dots name a network's weights: f.hidden.weight",
    },
  );
}

/** A chain of dots as one name; null where something else than names stands in it. */
function dotted(expression: Expression): string | null {
  const parts: string[] = [];
  let rest = expression;
  while (rest.kind === "member") {
    parts.unshift(rest.name.text);
    rest = rest.object;
  }
  return rest.kind === "name" ? [rest.name.text, ...parts].join(".") : null;
}

/** What stands before parentheses and is neither network, function nor reduction. */
export function wrongCallee(scope: Scope, callee: Name, call: Expression): null {
  const { text, span } = callee;
  if (standing("function", text) === "later") return scope.mistakes.notYet(`the function ${text}`, span);
  const value = scope.values.get(text);
  if (value !== undefined) {
    scope.used.add(text);
    const inside = excerpt({ ...call.span, start: span.end });
    return scope.mistakes.report(
      "H0210",
      { name: text, is: whatItIs[value.what], use: "a function" },
      {
        at: span,
        labels: [{ span: value.span, text: "declared here" }],
        help:
          inside === "this" ? "write * for multiplication" : `write ${text} * ${inside} for multiplication`,
      },
    );
  }
  if (standing("distribution", text) !== "unknown") {
    return scope.mistakes.report(
      "H0210",
      { name: text, is: "a distribution", use: "a value" },
      { at: span, notes: [`a distribution stands right of ~: x ~ ${text}(…)`] },
    );
  }
  const networks = [...scope.values.values()]
    .filter(({ what }) => what === "network")
    .map(({ name }) => name);
  const words = [...new Set([...wordsOf("function"), ...networks])];
  return reportUnknown(scope, "H0202", { kind: "function", name: text }, text, span, words, {
    fallback: scope.announced.has(text) ? `${text} is declared, but not before this` : null,
  });
}
