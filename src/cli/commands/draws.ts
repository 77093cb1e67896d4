/** `hunch draws`: posterior draws of every latent and deterministic quantity. */

import { drawsJson } from "../../pipeline-formats.ts";
import { drawsOf, load } from "../../pipeline.ts";
import { drawsCsv } from "../../report/draws-csv.ts";
import { grouped } from "../../report/number.ts";
import { numberOption } from "../arguments.ts";
import { failed, type Command } from "../command.ts";
import { mayWrite, writeWhole } from "../output.ts";
import { seedOption, seedRange } from "../seed.ts";

export const draws: Command = {
  verb: "draws",
  usage: "POSTERIOR [--n K] [--out F]",
  positionals: { least: 1, most: 1, wanted: "a posterior's folder" },
  options: [
    { name: "n", value: "K", doc: "how many; 1000 otherwise" },
    seedOption,
    { name: "out", value: "F", doc: "a file: CSV, or JSON if its name ends so; standard output otherwise" },
    { name: "force", value: null, doc: "replace F" },
  ],
  about:
    "On the declared scale, in the model's own units. A CSV has a column an element, named as in w[1,2].",
  examples: ["hunch draws cars.posterior --n 100 --out draws.csv"],
  async run(given) {
    const [path = ""] = given.positionals;
    const count = numberOption(given, "n", countRange, 1000);
    const seed = numberOption(given, "seed", seedRange, 1);
    const out = given.value("out");
    const free = out === null ? null : mayWrite(out, given.has("force"));
    const mistakes = [count, seed, free].flatMap((each) =>
      each === null || each.ok ? [] : each.diagnostics,
    );
    if (!count.ok || !seed.ok || mistakes.length > 0) return failed(...mistakes);
    const posterior = await load(path);
    if (!posterior.ok) return failed(...posterior.diagnostics);
    const drawn = await drawsOf(posterior.value, count.value, { seed: seed.value });
    const json = drawsJson(drawn);
    const { warnings } = posterior;
    const asJson = out?.endsWith(".json") === true;
    const text = asJson ? `${JSON.stringify(json)}\n` : drawsCsv(drawn);
    if (out === null) return { kind: "done", exit: 0, json, text: "", product: text, warnings };
    const written = await writeWhole(out, text);
    if (!written.ok) return failed(...written.diagnostics);
    return { kind: "done", exit: 0, json, text: `${grouped(json.draws)} draws, in ${out}\n`, warnings };
  },
};

const countRange = {
  low: 1,
  high: 10_000_000,
  integer: true,
  wanted: "a whole number from 1 to 10000000",
} as const;
