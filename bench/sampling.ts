/**
 * NUTS from text to posterior, four chains, in a process that has done nothing before: run by `main.ts`, built code only.
 * Prints one JSON object: seconds before the sampling, the process's start included, and of the sampling, and the least bulk effective sample size among what is
 * compared: all latents and deterministic quantities, and of the network its function at the data, for weights may permute.
 */

import { readFileSync } from "node:fs";
import type * as Pipeline from "../src/pipeline.ts";
import { modelFile } from "./model-file.ts";

const [name = "", path = "", ...settings] = process.argv.slice(2);
const pipeline = (await import(new URL("../dist/pipeline.js", import.meta.url).href)) as typeof Pipeline;
const sources = await pipeline.readSources([path]);
const compiled = pipeline.compileText(modelFile(name), { set: settings });
if (!compiled.ok || !sources.ok) throw new Error(`${name} does not compile`);
const fitted = await pipeline.fit(compiled.value, sources.value);
if (!fitted.ok) throw new Error(fitted.diagnostics.map(({ title }) => title).join("\n"));
// The clock began with the process.
const whole = performance.now() / 1000;
const { record, approximation } = fitted.value;
if (approximation.kind !== "draws") throw new Error("nuts leaves draws");
const { chains, draws } = approximation;

const { bulkEffectiveSize } = await import("../src/report/diagnostics/effective-size.ts");
const { values } = await pipeline.drawsOf(fitted.value, chains * draws);
const compared = name === "network" ? [networkAtData()] : [...values.values()].map((array) => array.values);
const ess = Math.min(
  ...compared.flatMap((array) =>
    elementsOf(array).map((own) => bulkEffectiveSize({ chains, draws, values: own })),
  ),
);
const sampling = record.seconds.fit;
process.stdout.write(`${JSON.stringify({ build: whole - sampling, sampling, ess })}\n`);

/** By element of the quantity, its draws. */
function elementsOf(array: Float64Array): Float64Array[] {
  const size = array.length / (chains * draws);
  return Array.from({ length: size }, (_, element) =>
    Float64Array.from({ length: chains * draws }, (_, i) => array[i * size + element] ?? Number.NaN),
  );
}

/** tanh(x W + b) v + c for every draw and row. */
function networkAtData(): Float64Array {
  const { x } = JSON.parse(readFileSync(path, "utf8")) as { readonly x: readonly (readonly number[])[] };
  const of = (site: string): Float64Array => values.get(site)?.values ?? new Float64Array();
  const [weight, bias, out, constant] = [
    "f.hidden.weight",
    "f.hidden.bias",
    "f.out.weight",
    "f.out.bias",
  ].map(of);
  const width = 50;
  return Float64Array.from({ length: chains * draws * x.length }, (_, i) => {
    const draw = Math.floor(i / x.length);
    let f = constant?.[draw] ?? Number.NaN;
    for (let unit = 0; unit < width; unit++) {
      const from = draw * width + unit;
      let sum = bias?.[from] ?? Number.NaN;
      for (const [d, value] of (x[i % x.length] ?? []).entries())
        sum += value * (weight?.[(2 * draw + d) * width + unit] ?? Number.NaN);
      f += Math.tanh(sum) * (out?.[from] ?? Number.NaN);
    }
    return f;
  });
}
