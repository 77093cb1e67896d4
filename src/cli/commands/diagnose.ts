/** `hunch diagnose`: how far to trust a posterior. */

import { success } from "../../diagnostic/diagnostic.ts";
import { diagnosePosterior, diagnoseWithData, load } from "../../pipeline.ts";
import { checksTable } from "../../report/checks.ts";
import { failed, type Command } from "../command.ts";
import { dataOptions, newDataFor } from "../model-file.ts";

export const diagnose: Command = {
  verb: "diagnose",
  usage: "POSTERIOR [--data D]",
  positionals: { least: 1, most: 1, wanted: "a posterior's folder" },
  options: dataOptions,
  about:
    "Whether a sampler's chains agree, how many independent draws they are worth, and where paths diverged. With the data it was fitted on, also how near `vi` comes: k̂. Exits with 2 where a check fails.",
  examples: ["hunch diagnose schools.posterior", "hunch diagnose cars.posterior --data cars.json"],
  async run(given, { terminal }) {
    const [path = ""] = given.positionals;
    const posterior = await load(path);
    if (!posterior.ok) return failed(...posterior.diagnostics);
    const sources =
      given.values("data").length === 0 ? null : await newDataFor(posterior.value.model.program, given);
    if (sources?.ok === false) return failed(...sources.diagnostics);
    const map = given.values("map");
    const diagnosis =
      sources === null
        ? success(await diagnosePosterior(posterior.value))
        : await diagnoseWithData(posterior.value, sources.value, path, { map });
    if (!diagnosis.ok) return failed(...diagnosis.diagnostics);
    const { ok, checks } = diagnosis.value;
    return {
      kind: "done",
      exit: ok ? 0 : 2,
      json: { ok, checks },
      text: "",
      product: `${checksTable(checks, terminal.style).join("\n")}\n`,
      warnings: [...posterior.warnings, ...diagnosis.warnings],
    };
  },
};
