/**
 * The house's plan, enforced: imports go only where ARCHITECTURE.md's table lets them, never in a circle; every file of a
 * family has its row in the family's table; every file with code in it has its test.
 */

import { existsSync, globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const files = globSync("src/**/*.ts", { cwd: root }).sort();
const text = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));

/** `src/cli/main.ts` → cli; `src/pipeline-fit.ts` → pipeline; `grammar/…` → grammar. */
function roomOf(file: string): string {
  const [first = "", second = ""] = file.split("/");
  return first === "src" ? second.replace(/(-.*)?\.ts$/, "") : first;
}

/** What a file imports, type-only imports included, as paths from the root. */
const imports = new Map(
  files.map((file) => [
    file,
    [...(text.get(file) ?? "").matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)"/g)].map((match) =>
      normalize(join(dirname(file), match[1] ?? "")),
    ),
  ]),
);

/** The table under "Who may import whom": room → rooms. */
function importTable(): Map<string, Set<string>> {
  const section = readFileSync(join(root, "ARCHITECTURE.md"), "utf8").split(/^## /m)[2] ?? "";
  const rows = [...section.matchAll(/^\| ([a-z]+) \| (.+) \|$/gm)].filter((row) => row[1] !== "room");
  return new Map(rows.map(([, room = "", allowed = ""]) => [room, new Set([room, ...allowed.split(", ")])]));
}

/** The first circle of imports found, or null. */
function cycle(): string[] | null {
  const finished = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (finished.has(file)) return null;
    for (const next of imports.get(file) ?? []) {
      const found = walk(next, [...path, file]);
      if (found) return found;
    }
    finished.add(file);
    return null;
  };
  return files.reduce<string[] | null>((found, file) => found ?? walk(file, []), null);
}

/** The table of the family a file belongs to: `FAMILY/table.ts`, or `FAMILY.ts` beside the folder. */
function tableOf(file: string): string | undefined {
  return [join(dirname(file), "table.ts"), `${dirname(file)}.ts`].find((place) => text.has(place));
}

/** A row is in the table itself, or serves a file of the family that is. */
const served = (file: string, table: string): boolean =>
  [table, ...files.filter((other) => dirname(other) === dirname(file) && other !== file)].some((other) =>
    (imports.get(other) ?? []).includes(file),
  );

/** Types and doors, which only pass on what others define, leave nothing to run. */
function hasCode(file: string): boolean {
  const code = stripTypeScriptTypes(text.get(file) ?? "");
  const passedOn = /\/\*[\s\S]*?\*\/|\/\/.*|export (\*|\{[^}]*\}) from "[^"]+";|export \{\s*\};?/g;
  return code.replace(passedOn, "").trim() !== "";
}

/** Its own test, or the contract test that walks its family's table. */
function isTested(file: string): boolean {
  const mirror = file.replace(/^src/, "tests").replace(/\.ts$/, "");
  const family = dirname(mirror);
  const contracts = [
    `${family}.test.ts`,
    `${family}/table.test.ts`,
    `tests/contract/${basename(family)}.test.ts`,
  ];
  return [`${mirror}.test.ts`, ...(tableOf(file) ? contracts : [])].some((place) =>
    existsSync(join(root, place)),
  );
}

describe("the house", () => {
  test("there are files and a table to look at", () => {
    expect(files.length).toBeGreaterThan(60);
    expect(importTable().size).toBeGreaterThan(15);
    expect([...imports.values()].flat().length).toBeGreaterThan(100);
  });

  test("every room imports only what its row allows", () => {
    const allowed = importTable();
    const upward = files.flatMap((file) =>
      (imports.get(file) ?? [])
        .filter((target) => !allowed.get(roomOf(file))?.has(roomOf(target)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(upward).toEqual([]);
  });

  test("no imports run in a circle", () => expect(cycle()).toBeNull());

  test("every file of a family has its row", () => {
    const lost = files.filter((file) => {
      const table = tableOf(file);
      return table !== undefined && table !== file && !served(file, table);
    });
    expect(lost).toEqual([]);
  });

  test("every file with code has its test", () => {
    expect(files.filter((file) => hasCode(file) && !isTested(file))).toEqual([]);
  });
});
