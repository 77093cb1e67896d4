/** What each model of `examples/` prints, written beside it: `node scripts/examples.ts`, built code only. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleCommand, shownCommand } from "./examples/command.ts";

const root = join(import.meta.dirname, "..");
const work = mkdtempSync(join(tmpdir(), "hunch-examples-"));
for (const file of readdirSync(join(root, "examples")).filter((name) => name.endsWith(".hunch"))) {
  const name = file.slice(0, -".hunch".length);
  const words = exampleCommand(name, join(work, `${name}.posterior`));
  const { stdout } = spawnSync(process.execPath, [join(root, "dist/cli/main.js"), ...words], {
    cwd: root,
    encoding: "utf8",
  });
  const said = stdout.replace(/\nsaved to .*\n/, "");
  writeFileSync(join(root, "examples", `${name}.txt`), `$ ${shownCommand(name)}\n${said}`);
}
rmSync(work, { recursive: true });
