/** From a model's text to its dynamics on a backend: what the tests of the sampler's programs start from. */

import { writeData } from "../../../src/inference/kernel/blocks.ts";
import { type Dynamics, dynamicsOf } from "../../../src/inference/hamiltonian/dynamics.ts";
import { leapfrogProgram, type MetricKind } from "../../../src/inference/hamiltonian/leapfrog.ts";
import { Momentum } from "../../../src/inference/hamiltonian/momentum.ts";
import { momentumProgram } from "../../../src/inference/hamiltonian/momentum-program.ts";
import { layoutOf } from "../../../src/inference/kernel/layout.ts";
import { type Arrays, taskOf } from "../fixture.ts";

export async function dynamicsFor(text: string, arrays: Arrays, metric: MetricKind = "diag") {
  const task = taskOf(text, arrays);
  const { model, bound, runtime } = task;
  const { sizes } = bound.facts;
  const layout = layoutOf(model, sizes);
  const executable = await runtime.compile(leapfrogProgram(model, sizes, layout, metric));
  writeData(executable, model, sizes, bound, { start: 0, live: bound.rows }, bound.rows);
  const dynamics: Dynamics = dynamicsOf(executable);
  const momentum = new Momentum(await runtime.compile(momentumProgram(layout.size, metric)), metric);
  return { task, layout, dynamics, momentum };
}

/** A positive scale, a place in an interval, a simplex and a vector: every kind of Jacobian. */
export const mixed = `model Mixed
data "d.csv" { y: real[N] }
prior {
  mu ~ normal(0, 2)
  tau: positive ~ half_cauchy(1)
  p: unit ~ beta(2, 3)
  level: interval(-1, 3) ~ uniform(-1, 3)
}
likelihood { y ~ normal(mu + p * level, tau) }
infer nuts { }`;

export const mixedData: Arrays = { y: [0.4, 1.1, -0.3, 2.2, 0.9] };
