/** The parameters of conjugate priors, as numbers. */

import { callArguments } from "../../model/call.ts";
import { isConjugatePrior } from "../../model/conjugate-pairs.ts";
import { dataSlots, deterministics } from "../../model/density.ts";
import type { Named } from "../../model/model.ts";
import { shapeOf } from "../../model/named.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Task } from "../method.ts";
import { writeData } from "./blocks.ts";
import type { Parameters } from "./conjugate-update.ts";

/** Arguments of the sites' priors, which hang on data alone. */
export async function priorParameters(task: Task): Promise<ReadonlyMap<string, Parameters>> {
  const { model, bound, runtime } = task;
  const { sizes } = bound.facts;
  const b = createBuilder("f64");
  const inputs = dataSlots(model, sizes, "f64");
  const env = new Map(
    inputs.map(({ slot, dimensions }): [string, Named] => [
      slot.name,
      { tensor: b.input(slot.name, slot.shape, slot.dtype), dimensions },
    ]),
  );
  for (const { name, dimensions } of model.sites)
    env.set(name, { tensor: b.constant(1, shapeOf(dimensions, sizes)), dimensions });
  const all = deterministics(b, model, sizes, env);
  const conjugate = model.sites.filter(({ latent }) =>
    isConjugatePrior(latent.distribution.distribution.name),
  );
  const outputs = conjugate.flatMap(({ name, latent }) =>
    Object.entries(callArguments(b, latent.distribution, latent.type, sizes, all, "spread")).map(
      ([parameter, tensor]) => ({ name, parameter, tensor }),
    ),
  );
  const executable = await runtime.compile({
    name: "parameters of priors",
    state: [],
    inputs: inputs.map(({ slot }) => slot),
    outputs: outputs.map(({ name, parameter, tensor }) => ({
      name: `${parameter} of ${name}`,
      shape: tensor.shape,
      dtype: "f64",
    })),
    step: b.finish(outputs.map(({ tensor }) => tensor)),
  });
  writeData(executable, model, sizes, bound, { start: 0, live: bound.rows }, bound.rows);
  await executable.run(1);
  const values = conjugate.map(({ name }): [string, Parameters] => [
    name,
    Object.fromEntries(
      outputs
        .filter((each) => each.name === name)
        .map(({ parameter }) => [parameter, Float64Array.from(executable.read(`${parameter} of ${name}`))]),
    ),
  ]);
  executable.dispose();
  return new Map(values);
}
