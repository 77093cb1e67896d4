/** How the normals of a variational fit stand to the posterior itself: log p(latents, data) − log q(latents) at draws of theirs. */

import type { Bound } from "../data/bound.ts";
import { Bug } from "../diagnostic/bug.ts";
import { constrain, dataSlots, deterministics, logLikelihood, logPriors } from "../model/density.ts";
import type { Model, Named } from "../model/model.ts";
import { createBuilder } from "../tensor/build.ts";
import { elements } from "../tensor/graph.ts";
import type { Program, Runtime } from "../tensor/program.ts";
import { createStream, keyOf } from "../tensor/random.ts";
import type { Posterior } from "./posterior.ts";
import { pureProgram, sitePlaces, type SitePlace } from "./sites.ts";

/** One a draw, in nats up to a constant; `bound` are the data it was fitted on. On the unconstrained scale, where the normals are. */
export async function logRatios(
  posterior: Posterior,
  bound: Bound,
  { draws, seed, runtime }: { readonly draws: number; readonly seed: number; readonly runtime: Runtime },
): Promise<Float64Array> {
  const { approximation, model } = posterior;
  if (approximation.kind !== "mean_field") throw new Bug("ratios are of normals to the posterior");
  const places = sitePlaces(posterior);
  const executable = await runtime.compile(jointProgram(model, bound, places));
  for (const { slot } of dataSlots(model, bound.facts.sizes, "f64")) {
    executable.write(slot.name, bound.arrays.get(slot.name)?.values ?? []);
  }
  const stream = createStream(keyOf(seed));
  const ratios = new Float64Array(draws);
  for (let s = 0; s < draws; s++) {
    // log q = −½ Σ z², and a constant
    let approximate = 0;
    for (const { name, free } of places) {
      const [mean, sd] = [approximation.mean.get(name), approximation.sd.get(name)];
      const values = Float64Array.from({ length: elements(free) }, (_, i) => {
        const z = stream.normal();
        approximate -= 0.5 * z * z;
        return (mean?.[i] ?? 0) + (sd?.[i] ?? 0) * z;
      });
      executable.write(latent(name), values);
    }
    executable.step();
    ratios[s] = (executable.read(joint)[0] ?? Number.NaN) - approximate;
    if (s % 64 === 63) await new Promise((resume) => setTimeout(resume, 0));
  }
  executable.dispose();
  return ratios;
}

// No data variable has a name with a space.
const latent = (name: string): string => `latent ${name}`;
const joint = "log joint";

function jointProgram(model: Model, { facts: { sizes } }: Bound, places: readonly SitePlace[]): Program {
  const b = createBuilder("f64");
  const given = new Map(places.map(({ name, free }) => [name, b.input(latent(name), free, "f64")]));
  const data = new Map(
    dataSlots(model, sizes, "f64").map(({ slot, dimensions }): [string, Named] => [
      slot.name,
      { tensor: b.input(slot.name, slot.shape, slot.dtype), dimensions },
    ]),
  );
  const { values, logDeterminants } = constrain(b, model, sizes, given, data);
  const environment = deterministics(b, model, sizes, new Map([...data, ...values]));
  const priors = [...logPriors(b, model, sizes, environment).values(), ...logDeterminants.values()];
  const likelihood = b.sum(logLikelihood(b, model, sizes, environment));
  const sum = priors.reduce((total, term) => b.add(total, term), likelihood);
  return pureProgram("log joint", b, new Map([[joint, sum]]));
}
