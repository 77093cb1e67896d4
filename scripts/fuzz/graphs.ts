/** The density of an accepted program and its gradient, as a graph at small sizes: built, verified, optimised, lowered, printed and run. */

import { evaluate } from "../../src/backend/interpreter/evaluate.ts";
import { lower } from "../../src/lower/lower.ts";
import { printLoops } from "../../src/lower/print.ts";
import { constrain, dataSlots, deterministics, logLikelihood, logPriors } from "../../src/model/density.ts";
import { freeShapeOf } from "../../src/model/free-shape.ts";
import { printModel } from "../../src/model/print.ts";
import type { Named } from "../../src/model/model.ts";
import type { Compiled } from "../../src/pipeline-compile.ts";
import { type Sizes, sizeOf } from "../../src/shape/dimension.ts";
import { createBuilder } from "../../src/tensor/build.ts";
import { gradient } from "../../src/tensor/differentiate.ts";
import { elements, type Slot } from "../../src/tensor/graph.ts";
import { optimise } from "../../src/tensor/optimise.ts";
import { printGraph } from "../../src/tensor/print.ts";
import { verify } from "../../src/tensor/verify.ts";

/** Every size that nothing gives. */
const size = 3;

export function verifyGraphs({ program, model }: Compiled): void {
  printModel(model);
  const sizes = new Map<string, number>();
  for (const dimension of program.dimensions) sizes.set(dimension.id, sizeOf(dimension, sizes) ?? size);
  // Windows wider than an image so small are the data's mistake.
  if ([...sizes.values()].some((each) => each < 1 || each > 64)) return;
  const { graph, outputs } = densityGraph(model, sizes);
  verify(graph);
  const optimised = optimise(graph);
  printGraph(
    optimised,
    outputs.map(({ name }) => name),
  );
  printLoops(lower({ name: "density", state: [], inputs: optimised.inputs, outputs, step: optimised }));
  const inputs = optimised.inputs.map(({ shape, dtype }, s) =>
    Float64Array.from({ length: elements(shape) }, (_, i) => (dtype === "f64" ? Math.sin(7 * i + s) : 0)),
  );
  evaluate(optimised, inputs).forEach((values, i) => {
    if (values.length !== elements(outputs[i]?.shape ?? [])) throw new Error("a gradient of another shape");
  });
}

function densityGraph(model: Compiled["model"], sizes: Sizes) {
  const b = createBuilder("f64");
  const reals = model.sites.map((site): [string, Slot] => [
    site.name,
    { name: `latent ${site.name}`, shape: freeShapeOf(site, sizes), dtype: "f64" },
  ]);
  const given = new Map(reals.map(([name, slot]) => [name, b.input(slot.name, slot.shape, slot.dtype)]));
  const data = dataSlots(model, sizes, "f64").map(({ slot, dimensions }): [string, Named] => [
    slot.name,
    { tensor: b.input(slot.name, slot.shape, slot.dtype), dimensions },
  ]);
  const { values, logDeterminants } = constrain(b, model, sizes, given, new Map(data));
  const environment = deterministics(b, model, sizes, new Map([...data, ...values]));
  const terms = [...logPriors(b, model, sizes, environment).values(), ...logDeterminants.values()];
  const joint = terms.reduce(
    (sum, term) => b.add(sum, term),
    b.sum(logLikelihood(b, model, sizes, environment)),
  );
  const slopes = gradient(b, joint, [...given.values()]);
  const outputs: Slot[] = [
    { name: "log joint", shape: [], dtype: "f64" },
    ...reals.map(([, slot]) => ({ ...slot, name: `gradient ${slot.name}` })),
  ];
  return { graph: b.finish([joint, ...slopes]), outputs };
}
