/** What the model says of a block of rows, as a compiled program: one call a draw of the latents. */

import { Bug } from "../diagnostic/bug.ts";
import type { Bound, BoundArray } from "../data/bound.ts";
import { dataSlots, deterministics, type DataSlot } from "../model/density.ts";
import type { Environment, Model, Named, Predictive } from "../model/model.ts";
import { predictive } from "../model/predictive.ts";
import { permute } from "../model/named.ts";
import { seenName, withSeen } from "../model/rows.ts";
import { stateProbabilities } from "../model/states.ts";
import { toldName } from "../model/summed.ts";
import type { Distribution } from "../library/distribution.ts";
import { componentName } from "../library/mixture-over.ts";
import { without } from "../shape/align.ts";
import type { Sizes } from "../shape/dimension.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { elements, type Dtype } from "../tensor/graph.ts";
import type { Numbers, Runtime } from "../tensor/program.ts";
import type { Key } from "../tensor/random.ts";
import { addSamples } from "./predictive-samples.ts";
import { pureProgram, shapeIn } from "./sites.ts";

/** What one call gives of a response, for `capacity` rows. */
export interface ResponseSlots {
  readonly name: string;
  readonly distribution: Distribution;
  /** Elements of the response in a row. */
  readonly width: number;
  /** Of the values: labels and bools have probabilities, numbers moments. */
  readonly classes: number | null;
  readonly parameters: readonly string[];
  /** Values of discrete latents, for each of which there are parameters, and their weights; null where it depends on none. */
  readonly states: number | null;
  readonly hasMean: boolean;
  readonly hasVariance: boolean;
  /** The response is in the data. */
  readonly scored: boolean;
}

/** A discrete latent with values by row: `probabilities` of its name are [capacity, …, values]. */
export interface StateSlots {
  readonly name: string;
  readonly width: number;
  readonly classes: number;
}

export interface PredictiveCall {
  readonly capacity: number;
  readonly responses: readonly ResponseSlots[];
  readonly states: readonly StateSlots[];
  /** Writes rows start … start + count of the data; the rest of the block is zeros. */
  readonly load: (start: number, count: number) => void;
  /** Writes one draw of the sites and runs. `index` only seeds the samples. */
  readonly run: (sites: ReadonlyMap<string, ArrayLike<number>>, index: number) => void;
  /** `mean`, `variance`, `probabilities`, `log_density`, `sample` or a parameter of a response: [capacity, …]; with states `each weight` and `each PARAMETER`: [states, capacity, …]. */
  readonly read: (response: string, what: string) => Numbers;
  readonly dispose: () => void;
}

/** Probabilities of the discrete latents that rows have; and the latents of which `run` is told with the sites, under `toldName`. */
interface Wanted {
  readonly states: boolean;
  readonly told: Model["summation"]["latents"];
}

/** Compiles the predictive of `bound`'s model for blocks of `capacity` rows. With a key, a sample of each response too. */
export async function openPredictive(
  model: Model,
  bound: Bound,
  capacity: number,
  samples: Key | null,
  runtime: Runtime,
  wanted: Wanted = { states: false, told: [] },
): Promise<PredictiveCall> {
  const { program } = model;
  const sizes = new Map(bound.facts.sizes);
  if (program.rows !== null) sizes.set(program.rows.id, capacity);
  const b = createBuilder("f64");
  const env = new Map<string, Named>();
  const slots = dataSlots(model, sizes, "f64").filter(({ slot }) => bound.arrays.has(slot.name));
  for (const { slot, dimensions } of slots) {
    env.set(slot.name, { tensor: b.input(slot.name, slot.shape, slot.dtype), dimensions });
  }
  for (const { name, dimensions } of model.sites) {
    env.set(name, { tensor: b.input(name, shapeIn(sizes, dimensions), "f64"), dimensions });
  }
  const told = wanted.told.map(({ latent, states }) => {
    const dimensions = [states, ...latent.type.dimensions];
    const name = toldName(latent.name);
    env.set(name, { tensor: b.input(name, shapeIn(sizes, dimensions), "f64"), dimensions });
    return name;
  });
  const seen = seenSlots(model, slots);
  const known = seen.reduce<Environment>((sofar, { slot, dimensions }) => {
    const tensor = b.ne(b.input(seenName(slot.name), slot.shape, "i32"), 0);
    return withSeen(sofar, slot.name, { tensor, dimensions });
  }, env);
  const whole = deterministics(b, model, sizes, known);
  const predictions = predictive(b, model, sizes, whole);
  const outputs = new Map<string, Tensor>();
  const responses = [...predictions].map(([name, prediction]) => {
    const width = elements(shapeIn(sizes, prediction.dimensions)) / capacity;
    return describe(b, name, prediction, width, outputs);
  });
  const states = wanted.states ? addStates(b, model, sizes, whole, outputs) : [];
  const numeric = [...predictions].filter(([, prediction]) => prediction.probabilities === null);
  const sampled = samples !== null && numeric.length > 0;
  if (sampled) addSamples(b, numeric, outputs);
  const executable = await runtime.compile(pureProgram("predict", b, outputs));
  if (sampled) executable.write("key", samples);
  const overRows = ({ dimensions }: DataSlot): boolean =>
    program.rows !== null && dimensions[0] === program.rows;
  for (const { slot } of slots.filter((each) => !overRows(each))) {
    executable.write(slot.name, clean(arrayOf(bound, slot.name).values, slot.dtype));
  }
  const incomplete = new Set(bound.incomplete);
  return {
    capacity,
    responses,
    states,
    load: (start, count) => {
      for (const { slot } of seen) {
        const width = elements(slot.shape) / capacity;
        const { values, integer } = arrayOf(bound, slot.name);
        const isSeen = (i: number): boolean => {
          const [row, value] = [start + Math.floor(i / width), values[start * width + i] ?? Number.NaN];
          return (
            row < start + count && !incomplete.has(row) && !(Number.isNaN(value) || (integer && value < 0))
          );
        };
        executable.write(
          seenName(slot.name),
          Int32Array.from({ length: capacity * width }, (_, i) => (isSeen(i) ? 1 : 0)),
        );
      }
      for (const { slot } of slots.filter(overRows)) {
        const width = elements(slot.shape) / capacity;
        const block = new Float64Array(capacity * width);
        const rows = arrayOf(bound, slot.name).values.subarray(start * width, (start + count) * width);
        block.set(clean(rows, slot.dtype));
        executable.write(slot.name, block);
      }
    },
    run: (sites, index) => {
      for (const { name } of model.sites) executable.write(name, sites.get(name) ?? []);
      for (const name of told) executable.write(name, sites.get(name) ?? []);
      if (sampled) executable.write("step", [index]);
      executable.step();
    },
    read: (response, what) => executable.read(`${what} of ${response}`),
    dispose: () => executable.dispose(),
  };
}

