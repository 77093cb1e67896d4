/** From the words after `hunch` to an exit code: finds the verb, runs it, prints what it leaves. */

import { diagnose, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { diagnosticsToJson } from "../diagnostic/json.ts";
import { renderDiagnostics } from "../diagnostic/render.ts";
import { readArguments } from "./arguments.ts";
import { reportBug } from "./bug-report.ts";
import { failed, type Context, type Result } from "./command.ts";
import { verbs } from "./commands/table.ts";
import { didYouMean } from "./did-you-mean.ts";
import { commonOptions, helpOfAll, helpOfCommand } from "./help.ts";
import { version } from "../pipeline-version.ts";
import type { Terminal } from "./terminal.ts";

/** Prints to the terminal and gives the process's exit code: 0, 1, 2, 70 or 130. */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  const context: Context = {
    terminal,
    json: words.includes("--json"),
    quiet: words.includes("--quiet"),
  };
  try {
    return printed(await resultOf(words, context), context);
  } catch (fault) {
    return reportBug(fault, words, context);
  }
}

async function resultOf(words: readonly string[], context: Context): Promise<Result> {
  const [first = "--help", ...rest] = words;
  if (["--help", "-h", "help"].includes(first)) {
    return shown(
      { verbs: verbs.filter((verb) => verb.load !== null).map((verb) => verb.name) },
      helpOfAll(verbs, version(), context.terminal.style),
    );
  }
  if (first === "--version") return shown({ version: version() }, `${version()}\n`);
  const verb = verbs.find((row) => row.name === first);
  if (verb === undefined) {
    const names = verbs.filter((row) => row.load !== null).map((row) => row.name);
    const help = didYouMean(first, names) ?? `the commands are ${names.join(", ")}`;
    return failed(diagnose("H0801", { name: first }, { at: null, help }));
  }
  if (verb.load === null) return failed(diagnose("H0802", { what: `hunch ${verb.name}` }, { at: null }));
  const command = await verb.load();
  const given = readArguments(rest, { ...command, options: [...command.options, ...commonOptions] });
  if (!given.ok) return failed(...given.diagnostics);
  if (given.value.has("help")) {
    const text = helpOfCommand(command, verb.summary, context.terminal.style);
    return shown({ usage: `hunch ${command.verb} ${command.usage}` }, text);
  }
  return command.run(given.value, context);
}

function shown(json: unknown, product: string): Result {
  return { kind: "done", exit: 0, json, text: "", product, warnings: [] };
}

function printed(result: Result, context: Context): number {
  const { terminal, json, quiet } = context;
  if (result.kind === "failed") {
    const { diagnostics, exit = 1 } = result;
    if (json) terminal.write(asLine({ error: { exit, diagnostics: diagnosticsToJson(diagnostics) } }));
    else note(diagnostics, terminal);
    return exit;
  }
  if (json) terminal.write(asLine(result.json));
  else {
    if (!quiet) note(result.warnings, terminal);
    if (result.product !== undefined) terminal.write(result.product);
    else if (!quiet) terminal.write(result.text);
  }
  return result.exit;
}

/** More would scroll the first out of sight; `--json` has them all. */
const mostShown = 20;

function note(diagnostics: readonly Diagnostic[], terminal: Terminal): void {
  if (diagnostics.length === 0) return;
  terminal.note(renderDiagnostics(diagnostics.slice(0, mostShown), terminal.noteStyle));
  const hidden = diagnostics.length - mostShown;
  if (hidden > 0) terminal.note(`\n… and ${hidden} more\n`);
}

/** One line; what is not a finite number is null. */
function asLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
