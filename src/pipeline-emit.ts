/** Every stage of the walk as text, for `hunch compile --emit`; the last one as bytes. */

import type { CheckedProgram, Infer } from "./check/program.ts";
import type { Bound } from "./data/bound.ts";
import { Bug } from "./diagnostic/bug.ts";
import { diagnose, failure, success, type Outcome } from "./diagnostic/diagnostic.ts";
import { programsOf } from "./inference/fit.ts";
import { lower } from "./lower/lower.ts";
import { printLoops } from "./lower/print.ts";
import { printModel } from "./model/print.ts";
import { assemble } from "./backend/wasm/assembler.ts";
import { emit as emitWasm } from "./backend/wasm/emit.ts";
import { hasRelaxedMadd, hasSharedMemory } from "./backend/wasm/features.ts";
import { printWat } from "./backend/wasm/wat.ts";
import type { Compiled } from "./pipeline-compile.ts";
import type { ModelStage, ProgramStage } from "./pipeline-stages.ts";
import { printTree } from "./pipeline-tree.ts";
import { sizeOf, type Dimension, type Sizes } from "./shape/dimension.ts";
import { printType } from "./shape/print.ts";
import type { Signature } from "./library/distribution.ts";
import type { ValueType } from "./shape/support.ts";
import { optimise } from "./tensor/optimise.ts";
import { printGraph } from "./tensor/print.ts";
import type { Program } from "./tensor/program.ts";

const ofModels: { readonly [S in ModelStage]: (compiled: Compiled) => string } = {
  ast: ({ syntax }) => printTree(syntax.blocks),
  checked: ({ program }) => printChecked(program),
  model: ({ model }) => printModel(model),
};

export function emitModel(compiled: Compiled, stage: ModelStage): string {
  return ofModels[stage](compiled);
}

const ofPrograms: { readonly [S in Exclude<ProgramStage, "wasm">]: (program: Program) => string } = {
  graph: (program) => titled(program, printGraph(program.step, outputsOf(program))),
  optimised: (program) => titled(program, printGraph(optimise(program.step), outputsOf(program))),
  lowered: (program) => printLoops(lower(program)),
  wat: (program) => printWat(wasmModule(program)),
};

/** Sizes from data, or from `N=100` for every dimension that nothing else gives one. */
export type SizeSource = { readonly bound: Bound } | { readonly sizes: ReadonlyMap<string, number> };

export type Emitted =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array };

/** `wasm` gives the module of the first program; every other stage all programs as text. */
export function emitPrograms(
  { program, model }: Compiled,
  stage: ProgramStage,
  infer: Infer,
  source: SizeSource,
): Outcome<Emitted> {
  const sized = sizesOf(program, source);
  if (!sized.ok) return sized;
  const programs = programsOf(model, sized.value, infer);
  const [first] = programs;
  if (first === undefined) throw new Bug(`${infer.method.name} runs no programs`);
  if (stage === "wasm") return success({ kind: "bytes", bytes: assemble(wasmModule(first)) });
  return success({ kind: "text", text: programs.map(ofPrograms[stage]).join("\n") });
}

export function sizesOf(program: CheckedProgram, source: SizeSource): Outcome<Sizes> {
  if ("bound" in source) return success(source.bound.facts.sizes);
  const sizes = new Map<string, number>();
  const lacking: string[] = [];
  for (const dimension of program.dimensions) {
    const size = sizeOf(dimension, sizes) ?? source.sizes.get(dimension.name);
    if (size === undefined) lacking.push(dimension.name);
    else sizes.set(dimension.id, size);
  }
  if (lacking.length > 0) {
    const help = `give data, or ${lacking.map((name) => `--size ${name}=100`).join(" ")}`;
    return failure(diagnose("H0814", { names: lacking.join(", ") }, { at: null, help }));
  }
  return success(sizes);
}

function wasmModule(program: Program) {
  return emitWasm(lower(program), { shared: hasSharedMemory(), relaxed: hasRelaxedMadd() });
}

function titled(program: Program, text: string): string {
  return `program ${program.name}\n\n${text}`;
}

function outputsOf(program: Program): readonly string[] {
  return [...program.state, ...program.outputs].map((slot) => slot.name);
}

/** Types as they are written, rows of the library and networks by name, dimensions with what is known of their size. */
function printChecked(program: CheckedProgram): string {
  const { source: _, dimensions, ...rest } = program;
  return printTree({ dimensions: dimensions.map(describe), ...rest }, (value) => {
    if ("support" in value && "dimensions" in value) return printType(value as ValueType);
    const row = ["logDensity", "apply", "requires"].some((field) => field in value);
    if (row && "name" in value) return String(value.name);
    if ("parameters" in value) return (value as Signature).parameters.map(({ name }) => name).join(", ");
    if ("origin" in value) return (value as Dimension).name;
    return null;
  });
}

function describe({ id, origin, size }: Dimension): string {
  return `${id} (${origin}${size === null ? "" : `, ${size}`})`;
}
