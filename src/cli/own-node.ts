/** A checkout has a Node of its own beside its tools: where the machine's is too old for the command, it runs on that one. */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const least = [22, 18] as const;

/** Whether a Node of this version, as in `process.versions.node`, is too old for the command. */
export function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < least[0] || (major === least[0] && minor < least[1]);
}

/** The Node that package.json pins, in the checkout at `root`; null where none is installed. */
export function ownNode(root: string): string | null {
  const home = join(root, "node_modules", "node");
  const executable = join("bin", process.platform === "win32" ? "node.exe" : "node");
  const system = process.platform === "win32" ? "win" : process.platform;
  const apple = process.platform === "darwin" && process.arch === "arm64";
  const platform = `${apple ? "node-bin" : "node"}-${system}-${process.arch}`;
  const places = [join(home, executable), join(home, "node_modules", platform, executable)];
  return places.find((place) => existsSync(place)) ?? null;
}

/** Runs a script on that Node, on this process's streams, and gives the exit code. */
export function runOn(node: string, words: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    // The channel closes with this process, even where it is killed: the other one then ends too.
    const child = spawn(node, words, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
    // A terminal sends Ctrl-C to both processes; what is sent to this one alone is passed on.
    process.on("SIGINT", () => {
      if (!process.stdin.isTTY) child.kill("SIGINT");
    });
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve(code ?? (signal === "SIGINT" ? 130 : 143));
    });
  });
}

/** What a Node that is too old is told. */
export function tooOldMessage(version: string): string {
  return `hunch needs Node ${least.join(".")} or newer, and this is ${version}\n`;
}
