/**
 * What is ranked in a calibration: every latent and quantity but weights, which may change places; the log-likelihood, which sees the data (Modrák et al.,
 * "Simulation-based calibration checking for Bayesian computation: the choice of test quantities shapes sensitivity", 2023); networks at given inputs.
 */

import type { Expr } from "../check/program.ts";
import { printExpr } from "../check/print.ts";
import { expressionsOf } from "../check/walk.ts";
import type { Bound } from "../data/bound.ts";
import { Bug } from "../diagnostic/bug.ts";
import { dataSlots, deterministics, likelihoodEnvironment, logLikelihood } from "../model/density.ts";
import { evaluate } from "../model/evaluate.ts";
import type { Model, Named } from "../model/model.ts";
import { shapeOf } from "../model/named.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Shape } from "../tensor/graph.ts";
import type { Runtime } from "../tensor/program.ts";

/** A network is looked at in so many numbers: those of the first rows. */
const mostOfNetwork = 8;

export interface Quantities {
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Puts the data of a replicate in place. */
  readonly load: (responses: ReadonlyMap<string, ArrayLike<number>>) => void;
  readonly at: (sites: ReadonlyMap<string, ArrayLike<number>>) => ReadonlyMap<string, Float64Array>;
  readonly dispose: () => void;
}

export async function openQuantities(model: Model, bound: Bound, runtime: Runtime): Promise<Quantities> {
  const { sizes } = bound.facts;
  const b = createBuilder("f64");
  const env = new Map<string, Named>();
  const data = dataSlots(model, sizes, "f64");
  for (const { slot, dimensions } of data)
    env.set(slot.name, { tensor: b.input(slot.name, slot.shape, slot.dtype), dimensions });
  for (const { name, dimensions } of model.sites)
    env.set(name, { tensor: b.input(`site ${name}`, shapeOf(dimensions, sizes), "f64"), dimensions });
  const all = deterministics(b, model, sizes, env);
  const outputs = new Map<string, Tensor>();
  for (const { name, latent } of model.sites)
    if (latent.weight === null) outputs.set(name, tensorOf(all, name));
  for (const { name } of model.deterministics) outputs.set(name, tensorOf(all, name));
  outputs.set("log_likelihood", b.sum(logLikelihood(b, model, sizes, all)));
  const inner = likelihoodEnvironment(b, model, sizes, all);
  for (const expr of networksOf(model))
    outputs.set(printExpr(expr), firstOf(b, evaluate(b, expr, sizes, inner).tensor));
  const step = b.finish([...outputs.values()]);
  const executable = await runtime.compile({
    name: "test quantities",
    state: [],
    inputs: step.inputs,
    outputs: [...outputs].map(([name, { shape }]) => ({ name: `value ${name}`, shape, dtype: "f64" })),
    step,
  });
  for (const { slot } of data) {
    const array = bound.arrays.get(slot.name);
    if (array !== undefined) executable.write(slot.name, array.values);
  }
  return {
    shapes: new Map([...outputs].map(([name, { shape }]) => [name, shape])),
    load: (responses) => {
      for (const [name, values] of responses) executable.write(name, values);
    },
    at: (sites) => {
      for (const { name } of model.sites) executable.write(`site ${name}`, sites.get(name) ?? []);
      executable.step();
      return new Map(
        [...outputs.keys()].map((name) => [name, Float64Array.from(executable.read(`value ${name}`))]),
      );
    },
    dispose: () => executable.dispose(),
  };
}

function tensorOf(env: ReadonlyMap<string, Named>, name: string): Tensor {
  const value = env.get(name);
  if (value === undefined) throw new Bug(`${name} has no value`);
  return value.tensor;
}

/** Networks applied, each as it is written once. */
function networksOf({ program }: Model): readonly Expr[] {
  const applied = [...expressionsOf(program)].filter((expr) => expr.kind === "apply");
  return applied.filter(
    (expr, i) => applied.findIndex((other) => printExpr(other) === printExpr(expr)) === i,
  );
}

function firstOf(b: Builder, x: Tensor): Tensor {
  const count = x.shape.reduce((product, size) => product * size, 1);
  const flat = b.reshape(x, [count]);
  return count <= mostOfNetwork ? flat : b.slice(flat, [0], [mostOfNetwork]);
}
