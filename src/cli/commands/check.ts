/** `hunch check`: all that can be said of models without data. */

import { diagnosticsToJson } from "../../diagnostic/json.ts";
import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { compileText } from "../../pipeline.ts";
import { failed, type Command } from "../command.ts";
import { readModel } from "../model-file.ts";

export const check: Command = {
  verb: "check",
  usage: "FILE…",
  positionals: { least: 1, most: Infinity, wanted: "a model file" },
  options: [],
  about:
    "Names, dimensions, supports, priors and methods are checked with sizes still symbolic: no data is read.",
  examples: ["hunch check examples/cars.hunch"],
  async run(given, { json }) {
    const found: Diagnostic[] = [];
    let good = true;
    const names: string[] = [];
    for (const path of given.positionals) {
      const source = await readModel(path);
      const compiled = source.ok ? compileText(source.value) : source;
      found.push(...(compiled.ok ? compiled.warnings : compiled.diagnostics));
      if (compiled.ok) names.push(`${path} is good: ${compiled.value.program.name}\n`);
      else good = false;
    }
    const value = { ok: good, diagnostics: diagnosticsToJson(found) };
    if (!good && !json) return failed(...found);
    return { kind: "done", exit: good ? 0 : 1, json: value, text: names.join(""), warnings: found };
  },
};
