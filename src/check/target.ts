/** What stands left of `~`: a latent, a weight tensor of a network or a response; and whether the distribution suits it. */

import type { Distribution } from "../library/distribution.ts";
import { eventDimension } from "../library/parameters.ts";
import type { Span } from "../diagnostic/source.ts";
import { printDimensions, printSupport, printType } from "../shape/print.ts";
import {
  contains,
  entryOf,
  eventOf,
  isDiscrete,
  sameSupport,
  type Support,
  type ValueType,
} from "../shape/support.ts";
import type { Expression } from "../syntax/ast.ts";
import { suitsAnywhere } from "./placed.ts";
import { behind, excerpt, type Scope } from "./scope.ts";

export interface Target {
  readonly kind: "latent" | "weight" | "response";
  readonly name: string;
  readonly type: ValueType;
  /** Left of `~`. */
  readonly span: Span;
  /** Where it is declared: of a latent the same place. */
  readonly declared: Span;
  /** Its element type as written, null where it is omitted. */
  readonly element: Span | null;
}

/** What a distribution's draws are, for messages. */
function drawsOf(support: Support): string {
  switch (support.kind) {
    case "bool":
      return "yes and no";
    case "count":
      return "counts";
    case "int":
      return "whole numbers";
    case "label":
      return "labels";
    case "real":
      return "real numbers";
    case "positive":
    case "nonnegative":
      return "positive numbers";
    case "unit":
    case "interval":
    case "simplex":
    case "ordered":
    case "covariance":
    case "correlation":
      return `${printSupport(support)} values`;
  }
}

/** Whether draws of the distribution are values of the target; if not, says what would be. */
export function suits(
  scope: Scope,
  distribution: Distribution,
  written: Expression,
  target: Target,
): boolean {
  const gives = distribution.support(null);
  if (distribution.on !== undefined) return suitsAnywhere(scope, distribution, calleeOf(written), target);
  if (target.kind === "response" && distribution.event !== undefined) {
    scope.mistakes.notYet(`a response drawn from ${distribution.name}`, calleeOf(written));
    return false;
  }
  if (target.kind !== "response") return suitsLatent(scope, distribution, gives, written, target);
  const { support } = target.type;
  const [isLabel, givesLabel] = [support.kind === "label", gives.kind === "label"];
  if (isLabel !== givesLabel || isDiscrete(support) !== isDiscrete(gives)) {
    scope.mistakes.report(
      "H0403",
      {
        distribution: distribution.name,
        gives: drawsOf(gives),
        name: target.name,
        is: printType(target.type),
      },
      {
        at: calleeOf(written),
        text: reasonOf(gives, support),
        labels: [declaration(target)],
        help: responseHelp(gives, target),
      },
    );
    return false;
  }
  if (givesLabel || contains(gives, support)) return true;
  const fitting = printType({ support: gives, dimensions: target.type.dimensions });
  scope.mistakes.report(
    "H0412",
    { name: target.name, distribution: distribution.name, support: printSupport(gives) },
    {
      at: calleeOf(written),
      text: `a value outside ${printSupport(gives)} would have probability zero, whatever the latents`,
      labels: [declaration(target)],
      help: `declare ${target.name}: ${fitting} if its values are so`,
      edits: target.element === null ? [] : [{ span: target.element, text: printSupport(gives) }],
    },
  );
  return false;
}

function declaration(target: Target) {
  return { span: target.declared, text: `${target.name}: ${printType(target.type)}` };
}

/** The distribution's own word. */
function calleeOf(written: Expression): Span {
  return written.kind === "call" ? written.callee.span : written.span;
}

function reasonOf(gives: Support, is: Support): string {
  if (gives.kind === "label") return `its values are labels, and ${printSupport(is)} has none`;
  if (is.kind === "label") return `${is.dimension.name} has labels, which are no numbers`;
  return isDiscrete(gives)
    ? "it gives each single value a probability; a continuous value needs a density"
    : "it has a density; a discrete value needs a probability";
}

function responseHelp(gives: Support, target: Target): string {
  const { name, type } = target;
  const dimensions = printDimensions(type.dimensions);
  switch (type.support.kind) {
    case "label":
      return `write ${name} ~ categorical(logits = …)`;
    case "bool":
      return `write ${name} ~ bernoulli(logits = …), or declare ${name}: real${dimensions}`;
    case "int":
    case "count":
      if (gives.kind === "label")
        return `declare the labels' dimension, whose labels are sorted: ${name}: Level${dimensions}`;
      return `write ${name} ~ poisson(log_rate = …), or declare ${name}: real${dimensions} to treat counts as measurements`;
    default:
      return gives.kind === "label"
        ? `declare the labels' dimension: ${name}: Class${dimensions}`
        : `declare ${name}: ${printSupport(gives)}${dimensions}, if its values are so`;
  }
}

/** A single number, where the distribution draws vectors. */
export function isBare(distribution: Distribution, target: Target): boolean {
  return distribution.event !== undefined && target.type.dimensions.length === 0;
}

function refuseBare(scope: Scope, distribution: Distribution, written: Expression, target: Target): false {
  const element = printSupport(target.type.support);
  scope.mistakes.report(
    "H0414",
    { name: target.name, distribution: distribution.name },
    {
      at: target.span,
      text: target.type.support.kind === "label" ? "a single label" : "a single number",
      labels: [
        {
          span: calleeOf(written),
          text:
            target.type.support.kind === "label"
              ? "draws each label from the one before it"
              : "draws all entries of a vector at once",
        },
      ],
      help:
        target.type.support.kind === "label"
          ? `give it the dimension that it runs along: ${target.name}: ${element}[T]`
          : `give it the dimension of the covariance: ${target.name}: ${element}[K]`,
    },
  );
  return false;
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
