/** `hunch predict`: the posterior predictive, one row per row of the data, in its own units. */

import { predictionCsv, predictionJson } from "../../pipeline-formats.ts";
import { load, predict as predictRows } from "../../pipeline.ts";
import { grouped, significant } from "../../report/number.ts";
import { numberOption } from "../arguments.ts";
import { failed, type Command } from "../command.ts";
import { dataOptions, newDataFor } from "../model-file.ts";
import { mayWrite, writeWhole } from "../output.ts";
import { seedOption, seedRange } from "../seed.ts";

export const predict: Command = {
  verb: "predict",
  usage: "POSTERIOR --data D [--out F] [--level .9]",
  positionals: { least: 1, most: 1, wanted: "a posterior's folder" },
  options: [
    ...dataOptions,
    { name: "level", value: "P", doc: "the probability between the outer quantiles; 0.9 otherwise" },
    seedOption,
    {
      name: "out",
      value: "F",
      doc: "a file for the rows: CSV, or JSON if its name ends so; standard output otherwise",
    },
    { name: "force", value: null, doc: "replace F" },
  ],
  about: [
    "For a number: mean, sd with its epistemic part (doubt that more data would take away) and aleatoric part (noise), and",
    "quantiles. For a category: probabilities and entropies. Where the data has the response: its log density.",
  ].join("\n"),
  examples: ["hunch predict cars.posterior --data new-cars.json --out predicted.csv"],
  async run(given) {
    const [path = ""] = given.positionals;
    const level = numberOption(given, "level", levelRange, 0.9);
    const seed = numberOption(given, "seed", seedRange, 1);
    const out = given.value("out");
    const free = out === null ? null : mayWrite(out, given.has("force"));
    const mistakes = [level, seed, free].flatMap((each) =>
      each === null || each.ok ? [] : each.diagnostics,
    );
    if (!level.ok || !seed.ok || mistakes.length > 0) return failed(...mistakes);
    const posterior = await load(path);
    if (!posterior.ok) return failed(...posterior.diagnostics);
    const sources = await newDataFor(posterior.value.model.program, given);
    if (!sources.ok) return failed(...sources.diagnostics);
    const predicted = await predictRows(posterior.value, sources.value, {
      level: level.value,
      seed: seed.value,
      map: given.values("map"),
    });
    if (!predicted.ok) return failed(...predicted.diagnostics);
    const { warnings } = predicted;
    const json = predictionJson(predicted.value);
    const csv = (): string => predictionCsv(predicted.value);
    if (out === null) return { kind: "done", exit: 0, json, text: "", product: csv(), warnings };
    const written = await writeWhole(out, out.endsWith(".json") ? `${JSON.stringify(json)}\n` : csv());
    if (!written.ok) return failed(...written.diagnostics);
    const names = posterior.value.model.observations.map(({ response }) => response.name);
    const parts = names.flatMap((name) => uncertainty(name, predicted.value.columns));
    const text = `${[...parts, `${grouped(predicted.value.rows)} rows predicted, in ${out}`].join("\n")}\n`;
    return { kind: "done", exit: 0, json, text, warnings };
  },
};

/** The two parts of the doubt, as standard deviations over all rows (the root of the mean variance): their squares add up. */
function uncertainty(name: string, columns: ReadonlyMap<string, Float64Array>): string[] {
  const root = (part: string): number => {
    const values = [...(columns.get(`${name}_${part}`) ?? [])].filter(Number.isFinite);
    return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
  };
  const [whole, epistemic, aleatoric] = [root("sd"), root("epistemic_sd"), root("aleatoric_sd")];
  if (Number.isNaN(whole)) return [];
  return [
    `${name} is known to ± ${significant(whole, 3)}, one standard deviation over all rows:`,
    `  ${significant(epistemic, 3)} epistemic, doubt about the model that more data would take away`,
    `  ${significant(aleatoric, 3)} aleatoric, noise that would stay`,
  ];
}

const levelRange = {
  low: 0.001,
  high: 0.999999,
  integer: false,
  wanted: "a probability between 0 and 1",
} as const;
