/** `hunch fmt`: the one layout, comments kept. A program with a mistake of syntax is refused, untouched. */

import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { format } from "../../pipeline.ts";
import { failed, type Command } from "../command.ts";
import { readModel } from "../model-file.ts";
import { writeWhole } from "../output.ts";

export const fmt: Command = {
  verb: "fmt",
  usage: "FILE… [--check]",
  positionals: { least: 1, most: Infinity, wanted: "a model file, or - for standard input" },
  options: [{ name: "check", value: null, doc: "change nothing; exit 2 where a file is laid out otherwise" }],
  about: "Files change in place; - reads standard input and writes standard output.",
  examples: ["hunch fmt model.hunch", "hunch fmt --check models/*.hunch"],
  async run(given) {
    const mistakes: Diagnostic[] = [];
    const changed: string[] = [];
    let product: string | undefined;
    for (const path of given.positionals) {
      const source = await readModel(path);
      const laidOut = source.ok ? await format(source.value) : source;
      if (!source.ok || !laidOut.ok) {
        mistakes.push(...(laidOut.ok ? [] : laidOut.diagnostics));
        continue;
      }
      const differs = laidOut.value !== source.value.text;
      if (differs) changed.push(path);
      if (given.has("check")) continue;
      if (path === "-") product = (product ?? "") + laidOut.value;
      else if (differs) {
        const written = await writeWhole(path, laidOut.value);
        if (!written.ok) mistakes.push(...written.diagnostics);
      }
    }
    if (mistakes.length > 0) return failed(...mistakes);
    const verb = given.has("check") ? "is laid out otherwise" : "is laid out anew";
    return {
      kind: "done",
      exit: given.has("check") && changed.length > 0 ? 2 : 0,
      json: { changed, ...(product === undefined ? {} : { text: product }) },
      text: changed.map((path) => `${path} ${verb}\n`).join(""),
      ...(product === undefined ? {} : { product }),
      warnings: [],
    };
  },
};
