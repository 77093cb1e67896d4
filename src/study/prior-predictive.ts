/**
 * Draws of everything a model speaks of, from the prior on: latents in order of declaration, quantities made of them, then responses. What looks back
 * at itself is drawn again and again with the same noise until it stays: every time one more row is right.
 */

import type { Latent, Observation } from "../check/program.ts";
import type { Bound } from "../data/bound.ts";
import { Bug } from "../diagnostic/bug.ts";
import { diagnose, failure, success, type Outcome } from "../diagnostic/diagnostic.ts";
import { callArguments } from "../model/call.ts";
import { scoredElements } from "../model/conditioned.ts";
import { dataSlots } from "../model/density.ts";
import type { Model, Named } from "../model/model.ts";
import { shapeOf } from "../model/named.ts";
import { quantity } from "../model/recurrence.ts";
import { spread } from "../model/named.ts";
import type { Noise } from "../library/distribution.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { elements, type Shape } from "../tensor/graph.ts";
import type { Executable, Program, Runtime } from "../tensor/program.ts";
import type { Key } from "../tensor/random.ts";
import { drawChain } from "./chain-draw.ts";
import { loopedNames, responsesOf, simulationFaults } from "./simulable.ts";

export type Drawn = ReadonlyMap<string, Float64Array>;

export interface PriorPredictive {
  /** By name, in order: latents, quantities of the prior, responses (labels as positions, in the model's own units). */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Depends on (key, index) alone. Null where what looks back at itself never settles. */
  readonly at: (key: Key, index: number) => Drawn | null;
  readonly dispose: () => void;
}

/** `bound` holds the inputs; values of responses are looked at only where the model is conditioned on first rows. */
export async function openPriorPredictive(
  model: Model,
  bound: Bound,
  runtime: Runtime,
): Promise<Outcome<PriorPredictive>> {
  const faults = simulationFaults(model.program, new Set(bound.arrays.keys()));
  if (faults.length > 0) return failure(...faults);
  const { sizes } = bound.facts;
  const looped = loopedNames(model.program);
  const { program, shapes } = priorProgram(model, bound, looped);
  const executable = await runtime.compile(program);
  const responses = responsesOf(model.program);
  for (const { slot } of dataSlots(model, sizes, "f64")) {
    const array = bound.arrays.get(slot.name);
    if (array !== undefined && !responses.has(slot.name)) executable.write(slot.name, array.values);
  }
  const rounds = looped.reduce((sum, name) => sum + elements(shapes.get(name) ?? []), 2);
  return success({
    shapes,
    at: (key, index) => {
      executable.write(":key", key);
      executable.write(":step", [index]);
      for (const name of looped) {
        const before = bound.arrays.get(name)?.values ?? new Float64Array(elements(shapes.get(name) ?? []));
        executable.write(`before ${name}`, before);
      }
      for (let round = 0; round < rounds; round++) {
        executable.step();
        const drawn = read(executable, shapes);
        if (!moved(executable, looped, drawn)) return drawn;
      }
      return null;
    },
    dispose: () => executable.dispose(),
  });
}

/** For what never settles. */
export function unsettled(): ReturnType<typeof diagnose> {
  return diagnose("H0752", { why: "its rows look at each other in a circle" }, { at: null });
}

function read(executable: Executable, shapes: ReadonlyMap<string, Shape>): Drawn {
  return new Map(
    [...shapes.keys()].map((name) => [name, Float64Array.from(executable.read(`draw ${name}`))]),
  );
}

/** Whether what looks at itself saw other values than were drawn; it sees these next. */
function moved(executable: Executable, looped: readonly string[], drawn: Drawn): boolean {
  let any = false;
  for (const name of looped) {
    const now = drawn.get(name) ?? new Float64Array();
    const before = executable.read(`before ${name}`);
    if (now.some((value, i) => !Object.is(value, before[i]) && value !== before[i])) any = true;
    executable.write(`before ${name}`, now);
  }
  return any;
}

