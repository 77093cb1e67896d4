/** `hunch simulate`: the prior predictive. */

import { simulationJson } from "../../pipeline-formats.ts";
import { simulate as simulateModel, type Simulation } from "../../pipeline.ts";
import { drawsCsv } from "../../report/draws-csv.ts";
import { grouped } from "../../report/number.ts";
import { numberOption } from "../arguments.ts";
import { failed, type Command } from "../command.ts";
import { compileFile, dataOptions } from "../model-file.ts";
import { mayWrite, writeWhole } from "../output.ts";
import { seedOption, seedRange } from "../seed.ts";
import { oneOf, sizeOption, sizesFor } from "../sizes.ts";

export const simulate: Command = {
  verb: "simulate",
  usage: "FILE [--data D | --size N=100…] [--draws K] [--out F]",
  positionals: { least: 1, most: 1, wanted: "a model file" },
  options: [
    ...dataOptions,
    sizeOption,
    { name: "draws", value: "K", doc: "how many; 100 otherwise" },
    seedOption,
    { name: "out", value: "F", doc: "a file: CSV, or JSON if its name ends so; standard output otherwise" },
    { name: "force", value: null, doc: "replace F" },
  ],
  about:
    "Latents from the prior and responses from them. Inputs come from data, which needs no responses; a model without inputs needs only --size. Responses are in the data's own units, standardized ones where data holds them; in a CSV a label stands as its place, from 1.",
  examples: ["hunch simulate examples/cars.hunch --data cars.json --draws 20"],
  async run(given) {
    const [path = ""] = given.positionals;
    const compiled = await compileFile(path, given);
    if (!compiled.ok) return failed(...compiled.diagnostics);
    const count = numberOption(given, "draws", countRange, 100);
    const seed = numberOption(given, "seed", seedRange, 1);
    const out = given.value("out");
    const free = out === null ? null : mayWrite(out, given.has("force"));
    const both = oneOf(given);
    const mistakes = [count, seed, free, both].flatMap((each) =>
      each === null || each.ok ? [] : each.diagnostics,
    );
    if (!count.ok || !seed.ok || mistakes.length > 0) return failed(...mistakes);
    const sizes = await sizesFor(compiled.value, given, "inputs");
    if (!sizes.ok) return failed(...sizes.diagnostics);
    const options = { draws: count.value, seed: seed.value };
    const simulated = await simulateModel(compiled.value, sizes.value, options);
    if (!simulated.ok) return failed(...simulated.diagnostics);
    const warnings = [...compiled.warnings, ...simulated.warnings];
    const json = simulationJson(simulated.value);
    const asJson = out?.endsWith(".json") === true;
    const text = asJson ? `${JSON.stringify(json)}\n` : simulationCsv(simulated.value);
    if (out === null) return { kind: "done", exit: 0, json, text: "", product: text, warnings };
    const written = await writeWhole(out, text);
    if (!written.ok) return failed(...written.diagnostics);
    return { kind: "done", exit: 0, json, text: `${grouped(json.draws)} draws, in ${out}\n`, warnings };
  },
};

function simulationCsv({ latents, responses, labels }: Simulation): string {
  const places = [...responses.values].map(([name, { shape, values }]) => {
    return [name, { shape, values: labels.has(name) ? values.map((place) => place + 1) : values }] as const;
  });
  return drawsCsv({ ...latents, values: new Map([...latents.values, ...places]) });
}

const countRange = {
  low: 1,
  high: 1_000_000,
  integer: true,
  wanted: "a whole number from 1 to 1000000",
} as const;
