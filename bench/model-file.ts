/** The models that are timed, as sources; alone in a file, since a process that is timed loads nothing else of ours. */

import { readFileSync } from "node:fs";
import type { Source } from "../src/diagnostic/source.ts";

export function modelFile(name: string): Source {
  const path = new URL(`models/${name}.hunch`, import.meta.url);
  return { name: `bench/models/${name}.hunch`, text: readFileSync(path, "utf8") };
}
