/**
 * From a model's text to its first training step, in a process that has done nothing before: run by `main.ts`, built code only.
 * Prints milliseconds. What is counted is what a user waits for: loading the rooms, parsing to emitting, and the step.
 */

import type * as Pipeline from "../src/pipeline.ts";
import { modelFile } from "./model-file.ts";
import { w1, w2 } from "./workloads.ts";

const large = process.argv[2] === "w2";
const { data } = large ? await w2(500) : await w1();
const source = modelFile(large ? "w2" : "w1");

const began = performance.now();
const pipeline = (await import(new URL("../dist/pipeline.js", import.meta.url).href)) as typeof Pipeline;
const compiled = pipeline.compileText(source, { set: ["steps=1"] });
if (!compiled.ok) throw new Error("the workload does not compile");
let first: number | null = null;
await pipeline.fit(compiled.value, [data], {
  report: ({ step }) => {
    if (step > 0) first ??= performance.now() - began;
  },
});
if (first === null) throw new Error("no step was reported");
process.stdout.write(`${first as number}\n`);
