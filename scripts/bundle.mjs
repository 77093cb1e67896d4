/** The sources as few files, `node scripts/bundle.mjs FOLDER`: most of what a short command waits for is finding and reading modules. */

import { rolldown } from "rolldown";

const [folder = "dist"] = process.argv.slice(2);
const bundle = await rolldown({
  input: {
    "cli/main": "src/cli/main.ts",
    index: "src/index.ts",
    pipeline: "src/pipeline.ts",
    worker: "src/worker.ts",
  },
  platform: "node",
  external: (name) => !name.startsWith(".") && !name.startsWith("/"),
});
// Every file but the command lies at the top, as `src/pipeline-version.ts` does: what it finds from there, it finds from here.
await bundle.write({
  dir: folder,
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "[name]-[hash].js",
});
await bundle.close();
