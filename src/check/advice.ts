/** Warnings of what is allowed and seldom meant: a variance for a standard deviation, units that do not meet. */

import { constantOf } from "./constants.ts";
import { adviseOnFunnels } from "./funnels.ts";
import type { CheckedProgram, DistributionCall, Expr, Latent } from "./program.ts";
import type { Mistakes } from "./mistakes.ts";
import { behind } from "./scope.ts";
import { walk } from "./walk.ts";

/** Parameters that are standard deviations or in the value's own units, never squared. */
const scales: ReadonlySet<string> = new Set(["sd", "scale"]);
/** `noise_var`, `variance`, `sigma2`, `σ_sq`: what people call a variance. */
const calledVariance = /var$|variance$|(?:sigma|σ|sd|tau|τ)_?(?:2|sq|squared)$/iu;
/** Prior scales of more standard deviations of the data than this are no belief about it. */
const farthest = 100;

export function advise(program: CheckedProgram, mistakes: Mistakes): void {
  for (const statement of [...program.prior, ...program.likelihood]) {
    if (statement.kind === "deterministic") continue;
    adviseOnVariance(statement.distribution, mistakes);
    if (statement.kind === "latent") adviseOnUnits(statement, program, mistakes);
  }
  adviseOnInputs(program, mistakes);
  adviseOnFunnels(program, mistakes);
}

/** σ² where σ is wanted: the density is proper, and its spread wrong. */
function adviseOnVariance(call: DistributionCall, mistakes: Mistakes): void {
  for (const { name: parameter } of call.signature.parameters) {
    const given = call.arguments[parameter];
    if (!scales.has(parameter) || given?.kind !== "reference" || !calledVariance.test(given.name)) continue;
    const instead = `sqrt(${given.name})`;
    mistakes.report(
      "H0480",
      { parameter, distribution: call.distribution.name, name: given.name },
      {
        at: given.span,
        text: "a variance is in squared units, this parameter in the value's own",
        help: `write ${instead} if ${given.name} is a variance, else call it otherwise`,
        edits: [{ span: given.span, text: instead }],
      },
    );
  }
}

/** In standardized units the data lie within a few of 0: a scale of a thousand says that next to no prior draw fits them. */
function adviseOnUnits(latent: Latent, program: CheckedProgram, mistakes: Mistakes): void {
  const { distribution: call } = latent;
  const reals = program.tables.flatMap(({ variables }) =>
    variables.filter(({ type }) => type.support.kind === "real"),
  );
  const [first] = reals;
  const response = program.likelihood.some(
    (statement) => statement.kind === "observation" && statement.response.standardized,
  );
  if (first === undefined || !response || !reals.every(({ standardized }) => standardized)) return;
  for (const { name: parameter } of call.signature.parameters) {
    const given = call.arguments[parameter];
    const value = given === undefined || !scales.has(parameter) ? null : constantOf(given);
    if (given === undefined || value === null || value < farthest) continue;
    mistakes.report(
      "H0481",
      { name: latent.name, scale: String(value) },
      {
        at: given.span,
        text: `${value} standard deviations of the data`,
        labels: [{ span: first.span, text: "standardized: its mean is 0 and its standard deviation 1" }],
        help: `give it a scale near 1, or leave standardized out if ${value} is meant in the data's own units`,
      },
    );
  }
}

/** Columns of a table in units of their own saturate a network whose weights have priors of one scale. */
function adviseOnInputs(program: CheckedProgram, mistakes: Mistakes): void {
  const raw = new Map(
    program.tables.flatMap(({ variables }) =>
      variables
        .filter(
          ({ type, standardized, columns }) =>
            !standardized && type.support.kind === "real" && columns.length > 0,
        )
        .filter(({ type }) => type.dimensions[0] === program.rows)
        .map((variable) => [variable.name, variable]),
    ),
  );
  for (const expr of program.likelihood.flatMap(exprsOf)) {
    if (expr.kind !== "apply" || expr.argument.kind !== "reference") continue;
    const variable = raw.get(expr.argument.name);
    if (variable === undefined) continue;
    mistakes.report(
      "H0482",
      { network: expr.network.name, name: variable.name },
      {
        at: expr.argument.span,
        text: "in the units of its columns",
        labels: [{ span: variable.span, text: "read as it stands in the file" }],
        help: "write standardized behind its columns; if it is scaled already, define the input: z = x / 255",
        edits: [{ span: behind(variable.span), text: " standardized" }],
      },
    );
  }
}

function exprsOf(statement: CheckedProgram["likelihood"][number]): readonly Expr[] {
  const roots =
    statement.kind === "deterministic" ? [statement.value] : Object.values(statement.distribution.arguments);
  return roots.flatMap((root) => [...walk(root)]);
}
