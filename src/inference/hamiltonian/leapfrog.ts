/**
 * One step of the leapfrog integrator as a Program (Neal 2011, section 2.3), each the state of the next:
 * p½ = p + ε/2 ∇ log π(q), q′ = q + ε M⁻¹ p½, p′ = p½ + ε/2 ∇ log π(q′). A step of size 0 from a gradient of zeros looks at a point.
 */

import type { Model } from "../../model/model.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import { factor } from "../../tensor/factor.ts";
import { hoist, type Hoisted } from "../../tensor/hoist.ts";
import type { Slot } from "../../tensor/graph.ts";
import { optimise } from "../../tensor/optimise.ts";
import type { Program } from "../../tensor/program.ts";
import type { Layout } from "../kernel/layout.ts";
import { found } from "../kernel/lists.ts";
import { potential, potentialInputs } from "./potential.ts";

export type MetricKind = "diag" | "dense";

/** The slot of M⁻¹, the posterior's covariance as far as it is known: its diagonal [P], or all of it [P, P]. */
function metricSlot(kind: MetricKind, size: number): Slot {
  return { name: ":inverse_metric", shape: kind === "diag" ? [size] : [size, size], dtype: "f64" };
}

/** M⁻¹ p. */
function velocityOf(b: Builder, kind: MetricKind, inverse: Tensor, momentum: Tensor): Tensor {
  return kind === "diag" ? b.mul(inverse, momentum) : b.dot(inverse, momentum, [[1], [0]]);
}

/** The same step with as little as possible done for every row, and what follows from the data alone computed once before. */
export function leapfrogPrograms(model: Model, sizes: Sizes, layout: Layout, kind: MetricKind): Hoisted {
  const data = new Set(potentialInputs(model, sizes).map(({ name }) => name));
  const program = leapfrogProgram(model, sizes, layout, kind);
  return hoist({ ...program, step: factor(optimise(program.step)) }, data);
}

/** State `:position`, `:momentum`, `:gradient`; outputs `:velocity`, `:log_density` and `:kinetic`, ½ pᵀ M⁻¹ p. */
export function leapfrogProgram(model: Model, sizes: Sizes, layout: Layout, kind: MetricKind): Program {
  const b = createBuilder("f64");
  const vector = (name: string): Slot => ({ name, shape: [layout.size], dtype: "f64" });
  const scalar = (name: string): Slot => ({ name, shape: [], dtype: "f64" });
  const state = [vector(":position"), vector(":momentum"), vector(":gradient")];
  const inputs = [...potentialInputs(model, sizes), scalar(":step_size"), metricSlot(kind, layout.size)];
  const all = new Map(
    [...state, ...inputs].map(({ name, shape, dtype }) => [name, b.input(name, shape, dtype)] as const),
  );
  const inverse = found(all, ":inverse_metric");
  const half = b.mul(0.5, found(all, ":step_size"));
  const middle = b.add(found(all, ":momentum"), b.mul(half, found(all, ":gradient")));
  const step = b.mul(found(all, ":step_size"), velocityOf(b, kind, inverse, middle));
  const position = b.add(found(all, ":position"), step);
  const { logDensity, gradient } = potential(b, model, sizes, layout, all, position);
  const momentum = b.add(middle, b.mul(half, gradient));
  const velocity = velocityOf(b, kind, inverse, momentum);
  const kinetic = b.mul(0.5, b.sum(b.mul(momentum, velocity)));
  return {
    name: "leapfrog",
    state,
    inputs,
    outputs: [vector(":velocity"), scalar(":log_density"), scalar(":kinetic")],
    step: b.finish([position, momentum, gradient, velocity, logDensity, kinetic]),
  };
}
