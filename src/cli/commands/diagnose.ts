/** `hunch diagnose`: how far to trust a posterior. */

import { diagnosePosterior, load } from "../../pipeline.ts";
import { checksTable } from "../../report/checks.ts";
import { failed, type Command } from "../command.ts";

export const diagnose: Command = {
  verb: "diagnose",
  usage: "POSTERIOR",
  positionals: { least: 1, most: 1, wanted: "a posterior's folder" },
  options: [],
  about:
    "Whether a sampler's chains agree, how many independent draws they are worth, and where paths diverged. Exits with 2 where a check fails.",
  examples: ["hunch diagnose schools.posterior"],
  async run(given, { terminal }) {
    const [path = ""] = given.positionals;
    const posterior = await load(path);
    if (!posterior.ok) return failed(...posterior.diagnostics);
    const { ok, checks } = await diagnosePosterior(posterior.value);
    return {
      kind: "done",
      exit: ok ? 0 : 2,
      json: { ok, checks },
      text: "",
      product: `${checksTable(checks, terminal.style).join("\n")}\n`,
      warnings: posterior.warnings,
    };
  },
};
