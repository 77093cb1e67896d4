import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readArguments } from "../../src/cli/arguments.ts";
import {
  compileFile,
  dataFor,
  dataOptions,
  inferOption,
  readModel,
  setOption,
} from "../../src/cli/model-file.ts";
import { line, workshop } from "./workshop.ts";

function given(...words: readonly string[]) {
  const options = [...dataOptions, inferOption, setOption];
  const read = readArguments(words, { verb: "fit", positionals: { least: 0, most: 9, wanted: "" }, options });
  if (!read.ok) throw new Error("bad arguments");
  return read.value;
}

async function compiled(path: string, ...words: readonly string[]) {
  const outcome = await compileFile(path, given(...words));
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ title }) => title).join());
  return outcome.value;
}

describe("a model file", () => {
  test("is read as UTF-8, and nothing else", async () => {
    const { at } = workshop();
    expect(await readModel(at("line.hunch"))).toMatchObject({ ok: true, value: { name: at("line.hunch") } });
    writeFileSync(at("latin.hunch"), Buffer.from([0x6d, 0xe9, 0x0a]));
    expect(await readModel(at("latin.hunch"))).toMatchObject({
      ok: false,
      diagnostics: [{ code: "H0807", notes: ["it is not text in UTF-8"] }],
    });
    expect(await readModel(at("."))).toMatchObject({
      ok: false,
      diagnostics: [{ notes: ["it is a folder"] }],
    });
  });

  test("is compiled with the options that are set", async () => {
    const { at } = workshop();
    const { program } = await compiled(at("line.hunch"), "--infer", "noisy", "--set", "steps=7");
    expect(program.infers.map(({ options }) => options["steps"])).toEqual([undefined, 7]);
  });

  test("names its data, relative to itself, and --data takes its place", async () => {
    const { at } = workshop();
    const model = await compiled(at("line.hunch"));
    expect(await dataFor(model, given())).toMatchObject({ ok: true, value: [{ file: at("line.csv") }] });
    writeFileSync(at("a.csv"), "size\n1\n");
    writeFileSync(at("b.csv"), "age\n1\n");
    const two = await dataFor(model, given("--data", at("a.csv"), "--data", at("b.csv")));
    expect(two).toMatchObject({ ok: true, value: [{ file: at("a.csv") }, { file: at("b.csv") }] });
  });

  // Planted fault, seen red: every name joined to the model's folder.
  test("a source named from the root stays where it is", async () => {
    const { at } = workshop();
    const elsewhere = workshop().at("line.csv");
    writeFileSync(at("rooted.hunch"), line.replace("line.csv", elsewhere));
    const model = await compiled(at("rooted.hunch"));
    expect(await dataFor(model, given())).toMatchObject({ ok: true, value: [{ file: elsewhere }] });
  });

  test("a named table may be given by its name", async () => {
    const { at } = workshop();
    writeFileSync(at("named.hunch"), line.replace('data "line.csv"', "data sales"));
    const model = await compiled(at("named.hunch"));
    const wanted = { ok: true, value: [{ file: at("line.csv") }] };
    expect(await dataFor(model, given("--data", `sales=${at("line.csv")}`))).toMatchObject(wanted);
    expect(await dataFor(model, given("--data", `other=${at("line.csv")}`))).toMatchObject({ ok: false });
  });

  test("standard input is read once", async () => {
    const { at } = workshop();
    const model = await compiled(at("line.hunch"));
    const outcome = await dataFor(model, given("--data", "-", "--data", "-"));
    expect(outcome).toMatchObject({ ok: false, diagnostics: [{ code: "H0804" }] });
  });
});
