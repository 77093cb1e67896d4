/**
 * The log density at a point and its gradient, in f64 on the interpreter, with every normalising constant: what every other
 * implementation of a model is checked with. The Jacobian counts, as part of the prior, on the unconstrained scale only.
 */

import type { Bound } from "./data/bound.ts";
import { Bug } from "./diagnostic/bug.ts";
import { success, type Outcome } from "./diagnostic/diagnostic.ts";
import { constrain, dataSlots, deterministics, logLikelihood, logPriors } from "./model/density.ts";
import { freeShapeOf } from "./model/free-shape.ts";
import type { Model, Site } from "./model/model.ts";
import { firstTiedFault } from "./shape/membership.ts";
import { eventOf } from "./shape/support.ts";
import { shapeOf, type Named } from "./model/named.ts";
import { nest, type Nested } from "./posterior/nest.ts";
import { readPoint } from "./pipeline-point.ts";
import { createBuilder } from "./tensor/build.ts";
import type { Builder, Tensor } from "./tensor/builder.ts";
import { gradient } from "./tensor/differentiate.ts";
import type { Shape, Slot } from "./tensor/graph.ts";
import type { Program } from "./tensor/program.ts";

export interface Density {
  /** In nats; `logJoint` is the sum of the other two. */
  readonly logJoint: number;
  readonly logPrior: number;
  readonly logLikelihood: number;
  /**
   * By latent, of its shape: ∂ logJoint / ∂ the value, on the scale the point was given. Null on the declared scale for simplexes,
   * covariances and correlations, whose entries are not free.
   */
  readonly gradient: Readonly<Record<string, Nested<number | null>>>;
}

/** `point` holds a value for every latent, by name, of its shape. What does not fit is a diagnostic. */
export async function densityAt(
  model: Model,
  bound: Bound,
  point: unknown,
  unconstrained: boolean,
): Promise<Outcome<Density>> {
  const { sizes } = bound.facts;
  const shapeFor = (site: Site): Shape =>
    unconstrained ? freeShapeOf(site, sizes) : shapeOf(site.dimensions, sizes);
  const shapes = new Map(model.sites.map((site) => [site.name, shapeFor(site)]));
  const values = readPoint(shapes, point);
  if (!values.ok) return values;

  const { createInterpreter } = await import("./backend/interpreter/runtime.ts");
  const executable = await createInterpreter().compile(densityProgram(model, bound, shapes, unconstrained));
  for (const [name, array] of values.value) executable.write(latent(name), array);
  for (const { slot } of dataSlots(model, sizes, "f64")) {
    executable.write(slot.name, bound.arrays.get(slot.name)?.values ?? missing(slot.name));
  }
  executable.step();
  const scalar = (name: string): number => executable.read(name)[0] ?? Number.NaN;
  const inside = unconstrained || model.sites.every((site) => liesInside(site, shapeFor(site), values.value));
  const [logPrior, likelihood] = [inside ? scalar(priorSlot) : -Infinity, scalar(likelihoodSlot)];
  return success({
    logJoint: logPrior + likelihood,
    logPrior,
    logLikelihood: likelihood,
    gradient: Object.fromEntries(
      model.sites.map((site) => {
        const { name } = site;
        const slopes =
          unconstrained || isFree(site) ? nest(executable.read(slope(name)), shapeFor(site)) : null;
        return [name, slopes];
      }),
    ),
  });
}

/** Whether each entry can move while the others stay. */
function isFree({ bijector }: Site): boolean {
  return bijector.event === 0 || bijector.name === "ordered";
}

/** Densities of vectors and matrices take for granted that they are what they are declared. */
function liesInside(
  { name, latent }: Site,
  shape: Shape,
  values: ReadonlyMap<string, Float64Array>,
): boolean {
  const { support } = latent.type;
  const event = eventOf(support);
  if (event === 0) return true;
  const length = shape.slice(-event).reduce((product, size) => product * size, 1);
  return firstTiedFault(support, values.get(name) ?? missing(name), length) === null;
}

// Slots of latents, gradients and results must not meet a data variable's name.
const latent = (name: string): string => `latent ${name}`;
const slope = (name: string): string => `gradient ${name}`;
const priorSlot = "log prior";
const likelihoodSlot = "log likelihood";

function densityProgram(
  model: Model,
  bound: Bound,
  shapes: ReadonlyMap<string, Shape>,
  unconstrained: boolean,
): Program {
  const { sizes } = bound.facts;
  const b = createBuilder("f64");
  const given = new Map([...shapes].map(([name, shape]) => [name, b.input(latent(name), shape, "f64")]));
  const data = dataSlots(model, sizes, "f64").map(({ slot, dimensions }): [string, Named] => [
    slot.name,
    { tensor: b.input(slot.name, slot.shape, slot.dtype), dimensions },
  ]);
  const { values, jacobian } = unconstrained
    ? freed(b, model, bound, given, new Map(data))
    : declared(model, given);
  const environment = deterministics(b, model, sizes, new Map([...data, ...values]));
  const prior = total(b, [...logPriors(b, model, sizes, environment).values(), ...jacobian]);
  const likelihood = b.sum(logLikelihood(b, model, sizes, environment));
  const slopes = gradient(b, b.add(prior, likelihood), [...given.values()]);
  const scalar = (name: string): Slot => ({ name, shape: [], dtype: "f64" });
  return {
    name: "density",
    state: [],
    inputs: b.inputs,
    outputs: [
      scalar(priorSlot),
      scalar(likelihoodSlot),
      ...[...shapes].map(([name, shape]): Slot => ({ name: slope(name), shape, dtype: "f64" })),
    ],
    step: b.finish([prior, likelihood, ...slopes]),
  };
}

function freed(
  b: Builder,
  model: Model,
  bound: Bound,
  given: ReadonlyMap<string, Tensor>,
  data: ReadonlyMap<string, Named>,
) {
  const { values, logDeterminants } = constrain(b, model, bound.facts.sizes, given, data);
  return { values, jacobian: [...logDeterminants.values()] };
}

function declared(model: Model, given: ReadonlyMap<string, Tensor>) {
  const values = model.sites.map(({ name, dimensions }): [string, Named] => [
    name,
    { tensor: given.get(name) ?? missing(name), dimensions },
  ]);
  return { values: new Map(values), jacobian: [] };
}

function total(b: Builder, terms: readonly Tensor[]): Tensor {
  return terms.reduce((sum, term) => b.add(sum, term), b.constant(0));
}

function missing(name: string): never {
  throw new Bug(`${name} has no value`);
}
