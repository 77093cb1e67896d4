/** One program of the fuzzer through parse, check, buildModel and print; throws where a promise to the user is broken. */

import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { renderDiagnostics } from "../../src/diagnostic/render.ts";
import { isSpan } from "../../src/diagnostic/source.ts";
import { buildModel } from "../../src/model/build.ts";
import { check } from "../../src/check/check.ts";
import { parse } from "../../src/syntax/parse.ts";
import { print } from "../../src/syntax/print.ts";

export type Verdict = "accepted" | "refused";

/** What becomes of a text. Whatever it is: no crash, and where it is refused a diagnostic whose places lie within it. */
export function tryProgram(text: string): Verdict {
  const source = { name: "fuzz.hunch", text };
  const { syntax, diagnostics } = parse(source);
  const { program, diagnostics: more } = syntax === null ? { program: null, diagnostics: [] } : check(syntax);
  verifyDiagnostics([...diagnostics, ...more], text);
  if (syntax !== null && diagnostics.length === 0) verifyLayout(print(syntax));
  if (program !== null && diagnostics.length === 0) {
    buildModel(program);
    return "accepted";
  }
  if (diagnostics.length + more.length === 0) throw new Error("refused without a diagnostic");
  return "refused";
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

/** What was laid out can be read, and is laid out already. */
function verifyLayout(once: string): void {
  const { syntax, diagnostics } = parse({ name: "fuzz.hunch", text: once });
  if (syntax === null || diagnostics.length > 0) throw new Error("its layout cannot be read");
  if (print(syntax) !== once) throw new Error("laid out twice is not laid out once");
}
