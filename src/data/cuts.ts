/** Labels that have an order: it must be known, and there must be a cutpoint between each two, which is known here at last. */

import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { CheckedProgram, Observation } from "../check/program.ts";
import { declaredLabels, ownerOf, type Sizes, sizeOf } from "../shape/dimension.ts";
import { listNames } from "../shape/print.ts";
import { plainNumber } from "./number.ts";

/** The first response whose cutpoints do not fit its labels. */
export function findUncutLabels(
  program: CheckedProgram,
  labels: ReadonlyMap<string, readonly string[]>,
  sizes: Sizes,
): Diagnostic | null {
  for (const statement of program.likelihood) {
    if (statement.kind === "deterministic") continue;
    const fault = faultOf(statement, labels, sizes);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOf(
  { response, distribution }: Observation,
  labels: ReadonlyMap<string, readonly string[]>,
  sizes: Sizes,
): Diagnostic | null {
  const { support } = response.type;
  const parameter = distribution.signature.parameters.find(({ cuts }) => cuts === true);
  const cutpoints = distribution.arguments[parameter?.name ?? ""];
  if (support.kind !== "label" || cutpoints === undefined) return null;
  const { name } = support.dimension;
  const own = labels.get(ownerOf(support.dimension).id) ?? [];
  const declared = declaredLabels(support.dimension) !== null;
  const labelled = [{ span: response.span, text: `${response.name} has the labels ${listNames(own)}` }];
  if (!declared && own.some((label) => Number.isNaN(plainNumber(label)))) {
    return diagnose(
      "H0641",
      { dimension: name },
      {
        at: distribution.span,
        text: `${distribution.distribution.name} goes by it`,
        labels: labelled,
        notes: ["labels that are words come sorted by the alphabet"],
        help: `declare them, the least first: dim ${name} = { ${own.map(spelled).join(", ")} }`,
      },
    );
  }
  const last = cutpoints.type.dimensions[cutpoints.type.dimensions.length - 1];
  const cuts = last === undefined ? null : sizeOf(last, sizes);
  if (cuts === null || cuts === own.length - 1) return null;
  return diagnose(
    "H0640",
    { dimension: name, labels: own.length, cuts },
    {
      at: cutpoints.span,
      text: `${cuts} here, and ${own.length - 1} are needed`,
      labels: labelled,
      help: declared
        ? `give it ${own.length - 1} entries`
        : `declare the labels where data lacks some of them: dim ${name} = 1..${cuts + 1}`,
    },
  );
}

function spelled(label: string): string {
  return /^\p{L}[\p{L}\p{N}_]*$/u.test(label) ? label : JSON.stringify(label);
}
