/**
 * Fits killed at random moments (SIGKILL), and gone on with by `--resume`: each must end at the bytes of a fit that nobody
 * stopped, whatever the moment and the number of threads. Built code, as processes of their own.
 */

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createStream, keyOf } from "../../src/tensor/random.ts";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

const text = `model Kills
data "kills.csv" { x: real[N]  y: real[N] }
network f: real -> real { hidden: dense(20, tanh)  dense }
prior { f.weight ~ normal(0, 2)  f.bias ~ normal(0, 1)  noise: positive ~ half_normal(1) }
likelihood { y ~ normal(f(x), noise) }
infer nuts { chains = 3  warmup = 300  draws = 300  max_depth = 7 }
infer vi { steps = 120_000  batch = 20  elbo_samples = 100 }
infer map { steps = 120_000  batch = 20 }
`;

interface Tally {
  kills: number;
  /** The kill came before the first checkpoint, or after the end. */
  afresh: number;
  late: number;
  same: number;
}

/** Prints the table; false where a fit ended elsewhere. */
export async function verifyKills(kills: number, seed = 1): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "hunch-kills-"));
  try {
    return await killAll(folder, kills, seed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function killAll(folder: string, kills: number, seed: number): Promise<boolean> {
  const stream = createStream(keyOf(seed));
  const x = Array.from({ length: 60 }, () => 2 * stream.normal());
  const rows = x.map((each) => `${each},${Math.sin(each) + 0.1 * stream.normal()}`);
  writeFileSync(join(folder, "kills.csv"), `x,y\n${rows.join("\n")}\n`);
  writeFileSync(join(folder, "kills.hunch"), text);
  process.stdout.write(
    `${kills} fits of a small network, each killed once at a random moment and gone on with\n`,
  );
  process.stdout.write("  method   kills   before a checkpoint   after the end   same bytes\n");
  let good = true;
  const methods = ["nuts", "vi", "map"] as const;
  for (const [number, method] of methods.entries()) {
    const began = performance.now();
    const whole = join(folder, `${method}-whole`);
    await run(folder, [method, "--out", whole, "--workers", "1"], null);
    const milliseconds = performance.now() - began;
    const tally: Tally = { kills: 0, afresh: 0, late: 0, same: 0 };
    const count = Math.floor((kills + number) / methods.length);
    for (let i = 0; i < count; i++) {
      const out = join(folder, `${method}-${i}`);
      const words = [method, "--out", out, "--workers", String(1 + (i % 3)), "--resume"];
      await run(folder, words, 0.8 * stream.uniform() * milliseconds);
      tally.kills += 1;
      if (existsSync(out)) tally.late += 1;
      else if (!hasCheckpoint(`${out}.partial`)) tally.afresh += 1;
      await run(folder, words, null);
      if (bytesOf(out) === bytesOf(whole) && !existsSync(`${out}.partial`)) tally.same += 1;
      rmSync(out, { recursive: true });
    }
    good &&= tally.same === tally.kills;
    const cells = [tally.kills, tally.afresh, tally.late, tally.same].map(String);
    const [all = "", afresh = "", late = "", same = ""] = cells;
    process.stdout.write(
      `  ${method.padEnd(6)}${all.padStart(8)}${afresh.padStart(22)}${late.padStart(16)}${same.padStart(13)}\n`,
    );
  }
  process.stdout.write("\n");
  return good;
}

/** A fit to its end, or to the kill after so many milliseconds. */
async function run(
  folder: string,
  [infer = "", ...words]: readonly string[],
  kill: number | null,
): Promise<void> {
  const args = [main, "fit", "kills.hunch", "--infer", infer, "--quiet", ...words];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: "ignore" });
  const timer = kill === null ? undefined : setTimeout(() => child.kill("SIGKILL"), kill);
  const code = await new Promise((resolve) => child.on("close", resolve));
  clearTimeout(timer);
  // 2: so short a run of a sampler is not to be trusted, which is beside the point here.
  if (kill === null && code !== 0 && code !== 2) throw new Error(`a fit ended with ${String(code)}`);
}

function hasCheckpoint(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name.includes(".state-"));
}

/** Of all arrays of a posterior. */
function bytesOf(folder: string): string {
  const files = readdirSync(folder).filter((name) => name.endsWith(".npy"));
  if (files.length === 0) throw new Error(`${folder} holds no arrays`);
  return files.map((name) => `${name} ${readFileSync(join(folder, name)).toString("base64")}`).join("\n");
}
