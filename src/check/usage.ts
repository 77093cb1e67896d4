/** Warnings of what is declared and never used: usually a forgotten term. */

import type { Scope, Value } from "./scope.ts";

/** Deterministic quantities of the prior are reported with the latents, so they need no use. */
const consequence: {
  readonly [W in Value["what"]]: { readonly word: string; readonly text: string } | null;
} = {
  data: { word: "data variable", text: "it is read, and nothing comes of it" },
  definition: { word: "definition", text: "it is calculated, and nothing comes of it" },
  network: { word: "network", text: "its weights stay at their priors" },
  latent: { word: "latent", text: "the data say nothing of it: its posterior is its prior" },
  weight: null,
  deterministic: { word: "quantity", text: "it is local to the likelihood" },
};

/** More would help nobody: the rest are counted. */
const mostWarnings = 10;

export function warnUnused(scope: Scope): void {
  const unused = [...scope.values.values()].flatMap((value) => {
    const row = consequence[value.what];
    if (row === null || scope.used.has(value.name)) return [];
    return value.what === "deterministic" && !value.local ? [] : [{ value, row }];
  });
  const hidden = unused.length - mostWarnings;
  unused.slice(0, mostWarnings).forEach(({ value, row }, i) => {
    const notes = hidden > 0 && i === mostWarnings - 1 ? [`and ${hidden} more that are never used`] : [];
    scope.mistakes.report(
      "H0213",
      { what: row.word, name: value.name },
      { at: value.span, text: row.text, notes, help: "use it, or take it out" },
    );
  });
}
