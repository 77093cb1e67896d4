/** One program of the fuzzer from its text to its loops; throws where a promise to the user is broken. */

import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { renderDiagnostics } from "../../src/diagnostic/render.ts";
import { isSpan } from "../../src/diagnostic/source.ts";
import { compileText, type Compiled } from "../../src/pipeline-compile.ts";
import { emitModel } from "../../src/pipeline-emit.ts";
import { check } from "../../src/check/check.ts";
import { buildModel } from "../../src/model/build.ts";
import type { Syntax } from "../../src/syntax/ast.ts";
import { format } from "../../src/syntax/format.ts";
import { parse } from "../../src/syntax/parse.ts";
import { print } from "../../src/syntax/print.ts";
import { tokensOf } from "../../src/syntax/tokens.ts";
import { verifyGraphs } from "./graphs.ts";
import type { Trial, TrialKind } from "./trials.ts";

export type Verdict = "accepted" | "refused";

/** What becomes of a text, held to what its kind promises. Dear promises are looked at in a part of the texts, the same ones every time. */
export function tryTrial({ kind, text }: Trial): Verdict {
  const every = (count: number): boolean => text.length % count === 0;
  const source = { name: "fuzz.hunch", text };
  const { syntax, diagnostics } = parse(source);
  const whole = syntax !== null && diagnostics.length === 0;
  if (whole && (kind === "commented" || every(8))) verifyLayout(syntax);
  const { program, diagnostics: more } = syntax === null ? { program: null, diagnostics: [] } : check(syntax);
  const said = [...diagnostics, ...more];
  verifyDiagnostics(said, text);
  const errors = said.filter(({ level }) => level === "error");
  if (kind === "wrong" && errors.length !== 1) throw new Error(`${errors.length} errors of one mistake`);
  if (syntax === null || program === null || errors.length > 0) {
    if (errors.length === 0) throw new Error("refused without a diagnostic");
    if (mustBeGood.has(kind)) throw new Error(`refused: ${errors.map(({ title }) => title).join("; ")}`);
    return "refused";
  }
  const compiled: Compiled = {
    source,
    syntax,
    program,
    model: buildModel(program),
    settings: {},
    seconds: 0,
  };
  if (!mustBeGood.has(kind) || every(3)) verifyGraphs(compiled);
  if (kind === "well_typed" && every(4)) verifyNames(text, emitModel(compiled, "checked"));
  return "accepted";
}

const mustBeGood: ReadonlySet<TrialKind> = new Set(["well_typed", "commented"]);

/** Other names of the same length change nothing but the names. */
function verifyNames(text: string, checked: string): void {
  const others: Readonly<Record<string, string>> = { v: "w", g: "h", l: "m" };
  const renamed = (written: string): string =>
    written.replace(
      /\b([vgl])(\d+)\b/gu,
      (_, letter: string, number: string) => `${others[letter] ?? ""}${number}`,
    );
  const outcome = compileText({ name: "fuzz.hunch", text: renamed(text) });
  if (!outcome.ok) throw new Error("refused under other names");
  if (emitModel(outcome.value, "checked") !== renamed(checked))
    throw new Error("other names made another program");
}

/** They can be shown, and their places lie within the text. */
function verifyDiagnostics(diagnostics: readonly Diagnostic[], text: string): void {
  for (const { code, primary, labels, edits } of diagnostics)
    for (const place of [primary, ...labels.map(({ span }) => span), ...edits.map(({ span }) => span)]) {
      if (place === null || !isSpan(place)) continue;
      const within = 0 <= place.start && place.start <= place.end && place.end <= text.length;
      if (!within) throw new Error(`${code} points outside the text`);
    }
  renderDiagnostics(diagnostics.slice(0, 2), { colour: false, columns: 100 });
}

/** What was laid out can be read, says the same, keeps its comments, and is laid out already. */
function verifyLayout(written: Syntax): void {
  const once = format(written);
  const { syntax, diagnostics } = parse({ name: "fuzz.hunch", text: once });
  if (syntax === null || diagnostics.length > 0) throw new Error("its layout cannot be read");
  if (format(syntax) !== once) throw new Error("laid out twice is not laid out once");
  if (print(written) !== print(syntax)) throw new Error("its layout is another program");
  const { text } = written.span.source;
  if (commentsOf(once) !== commentsOf(text)) throw new Error("its layout has other comments");
}

function commentsOf(text: string): string {
  return tokensOf(text)
    .flatMap((token) => (token.kind === "comment" ? [token.text.trimEnd()] : []))
    .join("\n");
}
