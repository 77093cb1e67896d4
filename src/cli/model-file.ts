/** The model file a command is about, compiled, and the data it is to meet. */

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import type { Source } from "../diagnostic/source.ts";
import { compileText, readSources, type Compiled, type DataSource } from "../pipeline.ts";
import type { Arguments, OptionRow } from "./arguments.ts";
import { systemReason } from "./output.ts";

export const dataOptions: readonly OptionRow[] = [
  {
    name: "data",
    value: "FILE",
    repeated: true,
    doc: "data in place of the model's own, NAME=FILE for a named block; several stand side by side; - is standard input",
  },
  {
    name: "map",
    value: "NAME=COLUMNS",
    repeated: true,
    doc: "the columns a variable reads: x=cement..age or x=height,weight",
  },
];

export const inferOption: OptionRow = {
  name: "infer",
  value: "NAME",
  doc: "which infer block; the first otherwise",
};

export const setOption: OptionRow = {
  name: "set",
  value: "OPTION=VALUE",
  repeated: true,
  doc: "an option of the infer block: steps=500",
};

/** Reads a model's text; `-` is standard input. */
export async function readModel(path: string): Promise<Outcome<Source>> {
  try {
    if (path === "-") return success({ name: "standard input", text: await standardInput() });
    return success({
      name: path,
      text: new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path)),
    });
  } catch (fault) {
    const reason = fault instanceof TypeError ? "it is not text in UTF-8" : systemReason(fault);
    return failure(diagnose("H0807", { file: path }, { at: null, notes: [reason] }));
  }
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
}

/** The text of `path`, compiled with the `--set` and `--infer` given. */
export async function compileFile(path: string, given: Arguments): Promise<Outcome<Compiled>> {
  const source = await readModel(path);
  return source.ok
    ? compileText(source.value, { infer: given.value("infer"), set: given.values("set") })
    : source;
}

/** The sources of `--data`, or those that the model names, relative to its own file. */
export async function dataFor(compiled: Compiled, given: Arguments): Promise<Outcome<readonly DataSource[]>> {
  const named = given.values("data").map((text) => withoutTable(compiled, text));
  const mistake = tooManyInputs(compiled.source.name === "standard input" ? ["-", ...named] : named);
  if (mistake !== null) return failure(mistake);
  if (named.length > 0) return readSources(named);
  const folder = compiled.source.name === "standard input" ? "." : dirname(compiled.source.name);
  return readSources(
    compiled.program.tables.flatMap((table) => table.sources).map((name) => join(folder, name)),
  );
}

/** `NAME=FILE` where a table of the model has that name: the file. */
function withoutTable({ program }: Compiled, text: string): string {
  const name = text.slice(0, Math.max(0, text.indexOf("=")));
  return program.tables.some((table) => table.name === name) ? text.slice(name.length + 1) : text;
}

function tooManyInputs(paths: readonly string[]): Diagnostic | null {
  if (paths.filter((path) => path === "-").length < 2) return null;
  return diagnose("H0804", { option: "--data", wanted: "standard input once", found: "twice" }, { at: null });
}
