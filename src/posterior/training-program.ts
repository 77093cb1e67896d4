/** What a fitted model says of the data it was fitted on, as a compiled program: one call a draw of the sites. */

import type { Named, Environment } from "../model/model.ts";
import { dataSlots, deterministics } from "../model/density.ts";
import { createBuilder } from "../tensor/build.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Runtime } from "../tensor/program.ts";
import type { Posterior } from "./posterior.ts";
import { pureProgram, shapeIn } from "./sites.ts";

export interface TrainingCall {
  /** Writes one draw of the sites and runs. */
  readonly run: (sites: ReadonlyMap<string, ArrayLike<number>>) => void;
  readonly read: (output: string) => Float64Array;
  readonly dispose: () => void;
}

/** Compiles `outputs` of data, latents and deterministics; null where the data were not kept. Inputs that `outputs` makes hold zeros. */
export async function openTraining(
  { model, facts, training }: Posterior,
  runtime: Runtime,
  outputs: (b: Builder, env: Environment) => ReadonlyMap<string, Tensor>,
): Promise<TrainingCall | null> {
  if (training === undefined) return null;
  const { sizes } = facts;
  const b = createBuilder("f64");
  const env = new Map<string, Named>();
  const arrays = new Map([...facts.constants, ...training]);
  const slots = dataSlots(model, sizes, "f64").filter(({ slot }) => arrays.has(slot.name));
  for (const { slot, dimensions } of slots)
    env.set(slot.name, { tensor: b.input(slot.name, slot.shape, slot.dtype), dimensions });
  for (const { name, dimensions } of model.sites)
    env.set(name, { tensor: b.input(name, shapeIn(sizes, dimensions), "f64"), dimensions });
  const made = outputs(b, deterministics(b, model, sizes, env));
  const executable = await runtime.compile(pureProgram("training", b, made));
  for (const { slot } of slots) executable.write(slot.name, arrays.get(slot.name)?.values ?? []);
  return {
    run: (sites) => {
      for (const { name } of model.sites) executable.write(name, sites.get(name) ?? []);
      executable.step();
    },
    read: (output) => Float64Array.from(executable.read(output)),
    dispose: () => executable.dispose(),
  };
}
