/** Text → model: the first half of the walk, and all that `hunch check` loads. */

import { check } from "./check/check.ts";
import type { CheckedProgram, Infer } from "./check/program.ts";
import { arrange } from "./diagnostic/arrange.ts";
import { failure, success, type Diagnostic, type Outcome } from "./diagnostic/diagnostic.ts";
import type { Source } from "./diagnostic/source.ts";
import { buildModel } from "./model/build.ts";
import type { Model } from "./model/model.ts";
import { absent, applySettings } from "./pipeline-settings.ts";
import type { Syntax } from "./syntax/ast.ts";
import { parse } from "./syntax/parse.ts";

export interface Compiled {
  readonly source: Source;
  readonly syntax: Syntax;
  readonly program: CheckedProgram;
  readonly model: Model;
  /** What stood in place of options that the text says. */
  readonly settings: CompileOptions;
  /** From text to here. */
  readonly seconds: number;
}

export interface CompileOptions {
  /** The infer block that `set` changes; null for the first. */
  readonly infer?: string | null;
  /** `option=value`, each in place of the block's own. */
  readonly set?: readonly string[];
}

/** Text → model, with every mistake of the text in one run. */
export function compileText(source: Source, options: CompileOptions = {}): Outcome<Compiled> {
  const began = performance.now();
  const parsed = parse(source);
  if (parsed.syntax === null) return failure(...parsed.diagnostics);
  const settled = applySettings(parsed.syntax, options.infer ?? null, options.set ?? []);
  if (!settled.ok) return failure(...parsed.diagnostics, ...settled.diagnostics);
  const syntax = settled.value;
  const { program, diagnostics } = check(syntax);
  const found = [...parsed.diagnostics, ...diagnostics];
  if (program === null || hasError(found)) return failure(...arrange(found));
  const model = buildModel(program);
  found.push(...notConjugate(model));
  if (hasError(found)) return failure(...arrange(found));
  const seconds = (performance.now() - began) / 1000;
  return success({ source, syntax, program, model, settings: options, seconds }, arrange(found));
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ level }) => level === "error");
}

/** What breaks the closed form, where an infer block asks for it. */
function notConjugate({ program, conjugacy }: Model): readonly Diagnostic[] {
  const wanted = program.infers.some((infer) => infer.method.requires.includes("conjugate"));
  return wanted && conjugacy.kind === "none" ? [conjugacy.why] : [];
}

/** The infer block called `name`, or the first. */
export function inferOf({ program }: Compiled, name: string | null): Outcome<Infer> {
  const found = name === null ? program.infers[0] : program.infers.find((infer) => infer.name === name);
  return found === undefined
    ? failure(
        absent(
          name,
          program.infers.map((infer) => infer.name),
        ),
      )
    : success(found);
}

/** The one layout of a program; one with mistakes of syntax has none. */
export async function format(source: Source): Promise<Outcome<string>> {
  const { syntax, diagnostics } = parse(source);
  if (syntax === null || diagnostics.length > 0) return failure(...diagnostics);
  const { format: laidOut } = await import("./syntax/format.ts");
  return success(laidOut(syntax));
}
