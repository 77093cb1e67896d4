/**
 * What the training data tell of labels that rows share: a new row of a known school is of that school's kind, as probable as its
 * earlier rows made it. For each draw of the sites, p(kind | training data); of several such latents, each by itself.
 */

import type { Bound } from "../data/bound.ts";
import type { Model } from "../model/model.ts";
import { stateProbabilities } from "../model/states.ts";
import { toldName } from "../model/summed.ts";
import { elements, type Shape } from "../tensor/graph.ts";
import type { Runtime } from "../tensor/program.ts";
import type { DrawSource } from "./draw-source.ts";
import type { Posterior } from "./posterior.ts";
import { shapeIn } from "./sites.ts";
import { openTraining } from "./training-program.ts";

type Summed = Model["summation"]["latents"][number];

/** The latents whose values rows share. */
function sharedBy({ program, summation }: Model): readonly Summed[] {
  const { rows } = program;
  if (rows === null) return [];
  return summation.latents.filter(
    ({ latent, chain }) => chain === null && !latent.type.dimensions.includes(rows),
  );
}

/** `source` with the logarithms of those probabilities, NaN at places that training did not have; `drawn` are the sites as training had them. Takes `source` over. */
export async function withToldGroups(
  source: DrawSource,
  drawn: DrawSource,
  posterior: Posterior,
  bound: Bound,
  runtime: Runtime,
): Promise<{ readonly source: DrawSource; readonly told: readonly Summed[] }> {
  const { model, facts } = posterior;
  const shared = sharedBy(model);
  const names: string[] = [];
  const call =
    shared.length === 0
      ? null
      : await openTraining(posterior, runtime, (b, env) => {
          const found = [...stateProbabilities(b, model, facts.sizes, env)].filter(([name]) =>
            shared.some(({ latent }) => latent.name === name),
          );
          names.push(...found.map(([name]) => name));
          return new Map(found.map(([name, { tensor }]) => [name, b.log(tensor)]));
        });
  if (call === null) return { source, told: [] };
  const told = shared.filter(({ latent }) => names.includes(latent.name));
  const shapes = told.map(({ latent, states }) => {
    const dimensions = [states, ...latent.type.dimensions];
    return [shapeIn(facts.sizes, dimensions), shapeIn(bound.facts.sizes, dimensions)] as const;
  });
  return {
    told,
    source: {
      ...source,
      at: (index) => {
        call.run(drawn.at(index));
        const sites = new Map(source.at(index));
        told.forEach(({ latent: { name } }, i) => {
          const [before, now] = shapes[i] ?? [[], []];
          sites.set(toldName(name), widened(call.read(name), before, now));
        });
        return sites;
      },
      dispose: () => {
        call.dispose();
        source.dispose();
      },
    },
  };
}

/** The array in the first places of a larger one, NaN in the others. */
function widened(values: Float64Array, before: Shape, now: Shape): Float64Array {
  return Float64Array.from({ length: elements(now) }, (_, place) => {
    let [rest, from, stride] = [place, 0, 1];
    for (let axis = now.length - 1; axis >= 0; axis--) {
      const [size, old] = [now[axis] ?? 1, before[axis] ?? 1];
      if (rest % size >= old) return Number.NaN;
      from += stride * (rest % size);
      [rest, stride] = [Math.floor(rest / size), stride * old];
    }
    return values[from] as number;
  });
}
