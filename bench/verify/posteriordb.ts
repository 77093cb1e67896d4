/**
 * NUTS against the reference posteriors of posteriordb: every mean within 4 combined Monte Carlo standard errors (a null one counts as
 * 0), every sd within 10 % or 4 of its own errors if that is more, R̂ below 1.01, no divergence. Centred eight schools is a
 * funnel: its run must warn, and the posterior is judged non-centred.
 */

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { compileText, diagnosePosterior, drawsOf, fit, sourceOf } from "../../src/pipeline.ts";
import type { Chains } from "../../src/report/diagnostics/chains.ts";
import { standardErrorOfMean, standardErrorOfSd } from "../../src/report/diagnostics/standard-error.ts";

interface Expected {
  readonly mean: number;
  readonly sd: number;
  readonly mcse: number | null;
}

interface Reference {
  readonly data: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, Expected>>;
}

const models = join(import.meta.dirname, "../../tests/corpus/good/posteriordb");
const funnel = "eight_schools-eight_schools_centered";

/** Prints the table. */
export async function verifyPosteriordb(folder: string): Promise<void> {
  process.stdout.write(
    "posteriordb, nuts, 4 chains of 1,000 + 1,000: the worst of each posterior's quantities\n",
  );
  for (const file of readdirSync(models).filter((name) => name.endsWith(".hunch"))) {
    const name = basename(file, ".hunch");
    const path = join(folder, "posteriordb", `${name}.json`);
    const reference = JSON.parse(readFileSync(path, "utf8")) as Reference;
    process.stdout.write(`  ${name.padEnd(44)}${await verdict(file, name, reference)}\n`);
  }
  process.stdout.write("\n");
}

async function verdict(file: string, name: string, { data, expected }: Reference): Promise<string> {
  const compiled = compileText({ name: file, text: readFileSync(join(models, file), "utf8") });
  const source = await sourceOf(data);
  if (!compiled.ok || !source.ok) throw new Error(`${name} does not compile`);
  const fitted = await fit(compiled.value, [source.value]);
  if (!fitted.ok) throw new Error(`${name}: ${fitted.diagnostics.map(({ title }) => title).join("; ")}`);
  const { checks } = await diagnosePosterior(fitted.value);
  const figure = (check: string): number => checks.find((each) => each.name === check)?.value ?? 0;
  const divergences = figure("divergences");
  const told = `R̂ ${figure("rhat").toFixed(3)}, ${divergences} divergent`;
  if (name === funnel) return `${told}: ${divergences > 0 ? "warned of, as it must be" : "NOT WARNED OF"}`;
  const drawn = await drawsOf(fitted.value, 4000);
  let [mean, sd] = [0, 0];
  for (const [quantity, known] of Object.entries(expected)) {
    const chains = chainsOf(quantity, drawn);
    const found = momentsOf(chains.values);
    const error = Math.hypot(known.mcse ?? 0, standardErrorOfMean(chains));
    mean = Math.max(mean, Math.abs(found.mean - known.mean) / error);
    const allowed = Math.max(0.1 * known.sd, 4 * standardErrorOfSd(chains));
    sd = Math.max(sd, Math.abs(found.sd - known.sd) / allowed);
  }
  const ok = mean <= 4 && sd <= 1 && figure("rhat") < 1.01 && divergences === 0;
  return `means ${mean.toFixed(1)} errors off, sds ${(100 * sd).toFixed(0)} % of what is allowed, ${told}: ${ok ? "agrees" : "DOES NOT AGREE"}`;
}

type Drawn = Awaited<ReturnType<typeof drawsOf>>;

/** `beta[2]` of Stan is the second element of `beta`, or `beta` itself where that is a number. */
function chainsOf(quantity: string, { chains, draws, values }: Drawn): Chains {
  const [, name = quantity, place = "1"] = /^(.+)\[(\d+)\]$/.exec(quantity) ?? [];
  const array = values.get(name);
  if (array === undefined) throw new Error(`the model has no ${name}`);
  const size = array.values.length / (chains * draws);
  const element = Number(place) - 1;
  return {
    chains,
    draws,
    values: Float64Array.from(
      { length: chains * draws },
      (_, i) => array.values[i * size + element] ?? Number.NaN,
    ),
  };
}

function momentsOf(values: Float64Array): { readonly mean: number; readonly sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}
