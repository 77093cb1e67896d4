/**
 * Draws of the latents, one after another, on the declared scale. The i-th draw depends on (key, i) alone, so that blocks of
 * rows, threads and order change nothing.
 */

import { Bug } from "../diagnostic/bug.ts";
import { constrain, deterministics } from "../model/density.ts";
import type { Environment, Model, Named } from "../model/model.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { elements } from "../tensor/graph.ts";
import type { Executable, Runtime } from "../tensor/program.ts";
import type { Key } from "../tensor/random.ts";
import { conjugateValues, writeConjugate } from "./conjugate-draws.ts";
import { reportable } from "./expressions.ts";
import type { Approximation, Posterior } from "./posterior.ts";
import { choleskyFactor } from "./cholesky.ts";
import { pureProgram, shapeIn, sitePlaces, type SitePlace } from "./sites.ts";

export interface DrawSource {
  /** Sites, then the deterministic quantities that need no data: by name, their shape. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  /** How many different draws there are: one for a point, those of a chain; null where they never end. */
  readonly count: number | null;
  /** Values by name, row-major. Valid until the next call. */
  readonly at: (index: number) => ReadonlyMap<string, ArrayLike<number>>;
  readonly dispose: () => void;
}

/** Compiles what makes draws. Call `dispose` when done. */
export async function openDraws(posterior: Posterior, key: Key, runtime: Runtime): Promise<DrawSource> {
  const { model, facts, approximation } = posterior;
  const b = createBuilder("f64");
  const places = sitePlaces(posterior);
  const data = new Map<string, Named>();
  for (const [name, { shape, dimensions, integer }] of facts.constants) {
    data.set(name, { tensor: b.input(name, shape, integer ? "i32" : "f64"), dimensions });
  }
  const values = siteValues(b, posterior, places, data);
  const env = new Map<string, Named>([...data, ...values]);
  const reported = reportable(model, new Set(facts.constants.keys()));
  const all = deterministics(b, { ...model, deterministics: reported }, facts.sizes, env);
  const names = [...model.sites, ...reported].map(({ name }) => name);
  const outputs = new Map(names.map((name) => [`draw ${name}`, tensorOf(all, name)]));
  const executable = await runtime.compile(pureProgram("draws", b, outputs));
  for (const [name, array] of facts.constants) executable.write(name, array.values);
  const prepare = writer(executable, approximation, places, key);
  const shapes = new Map<string, readonly number[]>([
    ...places.map(({ name, shape }) => [name, shape] as const),
    ...reported.map(({ name, type }) => [name, shapeIn(facts.sizes, type.dimensions)] as const),
  ]);
  const read = (): ReadonlyMap<string, ArrayLike<number>> => {
    executable.step();
    return new Map(names.map((name) => [name, executable.read(`draw ${name}`)]));
  };
  let fixed: ReadonlyMap<string, ArrayLike<number>> | null = null;
  return {
    shapes,
    count:
      approximation.kind === "point"
        ? 1
        : approximation.kind === "draws"
          ? approximation.chains * approximation.draws
          : null,
    at: (index) => {
      prepare(index);
      if (approximation.kind !== "point") return read();
      return (fixed ??= read());
    },
    dispose: () => executable.dispose(),
  };
}

function tensorOf(env: Environment, name: string): Tensor {
  const value = env.get(name);
  if (value === undefined) throw new Bug(`${name} has no value`);
  return value.tensor;
}

/** The sites on the declared scale, from the inputs that `writer` fills. */
function siteValues(
  b: Builder,
  posterior: Posterior,
  places: readonly SitePlace[],
  data: Environment,
): Environment {
  const { model, facts, approximation } = posterior;
  const total = places.reduce((sum, place) => sum + place.count, 0);
  const random = approximation.kind !== "point" && approximation.kind !== "draws";
  const key = random ? b.input("key", [2], "u32") : null;
  const step = random ? b.input("step", [], "u32") : null;
  const draw = (law: "normal" | "uniform", stream: number, shape: readonly number[]): Tensor => {
    if (key === null || step === null) throw new Bug("this approximation needs no randomness");
    return b.random(law, key, step, stream, shape);
  };
  const normal = (stream: number, shape: readonly number[]): Tensor => draw("normal", stream, shape);
  if (approximation.kind === "conjugate") {
    let stream = 0;
    const noise = {
      normal: (shape: readonly number[]): Tensor => draw("normal", stream++, shape),
      uniform: (shape: readonly number[]): Tensor => draw("uniform", stream++, shape),
    };
    return conjugateValues(b, model, approximation, places, noise);
  }
  if (approximation.kind === "mean_field") {
    const unconstrained = places.map(({ name, free }, stream): [string, Tensor] => {
      const mean = b.input(`mean ${name}`, free, "f64");
      const sd = b.input(`sd ${name}`, free, "f64");
      return [name, b.add(mean, b.mul(sd, normal(stream, free)))];
    });
    return constrain(b, model, facts.sizes, new Map(unconstrained), data).values;
  }
  if (approximation.kind === "gaussian") {
    // θ = μ + L z, L Lᵀ = Σ
    const mean = b.input("mean", [total], "f64");
    const factor = b.input("factor", [total, total], "f64");
    const theta = b.add(mean, b.dot(factor, normal(0, [total]), [[1], [0]]));
    const unconstrained = places.map(({ name, free, start, count }): [string, Tensor] => [
      name,
      b.reshape(b.slice(theta, [start], [start + count]), free),
    ]);
    return constrain(b, declaredSites(model), facts.sizes, new Map(unconstrained), data).values;
  }
  const dimensions = new Map(model.sites.map((site) => [site.name, site.dimensions]));
  return new Map(
    places.map(({ name, shape }) => [
      name,
      { tensor: b.input(name, shape, "f64"), dimensions: dimensions.get(name) ?? [] },
    ]),
  );
}

/** A closed form is of the declared latents, in whatever coordinates other methods move them. */
function declaredSites(model: Model): Model {
  if (model.conjugacy.kind === "none") return model;
  return { ...model, sites: model.sites.map((site) => ({ ...site, nonCentred: false })) };
}

/** Fills the inputs that stay, and gives what writes those of a draw. */
function writer(
  executable: Executable,
  approximation: Approximation,
  places: readonly SitePlace[],
  key: Key,
): (index: number) => void {
  switch (approximation.kind) {
    case "point":
      for (const { name } of places) executable.write(name, valuesOf(approximation.values, name));
      return () => {};
    case "draws":
      return (index) => {
        for (const { name, shape } of places) {
          const count = elements(shape);
          executable.write(
            name,
            valuesOf(approximation.values, name).subarray(index * count, (index + 1) * count),
          );
        }
      };
    case "mean_field":
      for (const { name } of places) {
        executable.write(`mean ${name}`, valuesOf(approximation.mean, name));
        executable.write(`sd ${name}`, valuesOf(approximation.sd, name));
      }
      break;
    case "gaussian":
      executable.write("mean", approximation.mean);
      executable.write("factor", choleskyFactor(approximation.covariance, approximation.mean.length));
      break;
    case "conjugate":
      writeConjugate(executable, approximation);
      break;
  }
  executable.write("key", key);
  return (index) => executable.write("step", [index]);
}

function valuesOf(values: ReadonlyMap<string, Float64Array>, name: string): Float64Array {
  const found = values.get(name);
  if (found === undefined) throw new Bug(`the posterior holds nothing of ${name}`);
  return found;
}
