import { existsSync, mkdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readArguments } from "../../src/cli/arguments.ts";
import { mayPlace, posteriorPlace } from "../../src/cli/posterior-file.ts";
import { compileText } from "../../src/pipeline.ts";
import { line, workshop } from "./workshop.ts";

function given(...words: readonly string[]) {
  const options = [
    { name: "out", value: "DIR", doc: "" },
    { name: "force", value: null, doc: "" },
  ];
  const read = readArguments(words, { verb: "fit", positionals: { least: 0, most: 0, wanted: "" }, options });
  if (!read.ok) throw new Error("bad arguments");
  return read.value;
}

function place(file: string, ...words: readonly string[]) {
  const compiled = compileText({ name: file, text: line });
  if (!compiled.ok) throw new Error("the line is good");
  return posteriorPlace(compiled.value, given(...words));
}

describe("a posterior's place", () => {
  test("is beside the model, or where the user says", () => {
    expect(place("models/line.hunch")).toEqual({ path: "models/line.posterior", named: false });
    expect(place("models/line.txt")).toEqual({ path: "models/line.txt.posterior", named: false });
    expect(place("standard input")).toEqual({ path: "Line.posterior", named: false });
    expect(place("line.hunch", "--out", "x")).toEqual({ path: "x", named: true });
  });

  test("is free when it is our own, or forced, or empty", () => {
    const { at } = workshop();
    mkdirSync(at("taken"));
    expect(existsSync(at("taken"))).toBe(true);
    const taken = { path: at("taken"), named: true };
    expect(mayPlace(taken, given()).ok).toBe(false);
    expect(mayPlace(taken, given("--force")).ok).toBe(true);
    expect(mayPlace({ ...taken, named: false }, given()).ok).toBe(true);
    expect(mayPlace({ path: at("free"), named: true }, given()).ok).toBe(true);
  });
});
