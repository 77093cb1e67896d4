import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";

const folder = join(import.meta.dirname, "..", "..", "examples");

/** What an example prints, a line a call. */
async function printed(file: string): Promise<string> {
  const lines: string[] = [];
  const log = vi
    .spyOn(console, "log")
    .mockImplementation((...parts: unknown[]) => void lines.push(parts.join(" ")));
  await import(join(folder, file));
  log.mockRestore();
  return lines.join("\n");
}

const expected: Readonly<Record<string, readonly RegExp[]>> = {
  "embed-line.ts": [
    /slope 1\.9\d*,0\.15/,
    /at 2\.5 and 10 6\.01\d*,20\.9\d+ ± 0\.5\d+,1\.3/,
    /log evidence -9\.31/,
  ],
  "embed-network.ts": [/steps 4000 complete true/, /no data: true/, /wave\.hunch:\d+:\d+/],
};

describe("the examples in TypeScript", () => {
  test("are all expected to print something", () => {
    expect(globSync("embed-*.ts", { cwd: folder }).sort()).toEqual(Object.keys(expected).sort());
  });

  test.each(Object.entries(expected))("%s prints what it should", async (file, patterns) => {
    const text = await printed(file);
    for (const pattern of patterns) expect(text).toMatch(pattern);
  });
});
