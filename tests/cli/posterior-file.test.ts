import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readArguments } from "../../src/cli/arguments.ts";
import { mayPlace, posteriorPlace } from "../../src/cli/posterior-file.ts";
import { compileText } from "../../src/pipeline.ts";
import { line, workshop } from "./workshop.ts";

function given(...words: readonly string[]) {
  const options = [
    { name: "out", value: "DIR", doc: "" },
    { name: "force", value: null, doc: "" },
    { name: "resume", value: null, doc: "" },
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

  test("is free when an earlier posterior is our own, or forced, or nothing is there", async () => {
    const { at } = workshop();
    mkdirSync(at("taken"));
    writeFileSync(at("taken/posterior.json"), "{}");
    const taken = { path: at("taken"), named: true };
    expect(await mayPlace(taken, given())).toMatchObject({
      diagnostics: [{ help: expect.stringContaining("--force") }],
    });
    mkdirSync(at("taken.partial"));
    expect(await mayPlace(taken, given())).toMatchObject({
      diagnostics: [{ help: expect.stringContaining("--resume") }],
    });
    expect((await mayPlace(taken, given("--resume"))).ok).toBe(true);
    expect((await mayPlace(taken, given("--force"))).ok).toBe(true);
    expect((await mayPlace({ ...taken, named: false }, given())).ok).toBe(true);
    expect((await mayPlace({ path: at("new/free"), named: true }, given())).ok).toBe(true);
  });

  test("is not free where a posterior could not be saved, forced or not", async () => {
    const { at } = workshop();
    mkdirSync(at("precious"));
    for (const name of ["precious", "line.csv", "line.csv/below"])
      expect(await mayPlace({ path: at(name), named: true }, given("--force"))).toMatchObject({
        ok: false,
        diagnostics: [{ code: "H0654" }],
      });
  });
});
