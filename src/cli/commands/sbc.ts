/** `hunch sbc`: simulation-based calibration. */

import { diagnose } from "../../diagnostic/diagnostic.ts";
import { inferOf, sbc as calibrate } from "../../pipeline.ts";
import { calibrationJson, isCalibrated } from "../../pipeline-formats.ts";
import { calibrationText } from "../../report/calibration.ts";
import { numberOption } from "../arguments.ts";
import { failed, type Command } from "../command.ts";
import { compileFile, dataOptions, inferOption, setOption } from "../model-file.ts";
import { progressBar } from "../progress-bar.ts";
import { seedOption, seedRange } from "../seed.ts";
import { oneOf, sizeOption, sizesFor } from "../sizes.ts";
import { workersOf, workersOption } from "../workers.ts";

export const sbc: Command = {
  verb: "sbc",
  usage:
    "FILE [--data D | --size N=20…] [--infer NAME] [--seed S] [--replicates R] [--workers N] [--set steps=500]…",
  positionals: { least: 1, most: 1, wanted: "a model file" },
  options: [
    ...dataOptions,
    sizeOption,
    inferOption,
    setOption,
    seedOption,
    workersOption,
    { name: "replicates", value: "R", doc: "how many simulated data sets are fitted; 200 otherwise" },
  ],
  about:
    "Draws latents from the prior and data from them, fits the data, and ranks the latents among the posterior's draws. The ranks are uniform if inference is right; exit 2 where they are not. Inputs come from data, which needs no responses; a model without inputs needs only --size.",
  examples: ["hunch sbc examples/schools.hunch --replicates 500"],
  async run(given, context) {
    const [path = ""] = given.positionals;
    const compiled = await compileFile(path, given);
    if (!compiled.ok) return failed(...compiled.diagnostics);
    const infer = inferOf(compiled.value, given.value("infer"));
    if (!infer.ok) return failed(...infer.diagnostics);
    const replicates = numberOption(given, "replicates", replicateRange, 200);
    const seed = numberOption(given, "seed", seedRange, 1);
    const workers = workersOf(given);
    const both = oneOf(given);
    const mistakes = [replicates, seed, workers, both].flatMap((each) => (each.ok ? [] : each.diagnostics));
    if (!replicates.ok || !seed.ok || !workers.ok || mistakes.length > 0) return failed(...mistakes);
    const sizes = await sizesFor(compiled.value, given, "inputs");
    if (!sizes.ok) return failed(...sizes.diagnostics);
    const bar = progressBar(`sbc of ${infer.value.name}`, context);
    const steps = replicates.value;
    const found = await calibrate(compiled.value, sizes.value, {
      infer: infer.value.name,
      seed: seed.value,
      replicates: steps,
      ...(workers.value === null ? {} : { workers: workers.value }),
      signal: context.terminal.interruption(),
      report: (step) => bar.show({ step, steps, objective: null }),
    }).finally(bar.clear);
    if (!found.ok) return failed(...found.diagnostics);
    const { value: calibration } = found;
    const { failed: lost, complete } = calibration;
    const why = diagnose(
      "H0754",
      { failed: lost, replicates: steps },
      { at: null, notes: ["they are left out of the ranks"] },
    );
    const warnings = [...compiled.warnings, ...found.warnings, ...(lost === 0 ? [] : [why])];
    return {
      kind: "done",
      exit: !complete ? 130 : isCalibrated(calibration) ? 0 : 2,
      json: calibrationJson(calibration),
      text: calibrationText(calibration, context.terminal.style),
      warnings,
    };
  },
};

const replicateRange = {
  low: 10,
  high: 100_000,
  integer: true,
  wanted: "a whole number from 10 to 100000",
} as const;
