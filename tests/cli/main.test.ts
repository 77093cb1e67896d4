/** The command as a process of its own: signals, pipes, streams, exit codes. */

import { execFile, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hunch } from "./fake-terminal.ts";
import { workshop } from "./workshop.ts";

const main = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");

interface Ended {
  readonly code: number | string | null;
  readonly out: string;
  readonly err: string;
}

/** Runs to its end; `during` may signal it. */
function ended(
  words: readonly string[],
  during: (kill: (signal: NodeJS.Signals) => void) => void = () => {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...words], (fault, out, err) => {
      resolve({ code: fault === null ? 0 : (fault.code ?? fault.signal ?? null), out, err });
    });
    during((signal) => child.kill(signal));
  });
}

/** A run that would take hours: long enough to be interrupted wherever the machine is slow. */
const endless = ["--infer", "noisy", "--set", "steps=1_000_000_000"];

function after(milliseconds: number, signal: NodeJS.Signals) {
  return (kill: (signal: NodeJS.Signals) => void) => void setTimeout(() => kill(signal), milliseconds);
}

describe("hunch as a process", () => {
  test("exits with what its command found, and keeps its streams apart", async () => {
    const { at } = workshop();
    expect(await ended(["check", at("line.hunch")])).toMatchObject({ code: 0, err: "" });
    const bad = await ended(["check", at("nothing.hunch")]);
    expect([bad.code, bad.out]).toEqual([1, ""]);
    expect(bad.err).toContain("H0807");
  });

  test("Ctrl-C saves what there is and exits with 130", async () => {
    const { at } = workshop();
    const { code, out, err } = await ended(["fit", at("line.hunch"), ...endless], after(4000, "SIGINT"));
    expect([code, err]).toEqual([130, ""]);
    expect(out).toContain("stopped early");
    const stored = JSON.parse(readFileSync(join(at("line.posterior"), "posterior.json"), "utf8")) as {
      record: { complete: boolean };
    };
    expect(stored.record.complete).toBe(false);
    expect((await hunch("fit", at("line.hunch"))).code).toBe(0);
    expect(readdirSync(at(".")).sort()).toEqual(["line.csv", "line.hunch", "line.posterior"]);
  });

  test("a killed fit leaves the earlier posterior as it was, and the next one starts afresh", async () => {
    const { at } = workshop();
    await hunch("fit", at("line.hunch"));
    const before = readFileSync(join(at("line.posterior"), "posterior.json"), "utf8");
    expect((await ended(["fit", at("line.hunch"), ...endless], after(1500, "SIGKILL"))).code).toBe("SIGKILL");
    expect(readFileSync(join(at("line.posterior"), "posterior.json"), "utf8")).toBe(before);
    expect((await hunch("fit", at("line.hunch"))).code).toBe(0);
  });

  // Planted: the steps taken since the checkpoint counted twice; red here.
  test("a fit killed three times ends at the same bits as one that was not", async () => {
    const { at } = workshop();
    const words = ["fit", at("line.hunch"), "--infer", "noisy", "--set", "steps=5_000_000", "--resume"];
    expect((await ended([...words, "--out", at("whole")])).code).toBe(0);
    const killed = [...words, "--out", at("killed")];
    // A first kill before any checkpoint, the others wherever they fall.
    for (const milliseconds of [150, 800, 800])
      expect(["SIGKILL", 0]).toContain((await ended(killed, after(milliseconds, "SIGKILL"))).code);
    expect(await ended(killed)).toMatchObject({ code: 0, err: "" });
    const bytes = (name: string) =>
      readdirSync(at(name))
        .filter((file) => file.endsWith(".npy"))
        .map((file) => readFileSync(join(at(name), file)).toString("hex"));
    expect(bytes("killed")).toEqual(bytes("whole"));
    expect(readdirSync(at(".")).sort()).toEqual(["killed", "line.csv", "line.hunch", "whole"]);
    // Complete, it is left alone.
    const before = statSync(join(at("killed"), "posterior.json")).mtimeMs;
    const again = await ended(killed);
    expect([again.code, again.out.includes("complete already")]).toEqual([0, true]);
    expect(statSync(join(at("killed"), "posterior.json")).mtimeMs).toBe(before);
  });

  test("a reader that goes away is no error", async () => {
    const { at } = workshop();
    await hunch("fit", at("line.hunch"));
    const child = spawn(process.execPath, [main, "draws", at("line.posterior"), "--n", "100000"]);
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, err]).toEqual([0, ""]);
  });

  // Planted: the stream's error thrown, as a bug of ours; red here.
  test.skipIf(!existsSync("/dev/full"))("a full disk behind standard output is told", async () => {
    const { at } = workshop();
    await hunch("fit", at("line.hunch"));
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [main, "draws", at("line.posterior")], {
      stdio: ["ignore", full, "pipe"],
    });
    let err = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    closeSync(full);
    expect(code).toBe(1);
    expect(err).toContain("error[H0809]: I cannot write standard output\n");
    expect(err).toContain("the disk is full");
  });

  test("reads a model and data from standard input", async () => {
    const { at } = workshop();
    const child = spawn(process.execPath, [main, "fit", at("line.hunch"), "--data", "-", "--quiet"]);
    child.stdin.end(readFileSync(at("line.csv")));
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
    expect(existsSync(at("line.posterior"))).toBe(true);
  });

  test("lays a model out from standard input to standard output", async () => {
    const child = spawn(process.execPath, [main, "fmt", "-"]);
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stdin.end("model   M\nlikelihood { }");
    await new Promise((resolve) => child.on("close", resolve));
    expect(out).toMatch(/^model M\n\nlikelihood \{/);
  });
});
