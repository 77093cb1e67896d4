/** What `--help` prints: for hunch, its verbs; for a verb, its use, options and an example. */

import { styled, type Style } from "../report/style.ts";
import type { OptionRow } from "./arguments.ts";
import type { Command } from "./command.ts";
import type { Verb } from "./commands/table.ts";

/** Every verb has these. */
export const commonOptions: readonly OptionRow[] = [
  { name: "json", value: null, doc: "one JSON value on standard output and nothing else" },
  { name: "quiet", value: null, doc: "no words but what was asked for and what went wrong" },
  { name: "help", value: null, doc: "this" },
];

export function helpOfAll(verbs: readonly Verb[], version: string, style: Style): string {
  const here = verbs.filter((verb) => verb.load !== null);
  const width = Math.max(...here.map((verb) => verb.name.length));
  return [
    `hunch ${version}: a typed probabilistic programming language for Bayesian neural networks`,
    "",
    styled("Commands", "bold", style),
    ...here.map((verb) => `  ${verb.name.padEnd(width)}  ${verb.summary}`),
    "",
    `hunch VERB --help shows how a command is used. To begin: hunch fit model.hunch --data table.csv`,
    "",
  ].join("\n");
}

export function helpOfCommand(command: Command, summary: string, style: Style): string {
  const options = [...command.options, ...commonOptions];
  const names = options.map((row) => `--${row.name}${row.value === null ? "" : ` ${row.value}`}`);
  const width = Math.max(...names.map((name) => name.length));
  return [
    `hunch ${command.verb} ${command.usage}`.trimEnd(),
    `  ${summary}`,
    ...(command.about === "" ? [] : ["", command.about]),
    "",
    styled("Options", "bold", style),
    ...options.map((row, i) => `  ${(names[i] ?? "").padEnd(width)}  ${row.doc}`),
    "",
    styled(command.examples.length > 1 ? "Examples" : "Example", "bold", style),
    ...command.examples.map((example) => `  ${example}`),
    "",
  ].join("\n");
}
