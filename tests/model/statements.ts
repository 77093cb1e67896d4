/** A program's pieces by name, as what looks for closed forms reads them. */

import type { Latent, Observation } from "../../src/check/program.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { isSpan } from "../../src/diagnostic/source.ts";
import type { Statements } from "../../src/model/affine.ts";
import { modelOf } from "./programs.ts";

export function piecesOf(prior: string, likelihood = "y ~ normal(0, 1)") {
  const model = modelOf(`model Test
dim K = 3
data "d.csv" { x: real[N]  y: real[N]  s: positive[N]  n: count[N]  group: K[N] }
prior { ${prior} }
likelihood { ${likelihood} }
infer map
`);
  const { program } = model;
  const statements: Statements = new Map(program.prior.map((each) => [each.name, each]));
  const latent = (name: string): Latent => {
    const found = statements.get(name);
    if (found?.kind !== "latent") throw new Error(`${name} is no latent`);
    return found;
  };
  const observation = program.likelihood.find((each): each is Observation => each.kind === "observation");
  if (observation === undefined) throw new Error("there is a response");
  return { model, statements, latent, observation };
}

/** What a diagnostic underlines, and the words there. */
export function underlined({ primary, primaryText }: Diagnostic): readonly [string, string] {
  const text =
    primary !== null && isSpan(primary) ? primary.source.text.slice(primary.start, primary.end) : "";
  return [text, primaryText];
}
