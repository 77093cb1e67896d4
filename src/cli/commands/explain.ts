/** `hunch explain CODE`: the page of a diagnostic. */

import { readFile } from "node:fs/promises";
import { codes } from "../../diagnostic/codes.ts";
import { diagnose } from "../../diagnostic/diagnostic.ts";
import { failed, type Command } from "../command.ts";
import { packageFile } from "../../pipeline-version.ts";
import { didYouMean } from "../did-you-mean.ts";

export const explain: Command = {
  verb: "explain",
  usage: "CODE",
  positionals: { least: 1, most: 1, wanted: "a diagnostic's code" },
  options: [],
  about: "Every diagnostic has a code, shown in brackets, and a page with an example and the way out.",
  examples: ["hunch explain H0301"],
  async run(given) {
    const [word = ""] = given.positionals;
    if (word.endsWith(".hunch"))
      return failed(diagnose("H0802", { what: "explaining a model" }, { at: null }));
    const code = word.toUpperCase();
    if (!Object.hasOwn(codes, code)) {
      return failed(
        diagnose("H0810", { code: word }, { at: null, help: didYouMean(code, Object.keys(codes)) }),
      );
    }
    const page = await readFile(packageFile(`docs/errors/${code}.md`), "utf8");
    return { kind: "done", exit: 0, json: { code, page }, text: "", product: page, warnings: [] };
  },
};
