/**
 * NUTS beside its rivals: effective draws per second, and seconds from the model's text to its posterior. Every round is a
 * process of its own, ours in turn with each rival's; ours counts starting the process and loading, theirs does not.
 */

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./measure.ts";
import { output } from "./output.ts";
import { readRows } from "./verify/reference-data.ts";

interface Run {
  /** Seconds until the sampler could start, of the sampling, and of the whole. */
  readonly build: number;
  readonly sampling: number;
  readonly ess: number;
}

const peers = ["stan", "nutpie", "numpyro"] as const;
/** Published numbers (Rubin 1981). */
const eightSchools = {
  J: 8,
  y: [28, 8, -3, 7, -1, 1, 18, 12],
  sigma: [15, 10, 16, 11, 9, 11, 10, 18],
};

export interface SamplingOptions {
  readonly python: string | null;
  readonly rounds: number;
  /** The folder of the reference data; without it there are only the eight schools. */
  readonly folder: string | null;
  /** The network too: minutes of the rivals' time. */
  readonly long: boolean;
}

/** Prints the table. */
export function sampling({ python, rounds, folder, long }: SamplingOptions): void {
  process.stdout.write(
    "\nnuts, four chains, 1,000 + 1,000, two cores: least bulk effective draws per second; text to posterior\n",
  );
  const work = mkdtempSync(join(tmpdir(), "hunch-bench-"));
  for (const [name, data] of workloads(folder, long)) {
    const path = join(work, `${name}.json`);
    writeFileSync(path, JSON.stringify(data));
    const own: Run[] = [];
    const theirs = new Map(peers.map((peer) => [peer, [] as Run[]] as const));
    for (let round = 0; round < (name === "network" ? 1 : rounds); round++) {
      own.push(ours(name, path));
      if (python === null) continue;
      for (const peer of peers)
        theirs.get(peer)?.push(run(python, [here("peers/sampling.py"), peer, name, path]));
    }
    print(name, own, theirs);
  }
}

const here = (path: string): string => join(import.meta.dirname, path);
const run = (command: string, args: readonly string[]): Run =>
  JSON.parse(output(command, args).trimEnd().split("\n").at(-1) ?? "") as Run;

/** The whole process is counted as its building and sampling. */
function ours(name: string, path: string): Run {
  const began = performance.now();
  const done = run(process.execPath, [here("sampling.ts"), name, path]);
  return { ...done, build: (performance.now() - began) / 1000 - done.sampling };
}

function workloads(folder: string | null, long: boolean): readonly (readonly [string, unknown])[] {
  if (folder === null) return [["eight_schools", eightSchools]];
  const published = (file: string): unknown =>
    (JSON.parse(readFileSync(join(folder, "posteriordb", `${file}.json`), "utf8")) as { data: unknown }).data;
  const origin = readRows(join(folder, "bnn", "origin.csv"));
  return [
    ["eight_schools", eightSchools],
    ["kidiq", published("kidiq-kidscore_momiq")],
    ["radon", published("radon_mn-radon_pooled")],
    ...(long
      ? [
          [
            "network",
            {
              N: origin.length,
              x: origin.map((row) => [Number(row["x1"]), Number(row["x2"])]),
              y: origin.map((row) => Number(row["y"])),
            },
          ] as const,
        ]
      : []),
  ];
}

function print(name: string, own: readonly Run[], theirs: ReadonlyMap<string, readonly Run[]>): void {
  const speed = (runs: readonly Run[]): number =>
    median(runs.map(({ ess, sampling: seconds }) => ess / seconds));
  const whole = (runs: readonly Run[]): number =>
    median(runs.map(({ build, sampling: seconds }) => build + seconds));
  const figures = (runs: readonly Run[]): string =>
    `${Math.round(speed(runs)).toLocaleString("en")} a second, ${whole(runs).toFixed(2)} s`;
  process.stdout.write(`  ${name.padEnd(15)}${figures(own)}\n`);
  const rivals = [...theirs].filter(([, runs]) => runs.length > 0);
  for (const [peer, runs] of rivals) process.stdout.write(`    ${peer.padEnd(13)}${figures(runs)}\n`);
  if (rivals.length === 0) return;
  const best = Math.max(...rivals.map(([, runs]) => speed(runs)));
  const soonest = Math.min(...rivals.map(([, runs]) => whole(runs)));
  process.stdout.write(
    `    ours: ${(speed(own) / best).toFixed(2)} times the best's effective draws a second, ${(soonest / whole(own)).toFixed(1)} times sooner than the soonest\n`,
  );
}
