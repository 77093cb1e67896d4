/** Where a density stops being a number: its parts at one point, in the order in which a fault would spread. */

import type { Model } from "../../model/model.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { createBuilder } from "../../tensor/build.ts";
import { gradient } from "../../tensor/differentiate.ts";
import type { Program } from "../../tensor/program.ts";
import { jointDensity, sumOf } from "../kernel/joint.ts";
import { layersOf } from "../kernel/layers.ts";
import type { Layout } from "../kernel/layout.ts";
import { everyRow } from "../kernel/rows.ts";
import { dataOf, potentialInputs } from "./potential.ts";

/** Inputs as those of the potential and `point:SITE`; an output a part, named `i:what`, finite only where all its elements are. */
export function inspectionProgram(model: Model, sizes: Sizes, layout: Layout): Program {
  const b = createBuilder("f64");
  const inputs = new Map(
    potentialInputs(model, sizes).map(
      ({ name, shape, dtype }) => [name, b.input(name, shape, dtype)] as const,
    ),
  );
  const point = new Map(
    layout.places.map(({ name, shape }) => [name, b.input(`point:${name}`, shape, "f64")] as const),
  );
  const joint = jointDensity(b, model, everyRow(b, sizes, dataOf(model, sizes, inputs)), point);
  const total = b.add(
    b.add(sumOf(b, joint.logPriors.values()), sumOf(b, joint.logDeterminants.values())),
    joint.logLikelihood,
  );
  const slopes = gradient(b, total, [...point.values()]);
  const looks = [
    ...[...joint.logDeterminants].map(([name, value]) => [`the scale of ${name}`, value] as const),
    ...[...joint.logPriors].map(([name, value]) => [`the prior of ${name}`, value] as const),
    ...layersOf(b, model, joint.seenSizes, joint.seenEnvironment),
    ["the likelihood", joint.logLikelihood] as const,
    ...layout.places.map(({ name }, i) => [`the gradient of ${name}`, slopes[i] ?? total] as const),
  ];
  // A factor keeps a sum of many large finite numbers from overflowing.
  const outputs = looks.map(([, value]) => b.sum(b.mul(1e-12, value)));
  return {
    name: "inspection",
    state: [],
    inputs: b.inputs,
    outputs: looks.map(([name], i) => ({ name: `${i}:${name}`, shape: [], dtype: "f64" })),
    step: b.finish(outputs),
  };
}
