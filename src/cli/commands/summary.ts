/** `hunch summary`: the latents' table. */

import { load, responsibilitiesOf, summarise } from "../../pipeline.ts";
import { positionsOf } from "../../report/positions.ts";
import { statesTable } from "../../report/states.ts";
import { summaryTable } from "../../report/summary.ts";
import { failed, type Command } from "../command.ts";
import { dimensionsOf, labelsOf } from "../latents.ts";

export const summary: Command = {
  verb: "summary",
  usage: "POSTERIOR",
  positionals: { least: 1, most: 1, wanted: "a posterior's folder" },
  options: [],
  about:
    "In the model's own units: what was standardised stays so. Weights of networks are summarised by tensor, discrete latents by the probability of each value.",
  examples: ["hunch summary cars.posterior"],
  async run(given, { terminal }) {
    const [path = ""] = given.positionals;
    const posterior = await load(path);
    if (!posterior.ok) return failed(...posterior.diagnostics);
    const latents = await summarise(posterior.value);
    const states = await responsibilitiesOf(posterior.value);
    const discrete = statesTable(states, terminal.style);
    const table = summaryTable(latents, positionsOf(posterior.value), terminal.style);
    const lines = discrete.length === 0 ? table : [...table, "", ...discrete];
    return {
      kind: "done",
      exit: 0,
      json: {
        latents,
        dims: dimensionsOf(posterior.value),
        labels: labelsOf(posterior.value),
        ...(discrete.length === 0 ? {} : { states }),
      },
      text: "",
      product: `${lines.join("\n")}\n`,
      warnings: posterior.warnings,
    };
  },
};
