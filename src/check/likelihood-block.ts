/** `likelihood { … }`: how each response comes about, and quantities on the way. */

import type { Span } from "../diagnostic/source.ts";
import type { Statement, StatementsBlock } from "../syntax/ast.ts";
import { checkDefinition } from "./definition.ts";
import { checkDistribution, findDistribution } from "./distribution-call.ts";
import type { DataVariable, LikelihoodStatement, Observation } from "./program.ts";
import { pathText, type Scope, whatItIs } from "./scope.ts";
import { suits } from "./suits.ts";
import type { Target } from "./target.ts";
import { reportUnknown } from "./unknown.ts";

type Draw = Extract<Statement, { kind: "draw" }>;

export function checkLikelihood(
  scope: Scope,
  block: StatementsBlock,
  variables: readonly DataVariable[],
): readonly LikelihoodStatement[] {
  const observed = new Map<string, Span>();
  const statements = block.statements.flatMap((statement): readonly LikelihoodStatement[] => {
    const checked =
      statement.kind === "definition"
        ? checkDefinition(scope, statement, true)
        : checkObservation(scope, statement, variables, observed);
    return checked === null ? [] : [checked];
  });
  if (scope.lost.size === 0 && !block.statements.some((statement) => statement.kind === "draw")) {
    scope.mistakes.report(
      "H0411",
      {},
      {
        at: { ...block.span, end: block.span.start + block.kind.length },
        text: "no ~ in it",
        help: "say how the data comes about: y ~ normal(…, …)",
      },
    );
  }
  return statements;
}

function checkObservation(
  scope: Scope,
  statement: Draw,
  variables: readonly DataVariable[],
  observed: Map<string, Span>,
): Observation | null {
  const name = pathText(statement.target.parts);
  const { span } = statement.target;
  const found = findDistribution(scope, statement.distribution, true);
  const value = scope.values.get(name);
  const response = variables.find((variable) => variable.name === name);
  if (value?.what !== "data" && value?.what !== "definition") {
    if (found !== null) checkDistribution({ scope, fan: null }, found, null);
    if (value === undefined) unknownResponse(scope, name, span, variables);
    else {
      scope.mistakes.report(
        "H0408",
        { name },
        {
          at: span,
          text: `${name} is ${whatItIs[value.what]}`,
          labels: [{ span: value.span, text: "declared here" }],
          help:
            value.what === "latent"
              ? "move this to prior"
              : "write = for a quantity: left of ~ in likelihood stands data",
        },
      );
    }
    return null;
  }
  scope.used.add(name);
  if (statement.type !== null) {
    scope.mistakes.report(
      "H0205",
      { what: "type of", name },
      {
        at: statement.type.span,
        text: "a second type",
        labels: [{ span: value.span, text: "data declares it" }],
        help: "leave it out here",
        edits: [{ span: { ...span, start: span.end, end: statement.type.span.end }, text: "" }],
      },
    );
  }
  const before = observed.get(name);
  if (before !== undefined) {
    scope.mistakes.report(
      "H0409",
      { name },
      {
        at: span,
        text: "a second time",
        labels: [{ span: before, text: "the first" }],
        notes: ["the data would count twice, and the posterior would be too narrow"],
      },
    );
  }
  observed.set(name, before ?? span);
  if (found === null) return null;
  if (response === undefined) {
    checkDistribution({ scope, fan: null }, found, null);
    return null;
  }
  const target: Target = {
    kind: "response",
    name,
    type: response.type,
    span,
    declared: value.span,
    element: value.element,
  };
  const suited = suits(scope, found.distribution, statement.distribution, target);
  const distribution = checkDistribution({ scope, fan: null }, found, target);
  if (!suited || distribution === null) return null;
  return { kind: "observation", response, distribution, span: statement.span };
}

function unknownResponse(scope: Scope, name: string, span: Span, variables: readonly DataVariable[]): void {
  reportUnknown(
    scope,
    "H0201",
    { name },
    name,
    span,
    variables.map((variable) => variable.name),
    { fallback: "left of ~ in likelihood stands data; a latent belongs in prior" },
  );
}
