/** `hunch compile`: any stage of the walk from text to machine code, printed. */

import { diagnose, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { emitModel, emitPrograms, inferOf, modelStages, programStages } from "../../pipeline.ts";
import { wrongValue } from "../arguments.ts";
import { failed, type Command, type Result } from "../command.ts";
import { didYouMean } from "../did-you-mean.ts";
import { compileFile, dataOptions, inferOption, setOption } from "../model-file.ts";
import { mayWrite, writeWhole } from "../output.ts";
import { sizeOption, sizesFor } from "../sizes.ts";

export const compile: Command = {
  verb: "compile",
  usage: "FILE --emit STAGE [--data D | --size N=100…] [--infer NAME]",
  positionals: { least: 1, most: 1, wanted: "a model file" },
  options: [
    {
      name: "emit",
      value: "STAGE",
      doc: "ast, checked, model, graph, optimised, lowered, wat, or wasm, which writes a file",
    },
    ...dataOptions,
    sizeOption,
    inferOption,
    setOption,
    { name: "out", value: "FILE", doc: "where wasm goes; the model's name otherwise" },
    { name: "force", value: null, doc: "replace FILE" },
  ],
  about:
    "From `graph` on, a stage shows the program of one step of the inference, and needs sizes: data, or --size.",
  examples: ["hunch compile examples/cars.hunch --emit lowered --size N=392 --size D=5"],
  async run(given) {
    const [path = ""] = given.positionals;
    const compiled = await compileFile(path, given);
    if (!compiled.ok) return failed(...compiled.diagnostics);
    const stage = given.value("emit") ?? "model";
    const { warnings } = compiled;
    const ofModel = modelStages.find((name) => name === stage);
    if (ofModel !== undefined) return printed(stage, await emitModel(compiled.value, ofModel), warnings);
    const ofPrograms = programStages.find((name) => name === stage);
    if (ofPrograms === undefined) return failed(unknownStage(stage));
    const infer = inferOf(compiled.value, given.value("infer"));
    if (!infer.ok) return failed(...infer.diagnostics);
    const sizes = await sizesFor(compiled.value, given, "training");
    if (!sizes.ok) return failed(...sizes.diagnostics);
    const emitted = await emitPrograms(compiled.value, ofPrograms, infer.value, sizes.value);
    if (!emitted.ok) return failed(...emitted.diagnostics);
    if (emitted.value.kind === "text") return printed(stage, emitted.value.text, warnings);
    const out = given.value("out") ?? `${path.replace(/\.hunch$/, "")}.wasm`;
    const free = mayWrite(out, given.has("force") || !given.has("out"));
    const written = free.ok ? await writeWhole(out, emitted.value.bytes) : free;
    if (!written.ok) return failed(...written.diagnostics);
    const { length: bytes } = emitted.value.bytes;
    return {
      kind: "done",
      exit: 0,
      json: { stage, file: out, bytes },
      text: `${out}: ${bytes} bytes\n`,
      warnings,
    };
  },
};

function printed(stage: string, text: string, warnings: readonly Diagnostic[]): Result {
  return { kind: "done", exit: 0, json: { stage, text }, text: "", product: text, warnings };
}

function unknownStage(stage: string): Diagnostic {
  const known = [...modelStages, ...programStages];
  const notYet = ["plan", "c"].includes(stage);
  if (notYet) return diagnose("H0802", { what: `the stage ${stage}` }, { at: null });
  return { ...wrongValue("--emit", `one of ${known.join(", ")}`, stage), help: didYouMean(stage, known) };
}
