/**
 * NUTS beside its rivals: effective draws per second, and seconds from the model's text to its posterior. Every round is a
 * process of its own, ours in turn with each rival's; ours counts starting the process and loading, theirs does not.
 */

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./measure.ts";
import { output } from "./output.ts";
import { readRows, type Row } from "./verify/reference-data.ts";

interface Run {
  /** Seconds until the sampler could start, of the sampling, and of the whole. */
  readonly build: number;
  readonly sampling: number;
  readonly ess: number;
}

type Peer = "stan" | "nutpie" | "numpyro";
const peers: readonly Peer[] = ["stan", "nutpie", "numpyro"];
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
  /** The network too in full length and beside every rival: an hour of theirs. */
  readonly long: boolean;
}

interface Workload {
  readonly name: string;
  readonly data: unknown;
  readonly peers: readonly Peer[];
  readonly rounds: number;
  /** Of warm-up, and draws of each chain. */
  readonly iterations: number;
}

/** Prints the table. */
export function sampling(options: SamplingOptions): void {
  process.stdout.write(
    "\nnuts, four chains, two cores: least bulk effective draws per second; text to posterior\n",
  );
  const { python } = options;
  const work = mkdtempSync(join(tmpdir(), "hunch-bench-"));
  for (const { name, data, peers: rivals, rounds, iterations } of workloads(options)) {
    const path = join(work, `${name}.json`);
    writeFileSync(path, JSON.stringify(data));
    const own: Run[] = [];
    const theirs = new Map(rivals.map((peer) => [peer, [] as Run[]] as const));
    const length = String(iterations);
    for (let round = 0; round < rounds; round++) {
      const settings = [`warmup=${length}`, `draws=${length}`];
      own.push(run(process.execPath, [here("sampling.ts"), name, path, ...settings]));
      if (python === null) continue;
      for (const peer of rivals)
        theirs.get(peer)?.push(run(python, [here("peers/sampling.py"), peer, name, path, length, length]));
    }
    print(`${name}, ${length} + ${length}`, own, theirs);
  }
}

const here = (path: string): string => join(import.meta.dirname, path);
const run = (command: string, args: readonly string[]): Run =>
  JSON.parse(output(command, args).trimEnd().split("\n").at(-1) ?? "") as Run;

function workloads({ folder, rounds, long }: SamplingOptions): readonly Workload[] {
  const full = { peers, rounds, iterations: 1000 };
  const schools = { name: "eight_schools", data: eightSchools, ...full };
  if (folder === null) return [schools];
  const published = (file: string): unknown =>
    (JSON.parse(readFileSync(join(folder, "posteriordb", `${file}.json`), "utf8")) as { data: unknown }).data;
  const rows = readRows(join(folder, "bnn", "origin.csv"));
  const number = (row: Row, column: string): number => Number(row[column]);
  const origin = {
    N: rows.length,
    x: rows.map((row) => [number(row, "x1"), number(row, "x2")]),
    y: rows.map((row) => number(row, "y")),
  };
  return [
    schools,
    { name: "kidiq", data: published("kidiq-kidscore_momiq"), ...full },
    { name: "radon", data: published("radon_mn-radon_pooled"), ...full },
    // Every path there has a thousand steps; NumPyro is the fastest of the rivals.
    { name: "network", data: origin, ...(long ? full : { peers: ["numpyro"], iterations: 250 }), rounds: 1 },
  ];
}

function print(name: string, own: readonly Run[], theirs: ReadonlyMap<string, readonly Run[]>): void {
  const speed = (runs: readonly Run[]): number =>
    median(runs.map(({ ess, sampling: seconds }) => ess / seconds));
  const whole = (runs: readonly Run[]): number =>
    median(runs.map(({ build, sampling: seconds }) => build + seconds));
  const figures = (runs: readonly Run[]): string =>
    `${Math.round(speed(runs)).toLocaleString("en")} a second, ${whole(runs).toFixed(2)} s`;
  process.stdout.write(`  ${name.padEnd(28)}${figures(own)}\n`);
  const rivals = [...theirs].filter(([, runs]) => runs.length > 0);
  for (const [peer, runs] of rivals) process.stdout.write(`    ${peer.padEnd(26)}${figures(runs)}\n`);
  if (rivals.length === 0) return;
  const best = Math.max(...rivals.map(([, runs]) => speed(runs)));
  const soonest = Math.min(...rivals.map(([, runs]) => whole(runs)));
  process.stdout.write(
    `    ours: ${(speed(own) / best).toFixed(2)} times the best's effective draws a second, ${(soonest / whole(own)).toFixed(1)} times sooner than the soonest\n`,
  );
}
