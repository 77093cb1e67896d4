/** The table of codes: levels, and titles that stand alone. */

import { describe, expect, test } from "vitest";
import { codes } from "../../src/diagnostic/codes.ts";
import { diagnose, failure, success } from "../../src/diagnostic/diagnostic.ts";

/** Any hole, as a title's word. */
const holes: unknown = new Proxy({}, { get: (_, hole) => (hole === "names" ? ["something"] : "something") });

describe("the table", () => {
  const rows = Object.entries(codes);
  test("is of our ranges", () => {
    expect(rows.length).toBeGreaterThan(60);
    for (const [code, row] of rows) {
      expect(code).toMatch(/^H0[1-9]\d\d$/);
      expect(["error", "warning"]).toContain(row.level);
    }
  });
  test("titles are lower case but for I, names and numbers, and end without a stop", () => {
    for (const [, row] of rows) {
      const title = (row.title as (holes: unknown) => string)(holes);
      expect(title).not.toMatch(/^(?!I )[A-Z](?!I |DX)|\.$|illegal|invalid/);
    }
  });
});

describe("diagnose", () => {
  test("fills the title and leaves out what is not said", () => {
    expect(diagnose("H0201", { name: "mu" }, { at: null })).toEqual({
      code: "H0201",
      level: "error",
      title: "I know nothing called mu",
      primary: null,
      primaryText: "",
      labels: [],
      notes: [],
      help: null,
      edits: [],
    });
  });
  test("an outcome is a value or mistakes", () => {
    expect(success(3)).toEqual({ ok: true, value: 3, warnings: [] });
    const fault = diagnose("H0201", { name: "mu" }, { at: null });
    expect(failure(fault)).toEqual({ ok: false, diagnostics: [fault] });
  });
});