function priorProgram(model: Model, bound: Bound, looped: readonly string[]) {
  const { sizes } = bound.facts;
  const { program } = model;
  const responses = responsesOf(program);
  const b = createBuilder("f64");
  const key = b.input(":key", [2], "u32");
  const step = b.input(":step", [], "u32");
  let stream = 0;
  const noise: Noise = {
    normal: (shape) => b.random("normal", key, step, stream++, shape),
    uniform: (shape) => b.random("uniform", key, step, stream++, shape),
  };
  const env = new Map<string, Named>();
  const outputs = new Map<string, Tensor>();
  for (const { slot, dimensions } of dataSlots(model, sizes, "f64")) {
    if (responses.has(slot.name) || !bound.arrays.has(slot.name)) continue;
    env.set(slot.name, { tensor: b.input(slot.name, slot.shape, slot.dtype), dimensions });
  }
  const keep = (name: string, value: Named): void => {
    outputs.set(name, value.tensor.dtype === "f64" ? value.tensor : b.cast(value.tensor, "f64"));
    env.set(name, value);
  };
  const before = (name: string, shape: Shape): Tensor => b.input(`before ${name}`, shape, "f64");
  for (const name of looped.filter((each) => responses.has(each))) {
    const observation = model.observations.find(({ response }) => response.name === name);
    if (observation === undefined) throw new Bug(`${name} is no response`);
    const { type } = observation.response;
    const tensor = before(name, shapeOf(type.dimensions, sizes));
    const whole = type.support.kind === "label" || type.support.kind === "bool";
    env.set(name, { tensor: whole ? b.cast(tensor, "i32") : tensor, dimensions: type.dimensions });
  }
  for (const statement of program.prior) {
    const { name, type } = statement;
    const { dimensions } = type;
    if (statement.kind === "deterministic") {
      keep(name, { tensor: spread(b, quantity(b, statement, sizes, env), dimensions, sizes), dimensions });
      continue;
    }
    if (looped.includes(name))
      env.set(name, { tensor: before(name, shapeOf(dimensions, sizes)), dimensions });
    const tensor = sampled(b, statement.distribution, type, shapeOf(dimensions, sizes), env, noise, bound);
    keep(name, { tensor: isOrdered(statement) ? sorted(b, tensor) : tensor, dimensions });
  }
  const local = new Map(env);
  for (const statement of program.likelihood) {
    if (statement.kind === "deterministic") local.set(statement.name, quantity(b, statement, sizes, local));
    else outputs.set(statement.response.name, response(b, model, statement, local, noise, bound));
  }
  const names = [...outputs.keys()];
  const graph = b.finish([...outputs.values()]);
  const built: Program = {
    name: "prior predictive",
    state: [],
    inputs: graph.inputs,
    outputs: names.map((name) => ({
      name: `draw ${name}`,
      shape: outputs.get(name)?.shape ?? [],
      dtype: "f64",
    })),
    step: graph,
  };
  return { program: built, shapes: new Map([...outputs].map(([name, { shape }]) => [name, shape])) };
}

function sampled(
  b: Builder,
  call: Latent["distribution"],
  type: Latent["type"],
  shape: Shape,
  env: ReadonlyMap<string, Named>,
  noise: Noise,
  bound: Bound,
): Tensor {
  if (call.distribution.name === "markov")
    return drawChain(b, { type, distribution: call }, bound.facts.sizes, env, noise);
  const p = callArguments(b, call, type, bound.facts.sizes, env, "spread");
  return call.distribution.sample(b, noise, p, shape);
}

/** A response, as f64; first rows that the model is conditioned on stay what they are. */
function response(
  b: Builder,
  model: Model,
  observation: Observation,
  env: ReadonlyMap<string, Named>,
  noise: Noise,
  bound: Bound,
): Tensor {
  const { response: variable, distribution: call } = observation;
  const shape = shapeOf(variable.type.dimensions, bound.facts.sizes);
  const drawn = b.cast(sampled(b, call, variable.type, shape, env, noise, bound), "f64");
  const scored = scoredElements(b, model, observation, shape);
  const given = env.get(variable.name)?.tensor;
  return scored === null || given === undefined ? drawn : b.select(scored, drawn, b.cast(given, "f64"));
}

function isOrdered({ type, distribution: call }: Latent): boolean {
  return type.support.kind === "ordered" && call.distribution.event === undefined;
}

/** Along the last axis: independent draws of one prior, in order, are draws of it restricted to ordered values. */
function sorted(b: Builder, x: Tensor): Tensor {
  const { shape } = x;
  const last = shape.length - 1;
  const size = shape[last] ?? 1;
  const wide = [...shape, size];
  const axes = shape.map((_, axis) => axis);
  const own = b.broadcast(x, wide, axes);
  const other = b.broadcast(x, wide, [...axes.slice(0, last), last + 1]);
  const rank = b.sum(b.select(b.lt(other, own), b.constant(1, wide), 0), [last + 1]);
  const place = b.eq(b.broadcast(rank, wide, axes), b.cast(b.iota(wide, last + 1, "i32"), "f64"));
  return b.sum(b.select(place, own, 0), [last]);
}
