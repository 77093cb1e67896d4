/** What `hunch check --json` offers an editor: every edit of the bad corpus, applied, takes its error away. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { diagnosticsToJson } from "../src/diagnostic/json.ts";
import { compileText } from "../src/pipeline-compile.ts";

const folder = join(import.meta.dirname, "corpus", "bad");

/** As an editor gets them: nothing but JSON. */
interface Offered {
  readonly code: string;
  readonly title: string;
  readonly edits: readonly { readonly span: Place; readonly text: string }[];
}
interface Place {
  readonly start: { readonly offset: number };
  readonly end: { readonly offset: number };
}

function diagnosticsOf(text: string): readonly Offered[] {
  const compiled = compileText({ name: "a.hunch", text });
  const found = compiled.ok ? compiled.warnings : compiled.diagnostics;
  return JSON.parse(JSON.stringify(diagnosticsToJson(found))) as readonly Offered[];
}

function applied(text: string, { edits }: Offered): string {
  const ordered = edits.toSorted((a, b) => b.span.start.offset - a.span.start.offset);
  return ordered.reduce(
    (done, { span, text: instead }) =>
      done.slice(0, span.start.offset) + instead + done.slice(span.end.offset),
    text,
  );
}

const offers = readdirSync(folder)
  .filter((file) => file.endsWith(".hunch"))
  .flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const found = diagnosticsOf(text);
    return found.flatMap((offer) =>
      offer.edits.length === 0 ? [] : [{ file, title: offer.title, text, offer, found }],
    );
  });

describe("edits", () => {
  test("there are some", () => expect(offers.length).toBeGreaterThan(40));

  // The planted fault: edits applied one character further on.
  test.each(offers)("$file: $title", ({ text, offer, found }) => {
    const same = (other: Offered) => other.code === offer.code && other.title === offer.title;
    const after = diagnosticsOf(applied(text, offer));
    expect(after.filter(same).length).toBeLessThan(found.filter(same).length);
  });
});
