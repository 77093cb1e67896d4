/** Whether a distribution suits what stands left of `~`; if not, what would. */

import type { Distribution } from "../library/distribution.ts";
import { eventDimension } from "../library/parameters.ts";
import { printDimensions, printSupport } from "../shape/print.ts";
import { contains, entryOf, eventOf, sameSupport, type Support } from "../shape/support.ts";
import type { Expression } from "../syntax/ast.ts";
import { suitsAnywhere } from "./placed.ts";
import { behind, excerpt, type Scope } from "./scope.ts";
import { suitsResponse } from "./suits-response.ts";
import { calleeOf, drawsOf, isBare, refuseBare, type Target } from "./target.ts";

/** Whether draws of the distribution are values of the target; if not, says what would be. */
export function suits(
  scope: Scope,
  distribution: Distribution,
  written: Expression,
  target: Target,
): boolean {
  if (distribution.on !== undefined) return suitsAnywhere(scope, distribution, calleeOf(written), target);
  return target.kind === "response"
    ? suitsResponse(scope, distribution, written, target)
    : suitsLatent(scope, distribution, distribution.support(null), written, target);
}

/** A latent's type is its prior's support, neither more nor less. */
function suitsLatent(
  scope: Scope,
  distribution: Distribution,
  gives: Support,
  written: Expression,
  target: Target,
): boolean {
  if ((gives.kind === "count" || gives.kind === "int") && target.kind === "latent") {
    refuseCounts(scope, distribution, gives, written, target);
    return false;
  }
  // The labels are those of the parameter's dimension, which is looked at with the arguments.
  if (gives.kind === "label" && target.type.support.kind === "label")
    return !isBare(distribution, target) || refuseBare(scope, distribution, written, target);
  // An elementwise prior on ordered values is restricted to these, and not renormalised.
  const { support } = target.type;
  const elements =
    support.kind === "ordered" && distribution.event === undefined ? entryOf(support) : support;
  if (sameSupport(gives, elements))
    return !isBare(distribution, target) || refuseBare(scope, distribution, written, target);
  const found = gives.kind === "label" ? eventDimension.name : printSupport(gives);
  const declared = printSupport(target.type.support);
  const omitted = target.kind === "latent" && target.element === null;
  const bareChain = isBare(distribution, target);
  const bare = eventOf(gives) > 0 && target.type.dimensions.length === 0;
  const wanted = `${target.name}: ${found}${bare ? "[K]" : printDimensions(target.type.dimensions)}`;
  const repair =
    target.kind === "weight"
      ? null
      : (tiedRepair(written, target) ?? priorRepair(distribution, written, target));
  scope.mistakes.report(
    "H0402",
    { distribution: distribution.name, name: target.name, found, declared },
    {
      at: repair?.at ?? calleeOf(written),
      text: omitted
        ? "an omitted type is real"
        : contains(gives, target.type.support)
          ? `some of it lies where ${target.name} cannot be`
          : `${target.name} may be where it has no density`,
      labels: [{ span: target.element ?? target.span, text: `${target.name} is ${declared}` }],
      notes:
        target.kind === "weight"
          ? []
          : ["a latent's type is where its prior has density, so that nothing of the prior is cut off"],
      help:
        repair?.help ??
        (target.kind === "weight"
          ? "write normal(…): weights are real"
          : gives.kind === "label"
            ? `declare the labels' dimension: ${target.name}: Kind${bareChain ? "[T]" : printDimensions(target.type.dimensions)}`
            : `declare ${wanted}`),
      edits: repair?.edits ?? (bare || gives.kind === "label" ? [] : declareEdits(target, found)),
    },
  );
  return false;
}

function declareEdits(target: Target, support: string) {
  if (target.kind === "weight") return [];
  return target.element === null
    ? [{ span: behind(target.span), text: `: ${support}` }]
    : [{ span: target.element, text: support }];
}

/** A vector or matrix whose entries are tied together has a prior of its own. */
function tiedRepair(written: Expression, target: Target) {
  const at = calleeOf(written);
  switch (target.type.support.kind) {
    case "simplex":
      return { at, help: "write dirichlet(1), which is uniform over all simplexes", edits: [] };
    case "correlation":
      return { at, help: "write lkj(1), which is uniform over all correlation matrices", edits: [] };
    case "covariance": {
      const help = `draw a correlation[K] ~ lkj(2) and scales apart, and use multi_normal(mean, correlation = …, scale = …)`;
      return { at, help, edits: [] };
    }
    default:
      return null;
  }
}

/** `positive ~ normal(0, s)`: the half of it that is meant. */
function priorRepair(distribution: Distribution, written: Expression, target: Target) {
  const { half } = distribution;
  if (half === undefined || written.kind !== "call") return null;
  const call = excerpt(written.span);
  const at = written.callee.span;
  if (target.type.support.kind !== "positive") {
    return {
      at,
      help: `declare ${target.name} real, and use sigmoid(${target.name}) where it must lie between two numbers`,
      edits: [],
    };
  }
  const truncated = `truncated(${call}, low = 0)`;
  const parameters = distribution.signatures[0]?.parameters ?? [];
  const centre = parameters.findIndex(({ name }) => name === half.centre);
  const isCentre = (argument: (typeof written.arguments)[number], place: number): boolean =>
    argument.name === null ? place === centre : argument.name.text === half.centre;
  const middle = written.arguments.find(isCentre)?.value;
  if (middle?.kind === "number" && middle.value === 0 && written.arguments.length === parameters.length) {
    const others = written.arguments.filter((argument, place) => !isCentre(argument, place));
    const meant = `${half.name}(${others.map(({ span }) => excerpt(span)).join(", ")})`;
    const help = distribution.tails === undefined ? `write ${meant}` : `write ${meant}, or ${truncated}`;
    return { at, help, edits: [{ span: written.span, text: meant }] };
  }
  const scale = `${half.name}(…) for a scale near 0`;
  if (distribution.tails === undefined) return { at, help: `write ${scale}`, edits: [] };
  const edits = [{ span: written.span, text: truncated }];
  return { at, help: `write ${truncated}, or ${scale}`, edits };
}

/** What is summed out is known value by value. */
function refuseCounts(
  scope: Scope,
  distribution: Distribution,
  gives: Support,
  written: Expression,
  target: Target,
): void {
  scope.mistakes.report(
    "H0416",
    { name: target.name, why: `its values are ${drawsOf(gives)}` },
    {
      at: calleeOf(written),
      text: `${distribution.name} gives ${drawsOf(gives)}`,
      notes: ["a discrete latent is summed out value by value: labels of a dimension, or yes and no"],
      help: `give its few values labels: dim Size = 0..9, ${target.name}: Size ~ categorical(…)`,
    },
  );
}
