/** Random linear models with known noise, for tests: w and an intercept, their truth, and their closed form. */

import { createStream } from "../../src/tensor/random.ts";
import { diagonal, type Gaussian, logEvidence, type Matrix, update } from "./linear-algebra.ts";

export interface Line {
  readonly text: (infer: string) => string;
  readonly x: Matrix;
  readonly y: readonly number[];
  /** Features and a one. */
  readonly design: Matrix;
  readonly prior: Gaussian;
  readonly noise: number;
  readonly posterior: Gaussian;
  readonly logEvidence: number;
}

/** Neighbouring features are correlated. */
export function randomLine(seed: number, rows: number, features: number, priorSd = 2, noise = 0.5): Line {
  const random = createStream([seed, 77]);
  const x = Array.from({ length: rows }, () => {
    const row = Array.from({ length: features }, () => random.normal());
    return row.map((value, j) => 0.8 * value + 0.6 * (row[j - 1] ?? 0));
  });
  const mean = Array.from({ length: features + 1 }, () => 0.5);
  const truth = mean.map((m) => m + priorSd * random.normal());
  const design = x.map((row) => [...row, 1]);
  const y = design.map((row) =>
    row.reduce((sum, value, j) => sum + value * (truth[j] ?? 0), noise * random.normal()),
  );
  const prior = { mean, covariance: diagonal(mean.map(() => priorSd ** 2)) };
  return {
    text: (infer) => `model Line
data "line.csv" { x: real[N, D]  y: real[N] }
prior { w: real[D] ~ normal(0.5, ${priorSd})  b ~ normal(0.5, ${priorSd}) }
likelihood { y ~ normal(x @ w + b, ${noise}) }
infer ${infer}`,
    x,
    y,
    design,
    prior,
    noise,
    posterior: update(prior, design, y, noise),
    logEvidence: logEvidence(prior, design, y, noise),
  };
}
