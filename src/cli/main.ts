#!/usr/bin/env node
/** The command `hunch`: looks at the Node it runs on, then lets `run.ts` do the work. */

import module from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { isTooOld, ownNode, runOn, tooOldMessage } from "./own-node.ts";

const words = process.argv.slice(2);
if (isTooOld(process.versions.node)) {
  const main = fileURLToPath(import.meta.url);
  const node = ownNode(dirname(dirname(dirname(main))));
  if (node === null) process.stderr.write(tooOldMessage(process.versions.node));
  process.exitCode = node === null ? 1 : await runOn(node, [main, ...words]);
} else {
  module.enableCompileCache();
  const [{ run }, { reportBug }, { processTerminal }] = await Promise.all([
    import("./run.ts"),
    import("./bug-report.ts"),
    import("./terminal.ts"),
  ]);
  const terminal = processTerminal();
  // Set where `runOn` started this process: what the user killed must not go on unseen.
  process.on("disconnect", () => process.exit(1));
  process.channel?.unref();
  process.on("uncaughtException", (fault) => {
    process.exit(reportBug(fault, words, { terminal, json: words.includes("--json"), quiet: false }));
  });
  process.exitCode = await run(words, terminal);
}
