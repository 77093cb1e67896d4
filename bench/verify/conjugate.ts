/** A linear-Gaussian model, where everything is known: `exact` and mean-field vi beside the closed form, computed here in plain loops. */

import { compileText, fit, sourceOf } from "../../src/pipeline.ts";
import { createStream, keyOf } from "../../src/tensor/random.ts";

const text = `model Line
data { x: real[N, D]  y: real[N] }
prior { w: real[D] ~ normal(0, 2) }
likelihood { y ~ normal(x @ w, 0.5) }
infer exact
infer vi { guide = mean_field  steps = 20_000 }
`;
const noise = 0.5;
const priorSd = 2;

/** Prints the table. */
export async function verifyConjugate(): Promise<void> {
  const rows = 60;
  const stream = createStream(keyOf(7));
  const x = Array.from({ length: rows }, () => {
    const shared = stream.normal();
    return [0, 1, 2].map(() => 0.6 * shared + stream.normal());
  });
  const y = x.map(([a = 0, b = 0, c = 0]) => a - 2 * b + 0.5 * c + noise * stream.normal());
  const truth = closedForm(x, y);
  const compiled = compileText({ name: "line.hunch", text });
  const data = await sourceOf({ x, y });
  if (!compiled.ok || !data.ok) throw new Error("the linear model does not compile");
  const [exact, vi] = await Promise.all([
    fit(compiled.value, [data.value], { infer: "exact" }),
    fit(compiled.value, [data.value], { infer: "vi" }),
  ]);
  if (!exact.ok || !vi.ok) throw new Error("the linear model does not fit");
  const known = exact.value.approximation;
  const guide = vi.value.approximation;
  if (known.kind !== "gaussian" || guide.kind !== "mean_field")
    throw new Error("not the posteriors expected");

  process.stdout.write(
    "a linear-Gaussian model, 60 rows, three correlated inputs; beside it the closed form\n",
  );
  const worst = (differences: readonly number[]): string =>
    Math.max(...differences.map(Math.abs)).toExponential(1);
  const means = guide.mean.get("w") ?? new Float64Array(0);
  const sds = guide.sd.get("w") ?? new Float64Array(0);
  const lines: readonly (readonly [string, string])[] = [
    ["exact: mean, greatest difference", worst(truth.mean.map((m, i) => m - (known.mean[i] ?? Number.NaN)))],
    [
      "exact: covariance, greatest difference",
      worst(truth.covariance.flat().map((c, i) => c - (known.covariance[i] ?? Number.NaN))),
    ],
    [
      "exact: log evidence, difference",
      worst([truth.evidence - (exact.value.record.objective["log_evidence"] ?? Number.NaN)]),
    ],
    [
      "vi: mean, greatest difference in posterior sd",
      worst(
        truth.mean.map(
          (m, i) => (m - (means[i] ?? Number.NaN)) / Math.sqrt(truth.covariance[i]?.[i] ?? Number.NaN),
        ),
      ),
    ],
    [
      "vi: variance against 1/Λᵢᵢ, greatest relative difference",
      worst(truth.precision.map((row, i) => (sds[i] ?? Number.NaN) ** 2 * (row[i] ?? Number.NaN) - 1)),
    ],
    [
      "vi: ELBO − (log evidence − the known gap), nats",
      ((vi.value.record.objective["elbo"] ?? Number.NaN) - truth.evidence + truth.gap).toFixed(3),
    ],
    ["the known gap, nats", truth.gap.toFixed(3)],
  ];
  for (const [what, figure] of lines) process.stdout.write(`  ${what.padEnd(60)}${figure}\n`);
  process.stdout.write("\n");
}

interface ClosedForm {
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly precision: readonly (readonly number[])[];
  readonly evidence: number;
  /** KL(∏ N(mᵢ, 1/Λᵢᵢ) ‖ posterior) = ½ (Σ log Λᵢᵢ − log |Λ|). */
  readonly gap: number;
}

/** Λ = I/τ² + XᵀX/σ², m = Λ⁻¹ Xᵀy/σ²; the evidence by the chain rule, one row after another (Kalman), so no formula is shared with `exact`. */
function closedForm(x: readonly (readonly number[])[], y: readonly number[]): ClosedForm {
  const size = x[0]?.length ?? 0;
  const at = (v: readonly number[], i: number): number => v[i] ?? Number.NaN;
  let mean: number[] = Array.from({ length: size }, () => 0);
  let covariance = mean.map((_, i) => mean.map((_, j) => (i === j ? priorSd ** 2 : 0)));
  const precision = mean.map((_, i) => mean.map((_, j) => (i === j ? priorSd ** -2 : 0)));
  let evidence = 0;
  let logDeterminant = -2 * size * Math.log(priorSd);
  for (const [n, row] of x.entries()) {
    const gain = covariance.map((line) => line.reduce((sum, c, j) => sum + c * at(row, j), 0));
    const variance = noise ** 2 + gain.reduce((sum, g, j) => sum + g * at(row, j), 0);
    const surprise = at(y, n) - mean.reduce((sum, m, j) => sum + m * at(row, j), 0);
    evidence -= 0.5 * (Math.log(2 * Math.PI * variance) + surprise ** 2 / variance);
    logDeterminant += Math.log(variance / noise ** 2);
    mean = mean.map((m, i) => m + (at(gain, i) * surprise) / variance);
    covariance = covariance.map((line, i) => line.map((c, j) => c - (at(gain, i) * at(gain, j)) / variance));
    for (const [i, line] of precision.entries())
      for (const j of line.keys()) line[j] = at(line, j) + (at(row, i) * at(row, j)) / noise ** 2;
  }
  const gap = 0.5 * (precision.reduce((sum, line, i) => sum + Math.log(at(line, i)), 0) - logDeterminant);
  return { mean, covariance, precision, evidence, gap };
}
