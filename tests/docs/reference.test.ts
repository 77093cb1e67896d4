/** The language reference: every program in it is good, and its tables are those of the library. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { referenceTables } from "../../scripts/reference/tables.ts";
import { compileText, format } from "../../src/pipeline-compile.ts";

const read = (name: string) => readFileSync(join(import.meta.dirname, "../../docs/reference", name), "utf8");

describe("language.md", () => {
  const programs = [...read("language.md").matchAll(/^```hunch\n(.*?)^```$/gmsu)].map(([, text = ""]) => text);
  const named = programs.map((text) => [/^model (\w+)/.exec(text)?.[1] ?? "unnamed", text] as const);

  test("there are programs, each whole", () => {
    expect(programs.length).toBeGreaterThan(8);
    expect(named.map(([name]) => name)).not.toContain("unnamed");
  });

  test.each(named)("%s is good, without a warning, and laid out", async (name, text) => {
    const source = { name, text };
    const compiled = compileText(source);
    expect(compiled.ok ? compiled.warnings : compiled.diagnostics).toEqual([]);
    expect(await format(source)).toMatchObject({ ok: true, value: text });
  });
});

test("tables.md is up to date: `node scripts/reference.ts` makes it anew", () => {
  expect(read("tables.md")).toBe(referenceTables());
});
