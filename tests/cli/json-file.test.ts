import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readJson } from "../../src/cli/json-file.ts";
import { workshop } from "./workshop.ts";

test("a value, or why there is none", async () => {
  const { at } = workshop();
  writeFileSync(at("p.json"), '{"b": [1, 2]}');
  writeFileSync(at("broken.json"), '{"b": ');
  expect(await readJson(at("p.json"))).toMatchObject({ ok: true, value: { b: [1, 2] } });
  for (const name of ["broken.json", "absent.json"]) {
    const read = await readJson(at(name));
    expect(read.ok ? [] : read.diagnostics.map(({ code }) => code)).toEqual(["H0807"]);
  }
});