/** How probable the values of discrete latents are that rows have: those of groups are of no row. */
function addStates(
  b: Builder,
  model: Model,
  sizes: Sizes,
  env: Environment,
  outputs: Map<string, Tensor>,
): readonly StateSlots[] {
  const { rows } = model.program;
  return [...stateProbabilities(b, model, sizes, env)].flatMap(([name, value]) => {
    const [values, ...own] = value.dimensions;
    if (rows === null || values === undefined || !own.includes(rows)) return [];
    const wanted = [rows, ...without(own, [rows]), values];
    const { tensor } = permute(b, value, wanted);
    outputs.set(`probabilities of ${name}`, tensor);
    const classes = tensor.shape.at(-1) ?? 1;
    return [{ name, classes, width: elements(tensor.shape.slice(1, -1)) }];
  });
}

/** The responses from which discrete latents are told: those of rows that are missing tell nothing. */
function seenSlots(
  { program, observations, summation }: Model,
  slots: readonly DataSlot[],
): readonly DataSlot[] {
  if (summation.latents.length === 0) return [];
  const names = observations.map(({ response }) => response.name);
  return slots.filter(({ slot, dimensions }) => names.includes(slot.name) && dimensions[0] === program.rows);
}

function describe(
  b: Builder,
  name: string,
  prediction: Predictive,
  width: number,
  outputs: Map<string, Tensor>,
): ResponseSlots {
  const { mean, variance, probabilities, logDensity, weights } = prediction;
  const parameters = elementwiseParameters(b, prediction);
  const classes = probabilities === null ? null : (probabilities.shape.at(-1) ?? 0);
  const add = (what: string, tensor: Tensor): void => {
    outputs.set(`${what} of ${name}`, tensor);
  };
  if (logDensity !== null) add("log_density", logDensity);
  if (probabilities !== null) {
    add("probabilities", probabilities);
  } else {
    if (mean !== null) add("mean", mean);
    if (variance !== null) add("variance", variance);
    // A parameter may be called mean, and is the mean but where discrete latents have several.
    const prefix = weights === null ? "" : "each ";
    for (const [parameter, tensor] of Object.entries(parameters)) add(prefix + parameter, tensor);
    if (weights !== null) add("each weight", weights);
  }
  return {
    name,
    distribution: prediction.distribution,
    width,
    classes,
    parameters: probabilities === null ? Object.keys(parameters) : [],
    states: weights?.shape[0] ?? null,
    hasMean: mean !== null,
    hasVariance: variance !== null,
    scored: logDensity !== null,
  };
}

/** The parameters by element of the response: those of a mixture's components apart. */
function elementwiseParameters(
  b: Builder,
  { parameters, observation }: Predictive,
): Readonly<Record<string, Tensor>> {
  const declared = observation.distribution.signature.parameters;
  const entries = Object.entries(parameters).flatMap(([name, value]) => {
    if (!declared.some((each) => each.name === name && each.components !== undefined)) return [[name, value]];
    const { shape } = value;
    const front = shape.slice(0, -1);
    return Array.from({ length: shape[shape.length - 1] ?? 0 }, (_, k) => {
      const one = b.slice(value, [...front.map(() => 0), k], [...front, k + 1]);
      return [componentName(name, k), b.reshape(one, front)];
    });
  });
  return Object.fromEntries(entries) as Readonly<Record<string, Tensor>>;
}

/** Missing values stay out of the arithmetic: their rows are left empty afterwards. A missing label is −1. */
function clean(values: Float64Array, dtype: Dtype): Float64Array {
  return values.map((value) => (Number.isNaN(value) || (dtype === "i32" && value < 0) ? 0 : value));
}

function arrayOf(bound: Bound, name: string): BoundArray {
  const array = bound.arrays.get(name);
  if (array === undefined) throw new Bug(`${name} is not bound`);
  return array;
}
