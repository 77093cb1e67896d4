import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { verbs } from "../../src/cli/commands/table.ts";
import { Bug } from "../../src/diagnostic/bug.ts";
import { hunch } from "./fake-terminal.ts";

describe("hunch", () => {
  test("alone, and with --help, shows its commands", async () => {
    for (const words of [[], ["--help"], ["-h"], ["help"]]) {
      const { code, out } = await hunch(...words);
      expect(code).toBe(0);
      expect(out).toContain("Commands");
    }
    expect((await hunch("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("an unknown command gets a suggestion, or the list", async () => {
    const near = await hunch("chekc");
    expect([near.code, near.out]).toEqual([1, ""]);
    expect(near.err).toContain("did you mean check?");
    expect((await hunch("frobnicate")).err).toContain("the commands are check, fmt");
  });

  test("every mistake is one JSON value under --json", async () => {
    const { code, out, err } = await hunch("chekc", "--json");
    expect([code, err]).toEqual([1, ""]);
    expect(JSON.parse(out)).toMatchObject({
      error: { exit: 1, diagnostics: [{ code: "H0801", primary: null }] },
    });
  });

  test("a bug exits with 70 and names a file that holds the stack, which the terminal does not show", async () => {
    const check = verbs.find((verb) => verb.name === "check");
    if (check === undefined) throw new Error("no verb is called check");
    const broken = () => Promise.reject(new Bug("two and two are five"));
    for (const json of [false, true]) {
      const { load } = check;
      Object.assign(check, { load: broken });
      const { code, out, err } = await hunch("check", "a.hunch", ...(json ? ["--json"] : []));
      Object.assign(check, { load });
      expect(code).toBe(70);
      const text = json ? out : err;
      expect(text).toContain("two and two are five");
      expect(text).not.toContain("at ");
      const file = json
        ? (JSON.parse(out) as { error: { bug: { file: string } } }).error.bug.file
        : (/\S+report\.txt/.exec(err)?.[0] ?? "");
      expect(existsSync(file)).toBe(true);
      expect(readFileSync(file, "utf8")).toContain("run.test.ts");
    }
  });
});
