/** `hunch density`: the log density and its gradient at a point. */

import { diagnose, failure, type Outcome } from "../../diagnostic/diagnostic.ts";
import { bind, density as densityOf } from "../../pipeline.ts";
import { failed, type Command } from "../command.ts";
import { compileFile, dataFor, dataOptions } from "../model-file.ts";
import { readJson } from "../json-file.ts";

export const density: Command = {
  verb: "density",
  usage: "FILE [--data D] --at P.json [--unconstrained]",
  positionals: { least: 1, most: 1, wanted: "a model file" },
  options: [
    ...dataOptions,
    { name: "at", value: "FILE", doc: "a JSON object: every latent's value, by name" },
    { name: "unconstrained", value: null, doc: "on the unconstrained scale, the Jacobian included" },
  ],
  about: "In f64, normalising constants included; prints one JSON value.",
  examples: [`hunch density line.hunch --data line.csv --at point.json`],
  async run(given) {
    const [path = ""] = given.positionals;
    const compiled = await compileFile(path, given);
    if (!compiled.ok) return failed(...compiled.diagnostics);
    const point = await readPoint(given.value("at"));
    if (!point.ok) return failed(...point.diagnostics);
    const sources = await dataFor(compiled.value, given);
    if (!sources.ok) return failed(...sources.diagnostics);
    const bound = await bind(compiled.value, sources.value, given.values("map"));
    if (!bound.ok) return failed(...bound.diagnostics);
    const found = await densityOf(compiled.value, bound.value, point.value, {
      unconstrained: given.has("unconstrained"),
    });
    if (!found.ok) return failed(...found.diagnostics);
    const { logJoint, logPrior, logLikelihood, gradient } = found.value;
    const json = { log_joint: logJoint, log_prior: logPrior, log_likelihood: logLikelihood, gradient };
    const warnings = [...compiled.warnings, ...bound.warnings, ...found.warnings];
    return { kind: "done", exit: 0, json, text: "", product: `${JSON.stringify(json, null, 2)}\n`, warnings };
  },
};

async function readPoint(path: string | null): Promise<Outcome<unknown>> {
  if (path !== null) return readJson(path);
  return failure(diagnose("H0805", { verb: "density", wanted: "a point, --at FILE" }, { at: null }));
}
