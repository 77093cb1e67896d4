/**
 * The corpora: what is said of every bad program, and what every good one becomes, stand beside it. UPDATE_CORPUS=1 writes
 * them anew; read the difference before it is committed.
 */

import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codes } from "../src/diagnostic/codes.ts";
import { renderDiagnostics } from "../src/diagnostic/render.ts";
import { compileText } from "../src/pipeline-compile.ts";
import { emitModel } from "../src/pipeline-emit.ts";
import type { ModelStage } from "../src/pipeline-stages.ts";

const folder = join(import.meta.dirname, "corpus");
const programs = (kind: string) =>
  readdirSync(join(folder, kind))
    .filter((file) => file.endsWith(".hunch"))
    .toSorted();

/** Compares with the file, or writes it. */
function expectFile(path: string, text: string): void {
  if (process.env["UPDATE_CORPUS"] !== undefined) writeFileSync(path, text);
  expect(existsSync(path) ? readFileSync(path, "utf8") : null).toBe(text);
}

function compiled(kind: string, file: string) {
  return compileText({ name: file, text: readFileSync(join(folder, kind, file), "utf8") });
}

describe("bad programs", () => {
  // H0105 is for texts too long for a file here; H0510 and H0511 are about the infer block that a command asks for.
  const elsewhere = new Set(["H0105", "H0510", "H0511"]);

  test("there are two hundred, and one for every code that a text alone can bring about", () => {
    const found = new Set(programs("bad").map((file) => file.slice(0, 5).toUpperCase()));
    const wanted = Object.keys(codes).filter((code) => /^H0[1-5]/u.test(code) && !elsewhere.has(code));
    expect(wanted.filter((code) => !found.has(code))).toEqual([]);
    expect(programs("bad").length).toBeGreaterThanOrEqual(200);
  });

  test.each(programs("bad"))("%s", (file) => {
    const outcome = compiled("bad", file);
    const diagnostics = outcome.ok ? outcome.warnings : outcome.diagnostics;
    expect(diagnostics.length).toBeGreaterThan(0);
    // A program named by a code has it.
    const code = /^h\d{4}/.exec(file)?.[0].toUpperCase();
    if (code !== undefined)
      expect([...new Set(diagnostics.map((diagnostic) => diagnostic.code))]).toContain(code);
    const rendered = renderDiagnostics(diagnostics, { colour: false, columns: 100 });
    expectFile(join(folder, "bad", file.replace(/\.hunch$/, ".expected")), rendered);
  });
});

describe("good programs", () => {
  const stages: readonly ModelStage[] = ["checked", "model"];

  test("there are sixty", () => expect(programs("good").length).toBeGreaterThanOrEqual(60));

  const published = programs("good/posteriordb").map((file) => `posteriordb/${file}`);
  test.each([...programs("good"), ...published])("%s", (file) => {
    const outcome = compiled("good", file);
    const said = outcome.ok ? outcome.warnings : outcome.diagnostics;
    // Published models have the priors they were published with, and the funnels.
    const theirs = ["H0413", "H0483"];
    expect(said.filter(({ code }) => !published.includes(file) || !theirs.includes(code))).toEqual([]);
    if (!outcome.ok) return;
    for (const stage of stages)
      expectFile(join(folder, "good", file.replace(/hunch$/, stage)), emitModel(outcome.value, stage));
  });
});
