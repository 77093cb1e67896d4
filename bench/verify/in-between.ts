/**
 * In-between uncertainty (Foong, Burt, Li & Turner 2020): two clusters of points and a gap. The sd of f along the slice
 * x = (λ/√2)(1, 1), by NUTS and by mean-field vi, beside the exact posterior of the infinitely wide network with the same prior.
 * An honest posterior widens in the gap, at λ = 0. Writes the picture of the manual where its folder is named.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileText, fit, predict, readSources, sourceOf } from "../../src/pipeline.ts";
import { curvesAsSvg, type Panel } from "./curves-svg.ts";

interface Run {
  readonly sigma_w: number;
  readonly sigma_b: number;
  readonly noise_std: number;
  readonly slice_var: readonly number[];
}

const priors = [
  { run: "1HL", title: "weights ~ normal(0, 4 / √fan_in)", bounds: [0.8, 1.25] },
  { run: "1HL_root2", title: "weights ~ normal(0, √2 / √fan_in)", bounds: [1.2, 1.7] },
] as const;
const half = 2 * Math.SQRT2;
const points = 81;
const slice = Array.from({ length: points }, (_, i) => -half + (2 * half * i) / (points - 1));

function text({ sigma_w, sigma_b, noise_std }: Run): string {
  return `model Gap
data { x: real[N, D] from x1..x2  y: real[N] }
network f: real[D] -> real { hidden: dense(50, relu)  dense }
prior {
  f.weight ~ normal(0, ${sigma_w} / sqrt(fan_in))
  f.bias ~ normal(0, ${sigma_b})
}
likelihood { y ~ normal(f(x), ${noise_std}) }
infer nuts { chains = 4 }
infer vi { guide = mean_field  steps = 40_000 }
`;
}

/** Prints the table. */
export async function verifyInBetween(folder: string, pictures: string | null): Promise<void> {
  process.stdout.write("in-between uncertainty, 50 hidden units: sd of f in the middle of the gap\n");
  const { runs } = JSON.parse(readFileSync(join(folder, "bnn", "origin_nngp.json"), "utf8")) as {
    readonly runs: Readonly<Record<string, Run>>;
  };
  const panels: Panel[] = [];
  for (const { run, title, bounds } of priors) {
    const reference = runs[run];
    if (reference === undefined) throw new Error(`no run ${run}`);
    const { slice_var: variances } = reference;
    const exact = slice.map((_, i) =>
      Math.sqrt(variances[Math.round((i * (variances.length - 1)) / (points - 1))] ?? Number.NaN),
    );
    const nuts = await sdOnSlice(reference, folder, "nuts");
    const vi = await sdOnSlice(reference, folder, "vi");
    panels.push({
      title,
      curves: [
        { name: "infinitely wide, exact", values: exact },
        { name: "nuts", values: nuts.sd },
        { name: "vi, mean field", values: vi.sd },
      ],
    });
    const middle = (points - 1) / 2;
    const ratio = (sd: readonly number[]): number =>
      (sd[middle] ?? Number.NaN) / (exact[middle] ?? Number.NaN);
    const [low, high] = bounds;
    const inside = ratio(nuts.sd) >= low && ratio(nuts.sd) <= high;
    process.stdout.write(
      `  ${run.padEnd(11)}nuts ${ratio(nuts.sd).toFixed(2)} times the infinite-width sd (${low}–${high}: ${inside ? "yes" : "NO"}), ` +
        `vi ${ratio(vi.sd).toFixed(2)}; ${nuts.seconds.toFixed(0)} s and ${vi.seconds.toFixed(0)} s\n`,
    );
  }
  if (pictures !== null)
    writeFileSync(
      join(pictures, "in-between.svg"),
      curvesAsSvg("Who knows that it does not know?", slice, panels, {
        x: "λ, along the slice through the gap",
        y: "posterior sd of f",
      }),
    );
  process.stdout.write("\n");
}

async function sdOnSlice(
  run: Run,
  folder: string,
  infer: string,
): Promise<{ readonly sd: readonly number[]; readonly seconds: number }> {
  const compiled = compileText({ name: "gap.hunch", text: text(run) });
  const data = await readSources([join(folder, "bnn", "origin.csv")]);
  const inputs = await sourceOf(slice.map((λ) => ({ x1: λ / Math.SQRT2, x2: λ / Math.SQRT2 })));
  if (!compiled.ok || !data.ok || !inputs.ok) throw new Error("the network does not compile");
  const posterior = await fit(compiled.value, data.value, { infer });
  if (!posterior.ok) throw new Error(posterior.diagnostics.map(({ title }) => title).join("\n"));
  const prediction = await predict(posterior.value, [inputs.value], { draws: 4_000 });
  if (!prediction.ok) throw new Error("the slice cannot be predicted");
  const sd = [...(prediction.value.columns.get("y_epistemic_sd") ?? [])];
  return { sd, seconds: posterior.value.record.seconds.fit };
}
