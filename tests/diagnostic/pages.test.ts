/**
 * The page of every code. Its format: `# CODE: title`, a paragraph or more that teaches; then a program that does not pass and
 * one that does; or, where no program can show it (data, running, commands), more text that says what to do.
 */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codes, type Code } from "../../src/diagnostic/codes.ts";
import { compileText } from "../../src/pipeline-compile.ts";

const folder = join(import.meta.dirname, "../../docs/errors");
const all = Object.keys(codes) as Code[];

/** Codes of a program that are told later than its compilation, or only of programs too large for a page. */
const withoutPrograms: readonly Code[] = ["H0105", "H0106", "H0107", "H0510", "H0511"];

function pageOf(code: Code) {
  const path = join(folder, `${code}.md`);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const program = (lead: string) =>
    new RegExp(`^${lead}\\n\\n\`\`\`hunch\\n([^]*?)\`\`\`$`, "m").exec(text)?.[1];
  return { text, failing: program("This does not pass:"), passing: program("This does:") };
}

const told = (text: string) => {
  const outcome = compileText({ name: "page.hunch", text });
  return [...new Set((outcome.ok ? outcome.warnings : outcome.diagnostics).map(({ code }) => code))];
};

describe("pages", () => {
  test("there is none without a code", () => {
    const pages = readdirSync(folder).map((file) => file.replace(/\.md$/, ""));
    expect(pages.filter((page) => !(all as string[]).includes(page))).toEqual([]);
  });

  test.each(all)("%s has a title, a text and a way out", (code) => {
    const { text, failing, passing } = pageOf(code);
    const [title = "", empty, first = ""] = text.split("\n");
    expect(title).toMatch(new RegExp(`^# ${code}: .*[^.]$`));
    expect([empty, first.length > 20]).toEqual(["", true]);
    const shown = failing !== undefined && passing !== undefined;
    expect(shown || text.trim().split("\n\n").length > 2).toBe(true);
    const ofPrograms = /^H0[1-5]/.test(code) && !withoutPrograms.includes(code);
    expect(shown || !ofPrograms).toBe(true);
  });
});

describe("the programs of a page", () => {
  const pages = all.map((code) => ({ code, ...pageOf(code) })).filter(({ failing }) => failing !== undefined);

  test("there are many", () => expect(pages.length).toBeGreaterThan(50));

  test.each(pages)("$code", ({ code, failing = "", passing = "" }) => {
    expect(told(failing)).toEqual([code]);
    expect(told(passing)).toEqual([]);
  });
});
