/** `hunch fit`: runs the inference and saves the posterior. */

import type { Diagnostic } from "../../diagnostic/diagnostic.ts";
import { diagnosticsToJson } from "../../diagnostic/json.ts";
import { renderDiagnostics } from "../../diagnostic/render.ts";
import {
  diagnosePosterior,
  fitTo,
  inferOf,
  latentScalars,
  type Posterior,
  type Saved,
  summarise,
} from "../../pipeline.ts";
import { duration, grouped, significant } from "../../report/number.ts";
import { styled, type Style } from "../../report/style.ts";
import { positionsOf } from "../../report/positions.ts";
import { summaryTable } from "../../report/summary.ts";
import { numberOption } from "../arguments.ts";
import { failed, type Command } from "../command.ts";
import { dimensionsOf, samplerOf } from "../latents.ts";
import { compileFile, dataFor, dataOptions, inferOption, setOption } from "../model-file.ts";
import { mayPlace, mayReplace, posteriorPlace } from "../posterior-file.ts";
import { readJson } from "../json-file.ts";
import { progressBar } from "../progress-bar.ts";
import { seedOption, seedRange } from "../seed.ts";
import { workersOf, workersOption } from "../workers.ts";

export const fit: Command = {
  verb: "fit",
  usage:
    "FILE [--data D] [--infer NAME] [--seed S] [--out DIR] [--set steps=500]… [--init P.json] [--workers N] [--resume]",
  positionals: { least: 1, most: 1, wanted: "a model file" },
  options: [
    ...dataOptions,
    inferOption,
    setOption,
    seedOption,
    {
      name: "out",
      value: "DIR",
      doc: "where the posterior goes; MODEL.posterior otherwise, replacing an earlier one",
    },
    { name: "force", value: null, doc: "replace DIR" },
    {
      name: "init",
      value: "FILE",
      doc: "where chains begin: a JSON object with every latent's value, or a list of one a chain",
    },
    workersOption,
    {
      name: "resume",
      value: null,
      doc: "go on from the last checkpoint of a fit that was stopped or killed",
    },
  ],
  about:
    "The first infer block runs, or the one that is named. Ctrl-C stops early and saves what there is; --resume goes on from there, to the same numbers as without a stop.",
  examples: [
    "hunch fit examples/cars.hunch --data cars.json",
    "hunch fit examples/cars.hunch --data cars.json --set steps=500 --seed 2 --out quick.posterior",
  ],
  async run(given, context) {
    const { terminal } = context;
    const [path = ""] = given.positionals;
    const compiled = await compileFile(path, given);
    if (!compiled.ok) return failed(...compiled.diagnostics);
    const infer = inferOf(compiled.value, given.value("infer"));
    if (!infer.ok) return failed(...infer.diagnostics);
    const seed = numberOption(given, "seed", seedRange, 1);
    if (!seed.ok) return failed(...seed.diagnostics);
    const workers = workersOf(given);
    if (!workers.ok) return failed(...workers.diagnostics);
    const place = posteriorPlace(compiled.value, given);
    const free = await mayPlace(place, given);
    if (!free.ok) return failed(...free.diagnostics);
    const sources = await dataFor(compiled.value, given);
    if (!sources.ok) return failed(...sources.diagnostics);

    const file = given.value("init");
    const init = file === null ? null : await readJson(file);
    if (init?.ok === false) return failed(...init.diagnostics);

    // Told at once, since the run may not come to its end.
    const foreseen = new Set<Diagnostic>();
    const foresee = (warning: Diagnostic): void => {
      if (context.json || context.quiet) return;
      foreseen.add(warning);
      terminal.note(renderDiagnostics([warning], terminal.noteStyle));
    };
    const bar = progressBar(infer.value.name, context);
    const signal = terminal.interruption();
    const fitted = await fitTo(compiled.value, sources.value, {
      infer: infer.value.name,
      seed: seed.value,
      map: given.values("map"),
      signal,
      ...(workers.value === null ? {} : { workers: workers.value }),
      report: bar.show,
      foresee,
      init: init?.value,
      path: place.path,
      replace: mayReplace(place, given),
      resume: given.has("resume"),
      patience: 2_000,
    }).finally(bar.clear);
    // Before there was anything to save: what was done is in the checkpoint.
    if (!fitted.ok && signal.aborted) return { ...failed(...fitted.diagnostics), exit: 130 };
    if (!fitted.ok) return failed(...fitted.diagnostics);
    const { posterior } = fitted.value;

    const latents = await summarise(posterior);
    const diagnosis = await diagnosePosterior(posterior);
    const warnings = [...compiled.warnings, ...fitted.warnings, ...diagnosis.warnings];
    const { record, model } = posterior;
    return {
      kind: "done",
      exit: !record.complete ? 130 : diagnosis.ok ? 0 : 2,
      json: {
        model: model.program.name,
        infer: record.infer,
        method: record.method,
        seed: record.seed,
        dims: dimensionsOf(posterior),
        latent_scalars: latentScalars(posterior),
        seconds: record.seconds,
        objective: record.objective,
        ...samplerOf(posterior),
        latents,
        complete: record.complete,
        dropped: record.dropped,
        conditioned: record.conditioned ?? 0,
        warnings: diagnosticsToJson(warnings),
        posterior: place.path,
      },
      text: [
        headline(fitted.value, terminal.style),
        "",
        ...summaryTable(latents, positionsOf(posterior), terminal.style),
        "",
        fitted.value.alone ? `complete already, at ${place.path}` : `saved to ${place.path}`,
        "",
      ].join("\n"),
      warnings: warnings.filter((warning) => !foreseen.has(warning)),
    };
  },
};

function headline({ posterior, wentOnFrom }: Saved, style: Style): string {
  const { record, model } = posterior;
  const { seconds, rows, dropped, conditioned = 0, complete } = record;
  const left = dropped === 0 ? "" : `, ${grouped(dropped)} dropped for a missing value`;
  const first = conditioned === 0 ? "" : `, conditioned on the first ${grouped(conditioned)}`;
  return [
    `${styled(model.program.name, "bold", style)}, fitted by ${record.infer} to ${grouped(rows)} rows${left}${first}`,
    ...(wentOnFrom === null ? [] : [`went on from a checkpoint ${duration(wentOnFrom)} into the fit`]),
    ...(complete
      ? []
      : [styled("stopped early: this is what there was, and --resume goes on", "yellow", style)]),
    `${outcome(posterior)}, in ${duration(seconds.fit)} after ${duration(seconds.compile)} of compiling`,
  ].join("\n");
}

/** What the run came to: an objective, or what its chains hold. */
function outcome(posterior: Posterior): string {
  const { sampler } = samplerOf(posterior);
  if (sampler !== undefined) {
    const { chains, draws, divergences } = sampler;
    const each = `${grouped(draws / chains)} ${draws === chains ? "draw" : "draws"}`;
    const of = chains === 1 ? `1 chain of ${each}` : `${grouped(chains)} chains of ${each} each`;
    return divergences === 0 ? of : `${of}, ${grouped(divergences)} divergent`;
  }
  const { objective } = posterior.record;
  const name = Object.keys(objective)[0] ?? "";
  const error = objective[`${name}_se`];
  const value = `${significant(objective[name] ?? Number.NaN, 5)}${error === undefined ? "" : ` ± ${significant(error, 2)}`}`;
  return `${name.replaceAll("_", " ")} ${value} nats`;
}
