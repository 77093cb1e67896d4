/**
 * What chains of a network are judged on: its predictions at a few rows of the training data, by draw. Its weights may change
 * places from chain to chain and mean the same function.
 */

import { rowsComeApart } from "../check/all-rows.ts";
import type { Bound } from "../data/bound.ts";
import { isOverRows, keepRows } from "../data/rows.ts";
import type { Runtime } from "../tensor/program.ts";
import { keyOf } from "../tensor/random.ts";
import { openDraws } from "./draw-source.ts";
import type { Chains, Posterior } from "./posterior.ts";
import { openPredictive, type PredictiveCall, type ResponseSlots } from "./predictive-program.ts";

/** Rows that are looked at, evenly spaced. */
const mostRows = 16;

/** The chains with what they predict, by response `[chains * draws, rows, …]`: means, or probabilities by class. Unchanged where there is no network. */
export async function watched(
  posterior: Posterior & { readonly approximation: Chains },
  bound: Bound,
  runtime: Runtime,
): Promise<Chains> {
  const { model, approximation } = posterior;
  const { program } = model;
  if (program.networks.length === 0 || program.rows === null || !rowsComeApart(program)) return approximation;
  const few = thinned(bound, program);
  const source = await openDraws(posterior, keyOf(1), runtime);
  const call = await openPredictive(model, few, few.rows, null, runtime);
  call.load(0, few.rows);
  const count = approximation.chains * approximation.draws;
  const shown = call.responses.filter(({ classes, hasMean }) => classes !== null || hasMean);
  const arrays = new Map<string, { shape: readonly number[]; values: Float64Array }>();
  for (let s = 0; s < count; s++) {
    call.run(source.at(s), s);
    for (const response of shown) {
      const values = predictionOf(call, response);
      const array = arrays.get(response.name) ?? {
        shape: [few.rows, values.length / few.rows],
        values: new Float64Array(count * values.length),
      };
      array.values.set(values, s * values.length);
      arrays.set(response.name, array);
    }
    if (s % 256 === 255) await new Promise((resume) => setTimeout(resume, 0));
  }
  call.dispose();
  source.dispose();
  return { ...approximation, watched: arrays };
}

function predictionOf(call: PredictiveCall, { name, classes }: ResponseSlots): ArrayLike<number> {
  return call.read(name, classes === null ? "mean" : "probabilities");
}

function thinned(bound: Bound, program: Posterior["model"]["program"]): Bound {
  const rows = Math.min(mostRows, bound.rows);
  const kept = Uint32Array.from({ length: rows }, (_, i) => Math.floor((i * bound.rows) / rows));
  const arrays = [...bound.arrays].map(
    ([name, array]) =>
      [
        name,
        isOverRows(array, program)
          ? {
              ...array,
              shape: [rows, ...array.shape.slice(1)],
              values: keepRows(array.values, kept, bound.rows),
            }
          : array,
      ] as const,
  );
  return { ...bound, rows, arrays: new Map(arrays) };
}
