/** The user's mistakes, thrown: what TypeScript expects of a function that cannot do what it was asked. */

import type { Diagnostic, Outcome } from "../diagnostic/diagnostic.ts";
import { renderDiagnostics } from "../diagnostic/render.ts";

/** `diagnostics` are those of the command line; `message` shows them all, as a terminal without colour would. */
export class HunchError extends Error {
  override readonly name = "HunchError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(renderDiagnostics(diagnostics, { colour: false, columns: 100 }));
    this.diagnostics = diagnostics;
  }
}

/** The value of an outcome that has one. Throws `HunchError`. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new HunchError(outcome.diagnostics);
  return outcome.value;
}
