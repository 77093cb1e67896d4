import { existsSync } from "node:fs";
import { join } from "node:path";
import { execFileSync, spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { isTooOld, ownNode, runOn, tooOldMessage } from "../../src/cli/own-node.ts";

const root = join(import.meta.dirname, "..", "..");
const file = JSON.stringify(join(root, "src", "cli", "own-node.ts"));

describe("a machine whose Node is too old", () => {
  test.each([
    ["20.20.2", true],
    ["22.17.9", true],
    ["22.18.0", false],
    ["24.9.0", false],
  ])("%s: %s", (version, old) => {
    expect(isTooOld(version)).toBe(old);
  });

  test("the checkout's own is new enough", () => {
    const node = ownNode(root) ?? "";
    expect(existsSync(node)).toBe(true);
    expect(isTooOld(execFileSync(node, ["--version"], { encoding: "utf8" }).slice(1))).toBe(false);
  });

  test("elsewhere there is none, and the message says what is needed", () => {
    expect(ownNode(join(root, "examples"))).toBeNull();
    expect(tooOldMessage("20.0.0")).toBe("hunch needs Node 22.18 or newer, and this is 20.0.0\n");
  });

  test("a script's exit code is the command's", async () => {
    expect(await runOn(process.execPath, ["-e", "process.exit(7)"])).toBe(7);
  });

  test("what interrupts the command interrupts the script, which ends in its own way", async () => {
    const script =
      "process.once('SIGINT', () => process.exit(130)); setInterval(() => {}, 9); console.log('on')";
    const parent = spawn(process.execPath, [
      "--input-type=module",
      "-e",
      `import { runOn } from ${file}; process.exitCode = await runOn(process.execPath, ["-e", ${JSON.stringify(script)}]);`,
    ]);
    parent.stdout.once("data", () => parent.kill("SIGINT"));
    expect(await new Promise((resolve) => parent.on("close", resolve))).toBe(130);
  });

  // Planted: no channel between the two; red here, as the script goes on.
  test("what kills the command ends the script", async () => {
    const script =
      "process.on('disconnect', () => process.exit(1)); process.channel?.unref(); setInterval(() => {}, 9); console.log('on')";
    const parent = spawn(process.execPath, [
      "--input-type=module",
      "-e",
      `import { runOn } from ${file}; process.exitCode = await runOn(process.execPath, ["-e", ${JSON.stringify(script)}]);`,
    ]);
    parent.stdout.once("data", () => parent.kill("SIGKILL"));
    // The script has the same stdout: it is closed once both have ended.
    const patience = new Promise((resolve) => setTimeout(() => resolve("it goes on"), 10_000).unref());
    const closed = new Promise((resolve) => parent.on("close", () => resolve("closed")));
    expect(await Promise.race([closed, patience])).toBe("closed");
  });
});
