/**
 * From a model's text to its first training step, in a process that has done nothing before: run by `main.ts`, built code only.
 * Prints milliseconds. What is counted is what a user waits for: loading the rooms, parsing to emitting, and the step.
 */

import type * as Wasm from "../src/backend/wasm/runtime.ts";
import type * as Inference from "../src/inference/fit.ts";
import type * as Pipeline from "../src/pipeline.ts";
import { modelFile, w1, w2 } from "./workloads.ts";

const built = (path: string): string => new URL(`../dist/${path}`, import.meta.url).href;
const large = process.argv[2] === "w2";
const { data } = large ? await w2(500) : await w1();
const source = modelFile(large ? "w2" : "w1");

const began = performance.now();
const pipeline = (await import(built("pipeline.js"))) as typeof Pipeline;
const compiled = pipeline.compileText(source);
if (!compiled.ok) throw new Error("the workload does not compile");
const bound = await pipeline.bind(compiled.value, [data]);
const infer = pipeline.inferOf(compiled.value, null);
if (!bound.ok || !infer.ok) throw new Error("the workload does not bind");
const { programsOf } = (await import(built("inference/fit.js"))) as typeof Inference;
const { createWasm } = (await import(built("backend/wasm/runtime.js"))) as typeof Wasm;
const [program] = programsOf(compiled.value.model, bound.value.facts.sizes, infer.value);
if (program === undefined) throw new Error("the method has no program");
const executable = await createWasm().compile(program);
executable.step(1);
process.stdout.write(`${performance.now() - began}\n`);
executable.dispose();
