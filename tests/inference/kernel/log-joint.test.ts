import { expect, test } from "vitest";
import { LogJoint } from "../../../src/inference/kernel/log-joint.ts";
import { taskOf } from "../fixture.ts";

test("the log joint density has no Jacobian, and its gradient is its difference quotient", async () => {
  const y = [1, -0.5, 2];
  const task = taskOf(
    `model Joint
data "d.csv" { y: real[N] }
prior { mu ~ normal(1, 2)  tau: positive ~ half_normal(3) }
likelihood { y ~ normal(mu, tau) }
infer map`,
    { y },
  );
  const [mu, u] = [0.3, 0.2];
  const normal = (x: number, mean: number, sd: number) =>
    -0.5 * ((x - mean) / sd) ** 2 - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
  const tau = Math.exp(u);
  const wanted = y.reduce(
    (sum, v) => sum + normal(v, mu, tau),
    normal(mu, 1, 2) + Math.log(2) + normal(tau, 0, 3),
  );
  const { sizes } = task.bound.facts;
  const joint = await LogJoint.compile(task, sizes);
  const { value, gradient } = await joint.at(Float64Array.of(mu, u));
  expect(value).toBeCloseTo(wanted, 12);
  const h = 1e-5;
  for (const [i, slope] of gradient.entries()) {
    const moved = (by: number) => joint.at(Float64Array.of(mu, u).map((x, j) => x + (i === j ? by : 0)));
    expect(slope).toBeCloseTo(((await moved(h)).value - (await moved(-h)).value) / (2 * h), 7);
  }
  joint.dispose();
  // Planted fault, seen red: the prior counted in every block.
  const cut = await LogJoint.compile(task, sizes, 2);
  const parts = await cut.at(Float64Array.of(mu, u));
  expect(parts.value).toBeCloseTo(value, 12);
  parts.gradient.forEach((slope, i) => expect(slope).toBeCloseTo(gradient[i] ?? NaN, 11));
  cut.dispose();
});
