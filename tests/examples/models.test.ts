import { globSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hunch } from "../cli/fake-terminal.ts";

const folder = join(import.meta.dirname, "..", "..", "examples");
const models = globSync("*.hunch", { cwd: folder }).map((name) => join(folder, name));

test("every model that we show is good, without a warning", async () => {
  expect(models.length).toBeGreaterThan(0);
  const { code, err } = await hunch("check", ...models);
  expect([code, err]).toEqual([0, ""]);
});
