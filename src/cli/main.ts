#!/usr/bin/env node
/** The command `hunch`: looks at the Node it runs on, then lets `run.ts` do the work. */

import module from "node:module";

const wanted = [22, 18] as const;
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  process.stderr.write(
    `hunch needs Node ${wanted.join(".")} or newer, and this is ${process.versions.node}\n`,
  );
  process.exitCode = 1;
} else {
  module.enableCompileCache();
  const [{ run }, { reportBug }, { processTerminal }] = await Promise.all([
    import("./run.ts"),
    import("./bug-report.ts"),
    import("./terminal.ts"),
  ]);
  const words = process.argv.slice(2);
  const terminal = processTerminal();
  process.on("uncaughtException", (fault) => {
    process.exit(reportBug(fault, words, { terminal, json: words.includes("--json"), quiet: false }));
  });
  process.exitCode = await run(words, terminal);
}
