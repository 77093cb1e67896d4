/** A training step of Bayes by Backprop, from source to the first of them, and how its cost grows; beside NumPyro's SVI. */

import { join } from "node:path";
import { median, stepMicroseconds } from "./measure.ts";
import { output } from "./output.ts";
import { w1, w2 } from "./workloads.ts";

interface Peer {
  readonly W1: { readonly microseconds: number; readonly first: number };
  readonly W2: { readonly microseconds: number; readonly first: number };
}

const here = (path: string): string => join(import.meta.dirname, path);

/** Milliseconds of a whole cold process that checks the cars. */
function coldCheck(): number {
  const began = performance.now();
  output(process.execPath, [here("../dist/cli/main.js"), "check", here("../examples/cars.hunch")]);
  return performance.now() - began;
}

const firstStep = (workload: "w1" | "w2"): number =>
  Number(output(process.execPath, [here("first-step.ts"), workload]));

function row(what: string, ours: number, unit: string, theirs: number | null): void {
  const figure = `${ours < 100 ? ours.toFixed(1) : Math.round(ours)} ${unit}`.padStart(12);
  const ratio =
    theirs === null
      ? ""
      : `   NumPyro ${theirs.toFixed(1)} ${unit}: ${(theirs / ours).toFixed(2)} times ours`;
  process.stdout.write(`${what.padEnd(46)}${figure}${ratio}\n`);
}

/** Prints the table. */
export async function training(python: string | null, rounds: number): Promise<void> {
  const regression = await w1();
  const classification = await w2();
  const own = { w1: [] as number[], w2: [] as number[] };
  const peers: Peer[] = [];
  for (let round = 0; round < rounds; round++) {
    own.w1.push(await stepMicroseconds(regression, 20_000));
    own.w2.push((await stepMicroseconds(classification, 60)) / 1000);
    if (python) peers.push(JSON.parse(output(python, [here("peers/steps.py"), "1"])) as Peer);
  }
  const theirs = (pick: (peer: Peer) => number): number | null =>
    peers.length === 0 ? null : median(peers.map(pick));

  process.stdout.write(`one thread each, median of ${rounds}\n\n`);
  row(
    "W1, a step of 8-50-1, batch 100",
    median(own.w1),
    "µs",
    theirs((peer) => peer.W1.microseconds),
  );
  row(
    "W2, a step of 784-400-400-10, batch 128",
    median(own.w2),
    "ms",
    theirs((peer) => peer.W2.microseconds / 1000),
  );
  const times = (f: () => number): number => median(Array.from({ length: 7 }, f));
  row(
    "W1, source to first step, cold",
    times(() => firstStep("w1")),
    "ms",
    theirs((peer) => peer.W1.first * 1000),
  );
  row(
    "W2, source to first step, cold",
    times(() => firstStep("w2")),
    "ms",
    theirs((peer) => peer.W2.first * 1000),
  );
  row("hunch check, cold process", times(coldCheck), "ms", null);

  process.stdout.write("\nhow a step of W1 grows\n");
  for (const [what, settings] of [
    ["batch 50", ["batch=50"]],
    ["batch 100", []],
    ["batch 200", ["batch=200"]],
    ["batch 400", ["batch=400"]],
    ["2 samples", ["samples=2"]],
    ["4 samples", ["samples=4"]],
  ] as const)
    row(`  ${what}`, await stepMicroseconds(regression, 5_000, settings), "µs", null);
  for (const rows of [500, 1000, 2000, 4000]) {
    const data = await w1(rows);
    row(`  all of ${rows} rows`, await stepMicroseconds(data, 1_000, [`batch=${rows}`]), "µs", null);
  }
}
