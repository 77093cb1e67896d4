/**
 * Simulation-based calibration of NUTS (Talts et al. 2018): a small model of each kind, whose ranks must be uniform; and the same with a fault planted
 * in what is fitted, which must be found out, or the instrument is blind.
 */

import type { Model } from "../../src/model/model.ts";
import { bind, type Bound, type Calibration, type Compiled, sbc, sourceOf } from "../../src/pipeline.ts";
import { sizesOf } from "../../src/pipeline-emit.ts";
import { defaultRuntime } from "../../src/pipeline-posterior.ts";
import { oneByOne } from "../../src/pipeline-replicate.ts";
import { boundBySize } from "../../src/study/bound-by-size.ts";
import { calibrate } from "../../src/study/sbc.ts";
import { compiledOf, type Kind, kinds } from "./sbc-models.ts";

const replicates = { honest: 1000, faulty: 300 };
const common = { seed: 1, signal: new AbortController().signal, report: () => {} } as const;

/** Prints the table; false where ranks are not uniform, or a fault stays hidden. */
export async function verifySbc(): Promise<boolean> {
  process.stdout.write(
    `calibration of nuts, ${replicates.honest} replicates, and ${replicates.faulty} with a fault planted\n`,
  );
  let good = true;
  const tell = async (what: string, calibration: Promise<Calibration>, faulty: boolean): Promise<void> => {
    const began = performance.now();
    const found = await calibration;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const failing = failures(found);
    if (failing.length > 0 !== faulty) good = false;
    const honest = failing.length === 0 ? "uniform" : `NOT UNIFORM: ${failing.join(", ")}`;
    const doctored = failing.length === 0 ? "NOT FOUND OUT" : `found out by ${failing.join(", ")}`;
    process.stdout.write(`  ${what}: ${faulty ? doctored : honest}\n    ${figures(found)}; ${seconds} s\n`);
  };
  for (const kind of kinds) {
    const compiled = compiledOf(kind.text);
    const bound = await boundOf(compiled, kind);
    await tell(kind.name, honest(compiled, bound), false);
    for (const { what, fitted } of kind.faults)
      await tell(`${kind.name}, ${what}`, doctored(compiled, bound, fitted(kind.text)), true);
  }
  process.stdout.write("\n");
  return good;
}

async function boundOf(compiled: Compiled, { sizes, inputs }: Kind): Promise<Bound> {
  if (inputs === null) {
    const known = sizesOf(compiled.program, { sizes: new Map(Object.entries(sizes)) });
    if (!known.ok) throw new Error("a size is lacking");
    return boundBySize(compiled.program, known.value);
  }
  const data = await sourceOf(inputs);
  const bound = data.ok ? await bind(compiled, [data.value], [], "inputs") : data;
  if (!bound.ok) throw new Error(bound.diagnostics.map(({ title }) => title).join("; "));
  return bound.value;
}

/** As `hunch sbc` does it. */
async function honest(compiled: Compiled, bound: Bound): Promise<Calibration> {
  const found = await sbc(compiled, { bound }, { ...common, infer: null, replicates: replicates.honest });
  if (!found.ok) throw new Error(found.diagnostics.map(({ title }) => title).join("; "));
  return found.value;
}

/** Simulates from one model, and fits another. */
async function doctored({ model, program }: Compiled, bound: Bound, fitted: Model): Promise<Calibration> {
  const [infer] = program.infers;
  if (infer === undefined) throw new Error("there is a block");
  const fit = await oneByOne();
  const found = await calibrate(model, bound, infer, {
    ...common,
    replicates: replicates.faulty,
    runtime: await defaultRuntime(),
    fit: (task) => fit({ ...task, model: fitted }),
  });
  if (!found.ok) throw new Error(found.diagnostics.map(({ title }) => title).join("; "));
  return found.value;
}

const least = (p: readonly number[]): number => Math.min(...p);

function failures({ quantities, limit }: Calibration): readonly string[] {
  return [...quantities].flatMap(([name, { p }]) => (least(p) < limit ? [name] : []));
}

function figures({ draws, quantities, limit, failed }: Calibration): string {
  const each = [...quantities].map(([name, { p }]) => {
    const of = p.length === 1 ? "" : ` (least of ${p.length})`;
    return `${name}${of} ${least(p).toPrecision(2)}`;
  });
  const lost = failed === 0 ? "" : `, ${failed} not fitted`;
  return `p: ${each.join(", ")}; limit ${limit.toPrecision(2)}, ranks among ${draws} draws${lost}`;
}
