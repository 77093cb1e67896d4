/** `hunch evaluate`: scores on data with the response present. */

import { evaluate as evaluateRows, load, type Scores } from "../../pipeline.ts";
import { grouped } from "../../report/number.ts";
import { scoresTable } from "../../report/scores.ts";
import { numberOption } from "../arguments.ts";
import { failed, type Command } from "../command.ts";
import { dataOptions, newDataFor } from "../model-file.ts";
import { seedOption, seedRange } from "../seed.ts";

export const evaluate: Command = {
  verb: "evaluate",
  usage: "POSTERIOR --data D",
  positionals: { least: 1, most: 1, wanted: "a posterior's folder" },
  options: [...dataOptions, seedOption],
  about: "In the data's own units. NLL is minus the mean over rows of the log of the mean density, in nats.",
  examples: ["hunch evaluate cars.posterior --data held-out.json"],
  async run(given, { terminal }) {
    const [path = ""] = given.positionals;
    const seed = numberOption(given, "seed", seedRange, 1);
    if (!seed.ok) return failed(...seed.diagnostics);
    const posterior = await load(path);
    if (!posterior.ok) return failed(...posterior.diagnostics);
    const sources = await newDataFor(posterior.value.model.program, given);
    if (!sources.ok) return failed(...sources.diagnostics);
    const evaluated = await evaluateRows(posterior.value, sources.value, {
      seed: seed.value,
      map: given.values("map"),
    });
    if (!evaluated.ok) return failed(...evaluated.diagnostics);
    const json = evaluated.value;
    const names = posterior.value.model.observations.map(({ response }) => response.name);
    const each: readonly (readonly [string, Scores])[] =
      "responses" in json ? Object.entries(json.responses) : names.map((name) => [name, json] as const);
    const [source] = sources.value;
    const read = source?.kind === "table" ? source.rows : json.rows;
    const lines = each.flatMap(([name, scores]) => [
      "",
      `${name}, ${grouped(scores.rows)} rows${leftOut(read - scores.rows, posterior.value.record.conditioned ?? 0)}`,
      ...scoresTable(scores, name, terminal.style),
    ]);
    const product = `${lines.slice(1).join("\n")}\n`;
    return { kind: "done", exit: 0, json, text: "", product, warnings: evaluated.warnings };
  },
};

/** Why rows were not scored: some may be looked back at only, the others miss a value. */
function leftOut(rows: number, conditioned: number): string {
  const first = Math.min(rows, conditioned);
  const missing = rows - first;
  return [
    first > 0 ? `, the first ${grouped(first)} conditioned on` : "",
    missing > 0 ? `, ${grouped(missing)} left out for a missing value` : "",
  ].join("");
}
