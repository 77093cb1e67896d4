/** How probable each value of each discrete latent is, given the data the model was fitted on: the mean over draws of the sites. */

import type { Named } from "../model/model.ts";
import { stateProbabilities } from "../model/states.ts";
import { elements } from "../tensor/graph.ts";
import type { Runtime } from "../tensor/program.ts";
import { keyOf } from "../tensor/random.ts";
import { openDraws } from "./draw-source.ts";
import { nest, type Nested } from "./nest.ts";
import type { Posterior } from "./posterior.ts";
import { valueNames } from "./response.ts";
import { openTraining } from "./training-program.ts";

/** Of one latent: `p` is nested by its dimensions, then by its values. */
export interface Responsibilities {
  readonly values: readonly string[];
  readonly p: Nested<number | null>;
}

export interface ResponsibilityOptions {
  readonly seed: number;
  readonly runtime: Runtime;
  /** At most; default 1000. */
  readonly draws?: number;
}

/** By latent; none of models without discrete ones, or where the data were not kept. */
export async function responsibilities(
  posterior: Posterior,
  { seed, runtime, draws = 1000 }: ResponsibilityOptions,
): Promise<Readonly<Record<string, Responsibilities>>> {
  const { model, facts } = posterior;
  if (model.summation.latents.length === 0) return {};
  const found = new Map<string, Named>();
  const call = await openTraining(posterior, runtime, (b, env) => {
    for (const [name, value] of stateProbabilities(b, model, facts.sizes, env)) found.set(name, value);
    return new Map([...found].map(([name, { tensor }]) => [name, tensor]));
  });
  if (call === null) return {};
  const source = await openDraws(posterior, keyOf(seed), runtime);
  const count = Math.min(draws, source.count ?? draws);
  const sums = new Map(
    [...found].map(([name, { tensor }]) => [name, new Float64Array(elements(tensor.shape))]),
  );
  for (let s = 0; s < count; s++) {
    call.run(source.at(source.count === null ? s : Math.floor((s * source.count) / count)));
    for (const [name, sum] of sums)
      call.read(name).forEach((p, i) => (sum[i] = (sum[i] as number) + p / count));
  }
  call.dispose();
  source.dispose();
  const entries = model.summation.latents.flatMap(({ latent: { name, type } }) => {
    const [sum, shape] = [sums.get(name), found.get(name)?.tensor.shape];
    if (sum === undefined || shape === undefined) return [];
    const [values = 1, ...own] = shape;
    const places = elements(own);
    const last = Float64Array.from(
      { length: sum.length },
      (_, i) => sum[(i % values) * places + Math.floor(i / values)] as number,
    );
    return [
      [name, { values: valueNames(type.support, facts) ?? [], p: nest(last, [...own, values]) }] as const,
    ];
  });
  return Object.fromEntries(entries);
}
