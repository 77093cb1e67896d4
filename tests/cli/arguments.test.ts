import { describe, expect, test } from "vitest";
import { numberOption, readArguments, type Wanted } from "../../src/cli/arguments.ts";

const wanted: Wanted = {
  verb: "fit",
  positionals: { least: 1, most: 1, wanted: "a model file" },
  options: [
    { name: "seed", value: "S", doc: "" },
    { name: "data", value: "FILE", repeated: true, doc: "" },
    { name: "force", value: null, doc: "" },
    { name: "help", value: null, doc: "" },
  ],
};

function read(...words: string[]) {
  const outcome = readArguments(words, wanted);
  if (!outcome.ok) throw new Error(outcome.diagnostics.map((d) => d.title).join());
  return outcome.value;
}

function mistakes(...words: string[]): string[] {
  const outcome = readArguments(words, wanted);
  return outcome.ok ? [] : outcome.diagnostics.map(({ code, title, help }) => `${code} ${title} (${help})`);
}

describe("arguments", () => {
  test("are options and positionals, in any order", () => {
    const given = read("--seed", "3", "a.hunch", "--data=x.csv", "--force", "--data", "-");
    expect(given.positionals).toEqual(["a.hunch"]);
    expect(given.value("seed")).toBe("3");
    expect(given.values("data")).toEqual(["x.csv", "-"]);
    expect([given.has("force"), given.has("help")]).toEqual([true, false]);
  });

  test("after -- everything is positional, and - alone always is", () => {
    expect(read("--", "--seed").positionals).toEqual(["--seed"]);
    expect(read("-").positionals).toEqual(["-"]);
  });

  test("-h is --help, which needs nothing else", () => expect(read("-h").has("help")).toBe(true));

  test("every mistake is told at once, with what was perhaps meant", () => {
    expect(mistakes("--sed", "3", "--force=yes", "--seed")).toEqual([
      "H0803 fit has no option --sed (did you mean --seed?)",
      "H0804 --force wants no value, not yes (null)",
      "H0804 --seed wants a value, S, not nothing (null)",
    ]);
    expect(mistakes("a", "b")[0]).toContain("H0805 hunch fit wants a model file");
    expect(mistakes()[0]).toContain("H0805");
    expect(mistakes("a", "--seed", "1", "--seed", "2")[0]).toContain("H0806 --seed is given twice");
  });

  test("numbers are numbers, within their range", () => {
    const range = { low: 0, high: 100, integer: true, wanted: "a whole number from 0 to 100" };
    const number = (text: string) => numberOption(read("a", "--seed", text), "seed", range, 1);
    expect(number("1_0")).toMatchObject({ ok: true, value: 10 });
    expect(numberOption(read("a"), "seed", range, 7)).toMatchObject({ ok: true, value: 7 });
    for (const text of ["101", "-1", "1.5", "x", "0x10", "", " "]) {
      if (text !== "") expect(number(text).ok, text).toBe(false);
    }
  });
});
