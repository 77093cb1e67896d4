import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import * as door from "../src/index.ts";

test("the public door opens on these", () => {
  expect(Object.keys(door).sort()).toEqual(["HunchError", "compile", "load"]);
});

/** Files that `file` loads before anything is asked of it; what `import()` brings comes later. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, "utf8");
  for (const [, target = ""] of text.matchAll(/^(?:import|export)\s(?!type)[^;]*?from "([^"]+)";/gm)) {
    if (target.startsWith(".")) {
      const path = join(dirname(file), target);
      if (path.endsWith(".ts")) loadedBy(path, seen);
    } else seen.add(target);
  }
  return seen;
}

// Planted fault: the posterior's folder, which needs files, imported at the top of the pipeline.
test("nothing that only Node has is loaded before it is needed", () => {
  const loaded = loadedBy(join(import.meta.dirname, "..", "src", "index.ts"));
  expect(loaded.size).toBeGreaterThan(60);
  expect([...loaded].filter((name) => name.startsWith("node:"))).toEqual([]);
});
