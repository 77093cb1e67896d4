import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readFileSource } from "../../src/data/file-source.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hunch-data-"));
  await writeFile(join(folder, "concrete.csv"), "a,b\n1,2\n");
});
afterAll(async () => rm(folder, { recursive: true }));

test("a file is read, a missing one names its neighbours", async () => {
  expect((await readFileSource(join(folder, "concrete.csv"))).ok).toBe(true);
  const missing = await readFileSource(join(folder, "concret.csv"));
  expect(missing.ok ? "" : missing.diagnostics[0]?.help).toBe(
    `did you mean ${join(folder, "concrete.csv")}?`,
  );
  const nowhere = await readFileSource(join(folder, "no", "data.csv"));
  expect(nowhere.ok ? "" : nowhere.diagnostics[0]?.notes[0]).toBe(`there is no folder ${join(folder, "no")}`);
  const directory = await readFileSource(folder);
  expect(directory.ok ? "" : directory.diagnostics[0]?.notes[0]).toBe("it is a folder");
});
