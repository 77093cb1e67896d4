/** `hunch compare`: every infer block on the same data, seeds and splits. */

import type { Outcome } from "../../diagnostic/diagnostic.ts";
import { failure, success } from "../../diagnostic/diagnostic.ts";
import { compare as compareAll, type Compiled, type Test } from "../../pipeline.ts";
import { comparisonJson } from "../../pipeline-formats.ts";
import { comparisonText } from "../../report/comparison.ts";
import { type Arguments, numberOption, wrongValue } from "../arguments.ts";
import { failed, type Command } from "../command.ts";
import { readJson } from "../json-file.ts";
import { compileFile, dataFor, dataOptions, newDataFor, setOption } from "../model-file.ts";
import { progressBar } from "../progress-bar.ts";
import { seedOption, seedRange } from "../seed.ts";
import { workersOf, workersOption } from "../workers.ts";

export const compare: Command = {
  verb: "compare",
  usage: "FILE [--data D] [--test T | --splits S] [--seed S] [--workers N]",
  positionals: { least: 1, most: 1, wanted: "a model file" },
  options: [
    ...dataOptions,
    { name: "test", value: "FILE", repeated: true, doc: "rows to score, in place of splits" },
    {
      name: "splits",
      value: "FILE",
      doc: 'a JSON object, {"test": [[rows], …]}, rows from 0; five folds by lot otherwise',
    },
    setOption,
    seedOption,
    workersOption,
  ],
  about:
    "Each block is fitted to the rows that are not for testing, and scored on those that are. Where rows do not come apart, as in a time series, all are learned from and scored, unless --test or --splits says otherwise. Fits are side by side, each in a thread of its own, whose seconds are told.",
  examples: ["hunch compare examples/cars.hunch --data cars.json"],
  async run(given, context) {
    const [path = ""] = given.positionals;
    const compiled = await compileFile(path, given);
    if (!compiled.ok) return failed(...compiled.diagnostics);
    const seed = numberOption(given, "seed", seedRange, 1);
    if (!seed.ok) return failed(...seed.diagnostics);
    const workers = workersOf(given);
    if (!workers.ok) return failed(...workers.diagnostics);
    const test = await testOf(compiled.value, given);
    if (!test.ok) return failed(...test.diagnostics);
    const sources = await dataFor(compiled.value, given);
    if (!sources.ok) return failed(...sources.diagnostics);
    const bar = progressBar("compare", context);
    const found = await compareAll(compiled.value, sources.value, test.value, {
      seed: seed.value,
      map: given.values("map"),
      ...(workers.value === null ? {} : { workers: workers.value }),
      signal: context.terminal.interruption(),
      report: (step, steps) => bar.show({ step, steps, objective: null }),
    }).finally(bar.clear);
    if (!found.ok) return failed(...found.diagnostics);
    const { value: compared } = found;
    const lost = compared.entries.some((entry) => entry.failed.length > 0);
    return {
      kind: "done",
      exit: !compared.complete ? 130 : lost ? 2 : 0,
      json: comparisonJson(compared),
      text: comparisonText(compared, context.terminal.style),
      warnings: [...compiled.warnings, ...found.warnings],
    };
  },
};

async function testOf({ program }: Compiled, given: Arguments): Promise<Outcome<Test>> {
  const file = given.value("splits");
  if (file !== null && given.has("test"))
    return failure(wrongValue("--splits", "no --test beside it", "both"));
  if (file !== null) {
    const value = await readJson(file);
    return value.ok ? success({ kind: "splits", value: value.value, file }) : value;
  }
  if (!given.has("test")) return success({ kind: "folds" });
  const sources = await newDataFor(program, given, "test");
  return sources.ok ? success({ kind: "sources", sources: sources.value }) : sources;
}
