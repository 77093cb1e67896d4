import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesIn } from "../../../src/posterior/checkpoint/files.ts";

const folder = (): string => mkdtempSync(join(tmpdir(), "hunch-files-"));
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test("files are replaced whole, and leave nothing beside", async () => {
  const files = filesIn(folder());
  expect(await files.read("a")).toBeNull();
  await files.replace("a", bytes(1, 2, 3));
  await files.replace("a", bytes(4));
  expect([...((await files.read("a")) ?? [])]).toEqual([4]);
  expect(await files.list()).toEqual(["a"]);
});

test("bytes are written from a place on", async () => {
  const files = filesIn(folder());
  await files.write("b", bytes(1, 2, 3, 4), 0);
  await files.write("b", bytes(9), 2);
  expect([...((await files.read("b")) ?? [])]).toEqual([1, 2, 9, 4]);
});

test("a folder that was taken away is made again", async () => {
  const path = folder();
  rmSync(path, { recursive: true });
  await filesIn(path).replace("a", bytes(1));
  expect(readdirSync(path)).toEqual(["a"]);
});

test("what the system refuses is told as it tells it", async () => {
  const path = join(folder(), "file");
  writeFileSync(path, "");
  await expect(filesIn(path).replace("a", bytes(1))).rejects.toMatchObject({ code: "EEXIST" });
  await expect(filesIn(path).write("a", bytes(1), 0)).rejects.toMatchObject({ code: "ENOTDIR" });
});
