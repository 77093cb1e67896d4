/** `hunch compile`: any stage of the walk from text to machine code, printed. */

import { diagnose, failure, success, type Diagnostic, type Outcome } from "../../diagnostic/diagnostic.ts";
import {
  bind,
  emitModel,
  emitPrograms,
  inferOf,
  modelStages,
  programStages,
  type Compiled,
  type SizeSource,
} from "../../pipeline.ts";
import { wrongValue, type Arguments } from "../arguments.ts";
import { failed, type Command, type Result } from "../command.ts";
import { didYouMean } from "../did-you-mean.ts";
import { compileFile, dataFor, dataOptions, inferOption, setOption } from "../model-file.ts";
import { mayWrite, writeWhole } from "../output.ts";

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
    { name: "size", value: "NAME=SIZE", repeated: true, doc: "a dimension's size, where no data gives it" },
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
    const sizes = await sizesFor(compiled.value, given);
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

type Dimension = Compiled["program"]["dimensions"][number];

/** The name of a dimension whose size nothing in the program states. */
function sized({ name, size, origin, twin, derived }: Dimension): readonly string[] {
  const open = size === null && twin === null && derived === undefined && origin !== "anonymous";
  return open ? [name] : [];
}

function unknownDimension(name: string, text: string, dimensions: readonly string[]): Diagnostic {
  const known = dimensions.length === 0 ? "nothing: every size is stated" : dimensions.join(", ");
  const help = didYouMean(name, dimensions) ?? `the model leaves open ${known}`;
  return { ...wrongValue("--size", "a dimension whose size the model leaves open", text), help };
}

/** Sizes of `--size` where there are any, else those of the data. */
async function sizesFor(compiled: Compiled, given: Arguments): Promise<Outcome<SizeSource>> {
  const texts = given.values("size");
  const own = compiled.program.tables.some((table) => table.sources.length > 0);
  if (texts.length > 0 || (!given.has("data") && !own)) {
    const sizes = new Map<string, number>();
    for (const text of texts) {
      const [, name = "", size = ""] = /^([^=]+)=([1-9][\d_]*)$/.exec(text) ?? [];
      if (name === "") return failure(wrongValue("--size", "NAME=SIZE, a whole number from 1 up", text));
      const dimensions = compiled.program.dimensions.flatMap(sized);
      if (!dimensions.includes(name)) return failure(unknownDimension(name, text, dimensions));
      sizes.set(name, Number(size.replaceAll("_", "")));
    }
    return success({ sizes });
  }
  const sources = await dataFor(compiled, given);
  if (!sources.ok) return sources;
  const bound = await bind(compiled, sources.value, given.values("map"));
  return bound.ok ? success({ bound: bound.value }) : bound;
}
