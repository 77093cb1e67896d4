import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mayWrite, writeWhole } from "../../src/cli/output.ts";

const folder = (): string => mkdtempSync(join(tmpdir(), "hunch-test-"));

describe("outputs", () => {
  test("appear whole, and leave nothing beside them", async () => {
    const here = folder();
    await writeWhole(join(here, "a.csv"), "x\n1\n");
    expect(readdirSync(here)).toEqual(["a.csv"]);
    expect(readFileSync(join(here, "a.csv"), "utf8")).toBe("x\n1\n");
  });

  test("where one cannot be written, nothing is there and the reason is told", async () => {
    const here = folder();
    mkdirSync(join(here, "taken"));
    const into = await writeWhole(join(here, "taken"), "x");
    expect(into).toMatchObject({ ok: false, diagnostics: [{ code: "H0809", notes: ["it is a folder"] }] });
    const nowhere = await writeWhole(join(here, "no", "a.csv"), "x");
    expect(nowhere).toMatchObject({ ok: false, diagnostics: [{ code: "H0809" }] });
    expect(readdirSync(here)).toEqual(["taken"]);
  });

  test("what is there stays there unless forced", () => {
    const here = folder();
    writeFileSync(join(here, "a"), "");
    expect(mayWrite(join(here, "a"), false)).toMatchObject({ ok: false, diagnostics: [{ code: "H0808" }] });
    expect([mayWrite(join(here, "a"), true).ok, mayWrite(join(here, "b"), false).ok]).toEqual([true, true]);
  });
});
