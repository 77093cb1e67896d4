/**
 * Draws of the discrete latents given the others and the training data, one for each draw of those: last summed out first, each given
 * those drawn before it; a chain from its last step to its first (Frühwirth-Schnatter 1994, "Data augmentation and dynamic linear models").
 */

import { Bug } from "../diagnostic/bug.ts";
import { stateTables, type StateTable } from "../model/states.ts";
import type { Tensor } from "../tensor/builder.ts";
import { elements } from "../tensor/graph.ts";
import type { Runtime } from "../tensor/program.ts";
import { createStream, fold, type Key } from "../tensor/random.ts";
import type { Posterior } from "./posterior.ts";
import { shapeIn } from "./sites.ts";
import { openTraining } from "./training-program.ts";

export interface StateDraws {
  /** By latent. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  /** Positions of values by latent, row-major; `index` only seeds them. */
  readonly at: (
    sites: ReadonlyMap<string, ArrayLike<number>>,
    index: number,
  ) => ReadonlyMap<string, Float64Array>;
  readonly dispose: () => void;
}

/** Null where the model has no discrete latent, or where the posterior was stored without its data. */
export async function openStateDraws(
  posterior: Posterior,
  key: Key,
  runtime: Runtime,
): Promise<StateDraws | null> {
  const { model, facts } = posterior;
  if (model.summation.latents.length === 0) return null;
  const { sizes } = facts;
  let tables: readonly StateTable[] = [];
  const call = await openTraining(posterior, runtime, (b, env) => {
    tables = stateTables(b, model, sizes, env);
    return outputsOf(tables);
  });
  if (call === null) return null;
  const { read } = call;
  return {
    shapes: new Map(
      tables.map(({ summed: { latent } }) => [latent.name, shapeIn(sizes, latent.type.dimensions)]),
    ),
    at: (sites, index) => {
      call.run(sites);
      const drawn = new Map<string, Float64Array>();
      for (const [which, state] of [...tables.entries()].toReversed()) {
        const stream = createStream(fold(fold(key, which), index));
        const uniform = (): number => stream.uniform();
        const { name } = state.summed.latent;
        const values =
          state.transition === null
            ? drawPlaces(state, read, drawn, uniform)
            : drawPaths(state, read(`table ${name}`), read(`transition ${name}`), uniform);
        drawn.set(name, values);
      }
      return drawn;
    },
    dispose: call.dispose,
  };
}

function outputsOf(tables: readonly StateTable[]): ReadonlyMap<string, Tensor> {
  const outputs = new Map<string, Tensor>();
  for (const { summed, table, beside, transition } of tables) {
    const { name } = summed.latent;
    outputs.set(`table ${name}`, table);
    if (transition !== null) outputs.set(`transition ${name}`, transition);
    for (const other of beside) outputs.set(`place ${name} ${other.summed.latent.name}`, other.place);
  }
  return outputs;
}

/** Which of these logarithms of weights a uniform draw falls on. */
function choose(count: number, log: (state: number) => number, u: number): number {
  let greatest = -Infinity;
  for (let s = 0; s < count; s++) greatest = Math.max(greatest, log(s));
  const weights = Float64Array.from({ length: count }, (_, s) => Math.exp(log(s) - greatest));
  const target = u * weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  for (let s = 0; s < count - 1; s++) {
    reached += weights[s] as number;
    if (target < reached) return s;
  }
  return count - 1;
}

function drawPlaces(
  { summed, table, beside }: StateTable,
  read: (name: string) => Float64Array,
  drawn: ReadonlyMap<string, Float64Array>,
  uniform: () => number,
): Float64Array {
  const { name } = summed.latent;
  const [states = 1, ...rest] = table.shape;
  const logs = read(`table ${name}`);
  const places = elements(rest.slice(beside.length));
  const whole = elements(rest);
  const others = beside.map((other, i) => {
    const values = drawn.get(other.summed.latent.name);
    if (values === undefined) throw new Bug(`${name} is drawn before ${other.summed.latent.name}`);
    const stride = elements(rest.slice(i + 1));
    return { values, stride, place: read(`place ${name} ${other.summed.latent.name}`) };
  });
  return Float64Array.from({ length: places }, (_, d) => {
    const offset = others.reduce(
      (sum, { values, stride, place }) => sum + stride * (values[place[d] as number] as number),
      d,
    );
    return choose(states, (s) => logs[s * whole + offset] as number, uniform());
  });
}

/** Backwards: the last state given all that was seen, each earlier one given the state after it. */
function drawPaths(
  { table: { shape }, transition }: StateTable,
  logs: Float64Array,
  matrix: Float64Array,
  uniform: () => number,
): Float64Array {
  const [states = 1, ...own] = shape;
  const steps = own.at(-1) ?? 1;
  const chains = elements(own.slice(0, -1));
  const everyStep = (transition?.shape[0] ?? 1) > 1;
  const drawn = new Float64Array(chains * steps);
  for (let r = 0; r < chains; r++) {
    for (let t = steps - 1; t >= 0; t--) {
      const log = (i: number): number => {
        const here = logs[(i * chains + r) * steps + t] as number;
        if (t === steps - 1) return here;
        const next = drawn[r * steps + t + 1] as number;
        const entry = ((everyStep ? t + 1 : 0) * states + i) * states + next;
        return here + (matrix[entry * chains + r] as number);
      };
      drawn[r * steps + t] = choose(states, log, uniform());
    }
  }
  return drawn;
}
