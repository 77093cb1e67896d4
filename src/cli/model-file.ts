/** The model file a command is about, compiled, and the data it is to meet. */

import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import type { Source } from "../diagnostic/source.ts";
import { compileText, readSources, type Compiled, type DataSource } from "../pipeline.ts";
import type { Arguments, OptionRow } from "./arguments.ts";
import { systemReason } from "../diagnostic/system-reason.ts";

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
  const { program, source } = compiled;
  const asked = readNames(program, given.values("data"));
  const folder = source.name === "standard input" ? "." : dirname(source.name);
  const elsewhere = program.tables.filter(
    (table) => !asked.some(({ block }) => block === table.name || (block === null && isMain(table))),
  );
  const own = elsewhere.flatMap((table) =>
    table.sources.map((name) => ({
      block: table.name ?? "",
      path: isAbsolute(name) ? name : join(folder, name),
    })),
  );
  const files = [...asked, ...own];
  const paths = files.map(({ path }) => path);
  const mistake = tooManyInputs(source.name === "standard input" ? ["-", ...paths] : paths);
  return mistake === null ? readFiles(program, files) : failure(mistake);
}

/** The sources of `--data`, or of `--test`, for a posterior, which holds what other blocks than the rows' had. */
export async function newDataFor(
  program: Compiled["program"],
  given: Arguments,
  option: "data" | "test" = "data",
): Promise<Outcome<readonly DataSource[]>> {
  return readFiles(program, readNames(program, given.values(option)));
}

interface DataFile {
  /** The name of the block it is for; null where that is not said. */
  readonly block: string | null;
  readonly path: string;
}

/** A file without a name stands for the block that the responses are in, or the only one. */
export function isMain({ variables, definitions }: Compiled["program"]["tables"][number]): boolean {
  return [...variables, ...definitions].some(({ response }) => response);
}

/** `NAME=FILE` where a table of the model has that name. */
function readNames(program: Compiled["program"], texts: readonly string[]): readonly DataFile[] {
  return texts.map((text) => {
    const name = text.slice(0, Math.max(0, text.indexOf("=")));
    const known = program.tables.some((table) => table.name === name);
    return known ? { block: name, path: text.slice(name.length + 1) } : { block: null, path: text };
  });
}

/** Where there is one table only, its sources need no name. */
async function readFiles(
  program: Compiled["program"],
  files: readonly DataFile[],
): Promise<Outcome<readonly DataSource[]>> {
  const read = await readSources(files.map(({ path }) => path));
  if (!read.ok || program.tables.length < 2) return read;
  const named = read.value.map((source, i): DataSource => {
    const block = files[i]?.block ?? null;
    return block === null ? source : { ...source, block };
  });
  return success(named);
}

function tooManyInputs(paths: readonly string[]): Diagnostic | null {
  if (paths.filter((path) => path === "-").length < 2) return null;
  return diagnose("H0804", { option: "--data", wanted: "standard input once", found: "twice" }, { at: null });
}
