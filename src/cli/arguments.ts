/** Words after the verb → options and positionals. node:util's parseArgs reads them; what they must be is said here. */

import { parseArgs } from "node:util";
import { diagnose, failure, success, type Diagnostic, type Outcome } from "../diagnostic/diagnostic.ts";
import { didYouMean } from "./did-you-mean.ts";

export interface OptionRow {
  readonly name: string;
  /** What its value is called, `FILE`; null for a switch. */
  readonly value: string | null;
  readonly repeated?: boolean;
  readonly doc: string;
}

export interface Arguments {
  readonly positionals: readonly string[];
  readonly has: (option: string) => boolean;
  readonly value: (option: string) => string | null;
  readonly values: (option: string) => readonly string[];
}

export interface Wanted {
  readonly verb: string;
  readonly positionals: { readonly least: number; readonly most: number; readonly wanted: string };
  readonly options: readonly OptionRow[];
}

/** Every mistake at once. `-h` is `--help`, `--x=1` is `--x 1`, and after `--` all is positional. */
export function readArguments(words: readonly string[], wanted: Wanted): Outcome<Arguments> {
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      wanted.options.map((row) => [
        row.name,
        {
          type: row.value === null ? "boolean" : "string",
          ...(row.name === "help" ? { short: "h" } : {}),
        } as const,
      ]),
    ),
  });
  const rows = new Map(wanted.options.map((row) => [row.name, row]));
  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  const mistakes: Diagnostic[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const row = rows.get(token.name);
    const mistake = row === undefined ? unknown(token.rawName, wanted) : misused(row, token.value, values);
    if (mistake !== null) mistakes.push(mistake);
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? ""]);
  }
  const { least, most } = wanted.positionals;
  if (!values.has("help") && (positionals.length < least || positionals.length > most)) {
    const notes = positionals.length > most ? [`found ${positionals.join(" ")}`] : [];
    mistakes.push(
      diagnose(
        "H0805",
        { verb: wanted.verb, wanted: wanted.positionals.wanted },
        { at: null, notes, help: helpLine(wanted.verb) },
      ),
    );
  }
  if (mistakes.length > 0) return failure(...mistakes);
  return success({
    positionals,
    has: (option) => values.has(option),
    value: (option) => values.get(option)?.at(-1) ?? null,
    values: (option) => values.get(option) ?? [],
  });
}

function unknown(option: string, { verb, options }: Wanted): Diagnostic {
  const help =
    didYouMean(
      option,
      options.map((row) => `--${row.name}`),
    ) ?? helpLine(verb);
  return diagnose("H0803", { verb, option }, { at: null, help });
}

function misused(
  row: OptionRow,
  value: string | undefined,
  before: ReadonlyMap<string, unknown>,
): Diagnostic | null {
  const option = `--${row.name}`;
  if (row.value === null && value !== undefined) return wrongValue(option, "no value", value);
  if (row.value !== null && (value === undefined || value === ""))
    return wrongValue(option, `a value, ${row.value}`, "nothing");
  if (row.value !== null && !row.repeated && before.has(row.name))
    return diagnose("H0806", { option }, { at: null });
  return null;
}

function helpLine(verb: string): string {
  return `hunch ${verb} --help shows how it is used`;
}

/** What every option with a value says when the value does not fit. */
export function wrongValue(option: string, wanted: string, found: string): Diagnostic {
  return diagnose("H0804", { option, wanted, found }, { at: null });
}

/** A number in a range, ends included, or `otherwise` where the option is not given. */
export function numberOption(
  given: Arguments,
  name: string,
  range: { readonly low: number; readonly high: number; readonly integer: boolean; readonly wanted: string },
  otherwise: number,
): Outcome<number> {
  const text = given.value(name);
  if (text === null) return success(otherwise);
  const number = /^[-+]?(\d[\d_]*\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)
    ? Number(text.replaceAll("_", ""))
    : Number.NaN;
  const fits = number >= range.low && number <= range.high && (!range.integer || Number.isInteger(number));
  return fits ? success(number) : failure(wrongValue(`--${name}`, range.wanted, text));
}
