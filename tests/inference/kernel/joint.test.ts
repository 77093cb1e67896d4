import { expect, test } from "vitest";
import { jointDensity, sumOf } from "../../../src/inference/kernel/joint.ts";
import { viewRows } from "../../../src/inference/kernel/rows.ts";
import { taskOf } from "../fixture.ts";
import { evaluated } from "./run-graph.ts";

test("the pieces of a joint density, against ones written out", async () => {
  const task = taskOf(
    `model Pieces
data "d.csv" { y: real[N] }
prior { mu ~ normal(1, 2)  tau: positive ~ half_normal(3)  double = 2 * mu }
likelihood { y ~ normal(double, tau) }
infer vi`,
    { y: [1, 2] },
  );
  const [mu, u] = [0.7, -0.4];
  const tau = Math.exp(u);
  const [[priorMu] = [], [priorTau] = [], [jacobian] = [], [likelihood] = [], [total] = [], [none] = []] =
    await evaluated(task, null, (b, rows) => {
      const point = new Map([
        ["mu", b.constant(mu)],
        ["tau", b.constant(u)],
      ]);
      const joint = jointDensity(b, task.model, viewRows(b, rows), point);
      const priors = [...joint.logPriors.values()];
      const [, determinant = b.constant(NaN)] = [...joint.logDeterminants.values()];
      return [...priors, determinant, joint.logLikelihood, sumOf(b, priors), sumOf(b, [])];
    });
  const constant = 0.5 * Math.log(2 * Math.PI);
  const normal = (x: number, mean: number, sd: number) =>
    -0.5 * ((x - mean) / sd) ** 2 - Math.log(sd) - constant;
  expect(priorMu).toBeCloseTo(normal(mu, 1, 2), 12);
  expect(priorTau).toBeCloseTo(Math.log(2) + normal(tau, 0, 3), 12);
  expect(jacobian).toBeCloseTo(u, 12);
  expect(likelihood).toBeCloseTo(normal(1, 2 * mu, tau) + normal(2, 2 * mu, tau), 12);
  expect(total).toBeCloseTo((priorMu ?? NaN) + (priorTau ?? NaN), 12);
  expect(none).toBe(0);
});
