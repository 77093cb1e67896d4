import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { save } from "../../src/posterior/folder.ts";
import { storedBytes } from "../../src/posterior/stored-bytes.ts";
import { posterior } from "./conjugate.ts";
import { value } from "./model.ts";

// Planted: the arrays' headers left out.
test("what saving writes, but for the length of file names", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hunch-bytes-"));
  const { bytes } = value(await save(posterior, join(folder, "p"), { version: "0.0.0", replace: false }));
  await rm(folder, { recursive: true });
  expect(Math.abs(storedBytes(posterior) - bytes)).toBeLessThan(16);
});
