/**
 * A long fuzz of the walk from a text to its loops: `node scripts/fuzz.ts [PROGRAMS] [FIRST]`. Every program has a number and is made from it;
 * `node scripts/fuzz.ts show NUMBER` prints one. A process that dies or hangs is replaced, and its programs tried one by one.
 */

import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { type TrialKind, trialKinds, trialOf } from "./fuzz/trials.ts";
import type { Range, Tried } from "./fuzz/worker.ts";

const portion = 100;
/** Milliseconds without an answer after which a process is given up. */
const patience = 60_000;

/** What became of a range; null where the process died or hung. */
function ask(child: ChildProcess, range: Range): Promise<Tried | null> {
  return new Promise((resolve) => {
    const given = setTimeout(() => child.kill("SIGKILL"), patience);
    const settle = (tried: Tried | null): void => {
      clearTimeout(given);
      child.removeAllListeners();
      resolve(tried);
    };
    child.once("message", (tried) => settle(tried as Tried));
    child.once("exit", () => settle(null));
    child.send(range);
  });
}

const start = (): ChildProcess =>
  fork(join(import.meta.dirname, "fuzz", "worker.ts"), { execArgv: ["--max-semi-space-size=64"] });

async function fuzz(programs: number, first: number): Promise<number> {
  const began = performance.now();
  let child = start();
  let tried = 0;
  let accepted = 0;
  let failures = 0;
  const kinds = new Map<TrialKind, number>(trialKinds.map((kind) => [kind, 0]));
  let slowest = { seed: first, milliseconds: 0 };
  const tell = (): void => {
    const seconds = (performance.now() - began) / 1000;
    const speed = Math.round(tried / seconds);
    process.stdout.write(
      `${tried} programs in ${Math.round(seconds)} s (${speed}/s), ${accepted} accepted, ${failures} failures; ` +
        `slowest ${slowest.seed}: ${Math.round(slowest.milliseconds)} ms\n`,
    );
  };
  const left: Range[] = [];
  for (let from = first; from < first + programs; from += portion)
    left.push({ from, to: Math.min(from + portion, first + programs) });
  let portions = 0;
  for (let range = left.shift(); range !== undefined; range = left.shift()) {
    const answer = await ask(child, range);
    if (answer === null) {
      child = start();
      if (range.to - range.from === 1) {
        failures++;
        tried++;
        process.stdout.write(`${range.from}: the process died, or hung for ${patience / 1000} s\n`);
      } else
        for (let seed = range.to - 1; seed >= range.from; seed--) left.unshift({ from: seed, to: seed + 1 });
      continue;
    }
    tried += range.to - range.from;
    accepted += answer.accepted;
    for (const kind of trialKinds) kinds.set(kind, (kinds.get(kind) ?? 0) + (answer.kinds[kind] ?? 0));
    failures += answer.failures.length;
    if (answer.slowest.milliseconds > slowest.milliseconds) slowest = answer.slowest;
    for (const { seed, error } of answer.failures) process.stdout.write(`${seed}: ${error}\n`);
    if (++portions % 100 === 0) tell();
  }
  child.disconnect();
  tell();
  process.stdout.write(`${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(", ")}\n`);
  return failures;
}

const [one, two] = process.argv.slice(2);
if (one === "show") process.stdout.write(trialOf(Number(two)).text);
else process.exitCode = (await fuzz(Number(one ?? 10_000), Number(two ?? 1))) === 0 ? 0 : 1;
