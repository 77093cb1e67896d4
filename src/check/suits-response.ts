/** Whether draws of a distribution are values of a response; if not, what would be. */

import type { Distribution } from "../library/distribution.ts";
import { printDimensions, printSupport, printType } from "../shape/print.ts";
import { contains, entryOf, eventOf, isDiscrete, type Support } from "../shape/support.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Scope } from "./scope.ts";
import { calleeOf, declaration, drawsOf, isBare, refuseBare, type Target } from "./target.ts";

export function suitsResponse(
  scope: Scope,
  distribution: Distribution,
  written: Expression,
  target: Target,
): boolean {
  const gives = distribution.support(null);
  if (distribution.event !== undefined && distribution.entry === undefined) {
    scope.mistakes.notYet(`a response drawn from ${distribution.name}`, calleeOf(written));
    return false;
  }
  if (isBare(distribution, target)) return refuseBare(scope, distribution, written, target);
  const support = target.type.support.kind === "ordered" ? entryOf(target.type.support) : target.type.support;
  if (eventOf(support) > 0 && eventOf(gives) === 0)
    return refuseUntied(scope, gives, distribution, written, target);
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

/** Data whose entries are tied together comes of a distribution that ties them. */
function refuseUntied(
  scope: Scope,
  gives: Support,
  distribution: Distribution,
  written: Expression,
  target: Target,
): false {
  const { name, type } = target;
  scope.mistakes.report(
    "H0403",
    { distribution: distribution.name, gives: drawsOf(gives), name, is: printType(type) },
    {
      at: calleeOf(written),
      text: `the entries of a ${printSupport(type.support)} are tied together, and it draws each by itself`,
      labels: [declaration(target)],
      help: tiedResponse(name, type.support),
    },
  );
  return false;
}

function tiedResponse(name: string, support: Support): string {
  if (support.kind === "simplex") return `write ${name} ~ dirichlet(…)`;
  if (support.kind === "correlation") return `write ${name} ~ lkj(…)`;
  return "no distribution here gives covariance matrices: say how the vectors vary, y ~ multi_normal(…)";
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
