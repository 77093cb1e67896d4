/** Whether a model can be simulated: every prior can be drawn from, and every input is there. */

import type { CheckedProgram, Expr, Latent } from "../check/program.ts";
import { dataOf, expressionsOf, refersTo, walk } from "../check/walk.ts";
import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";

/** What stands in the way; `given` are the data variables whose values are known. */
export function simulationFaults(program: CheckedProgram, given: ReadonlySet<string>): readonly Diagnostic[] {
  const latents = program.prior.filter((statement): statement is Latent => statement.kind === "latent");
  const written = latents.filter(
    ({ distribution: { span } }, i) =>
      latents.findIndex(({ distribution: other }) => other.span.start === span.start) === i,
  );
  const faults = written.flatMap((latent) => undrawable(latent) ?? []);
  const responses = responsesOf(program);
  const needed = inputsOf(program).filter((name) => !responses.has(name) && !given.has(name));
  if (needed.length === 0) return faults;
  const names = needed.join(", ");
  return [
    ...faults,
    diagnose(
      "H0751",
      { names },
      {
        at: dataOf(program).find(({ name }) => name === needed[0])?.span ?? null,
        notes: ["a model says how responses come about, not inputs"],
        help: "give the inputs: --data FILE",
      },
    ),
  ];
}

export function responsesOf(program: CheckedProgram): ReadonlySet<string> {
  return new Set(
    program.likelihood.flatMap((statement) =>
      statement.kind === "observation" ? [statement.response.name] : [],
    ),
  );
}

/** Data variables and definitions that the prior or the likelihood look at. */
export function inputsOf(program: CheckedProgram): readonly string[] {
  const known = new Set(dataOf(program).map(({ name }) => name));
  const used = [...expressionsOf(program)].flatMap((expr) => (expr.kind === "reference" ? [expr.name] : []));
  return [...new Set(used)].filter((name) => known.has(name));
}

function undrawable({ name, distribution: call, type, span }: Latent): readonly Diagnostic[] | null {
  if (call.distribution.name === "flat") {
    return [
      diagnose(
        "H0750",
        { name },
        {
          at: call.span,
          text: "flat is no distribution",
          notes: ["a simulation begins with a draw from the prior, and an improper one has none"],
          help: "give it a proper prior: normal(0, 10) is as vague as most data are",
        },
      ),
    ];
  }
  const own = Object.values(call.arguments);
  if (
    type.support.kind === "ordered" &&
    call.distribution.event === undefined &&
    own.some((expr) => varies(expr, type.dimensions))
  ) {
    const why = `${name} is ordered, and its entries have priors of their own`;
    return [diagnose("H0752", { why }, { at: span, help: "give all entries one prior" })];
  }
  return null;
}

function varies(expr: Expr, dimensions: Latent["type"]["dimensions"]): boolean {
  return expr.type.dimensions.some((dimension) => dimension === dimensions.at(-1));
}

/** What looks at itself, or is a response that something looks at: drawn row by row. */
export function loopedNames(program: CheckedProgram): readonly string[] {
  const latents = program.prior.filter((statement): statement is Latent => statement.kind === "latent");
  const own = latents.filter(({ name, distribution: call }) =>
    Object.values(call.arguments).some((expr) => refersTo(expr, name)),
  );
  const seen = [...expressionsOf(program)].flatMap((expr) =>
    [...walk(expr)].flatMap((part) => (part.kind === "reference" ? [part.name] : [])),
  );
  return [...own.map(({ name }) => name), ...[...responsesOf(program)].filter((name) => seen.includes(name))];
}
