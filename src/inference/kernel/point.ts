/** Steepest ascent's subject for `map`: the log joint density at one point, of the declared variables. */

import type { Model } from "../../model/model.ts";
import { jointDensity, sumOf } from "./joint.ts";
import type { Layout } from "./layout.ts";
import { found } from "./lists.ts";
import { viewRows } from "./rows.ts";
import type { Ascent } from "./step.ts";

export function pointOf(site: string): string {
  return `point:${site}`;
}

/** log p(x) + (N/B) Σ log p(row | x) at x = x(u): no Jacobian, since the mode sought is that of x. */
export function atOnePoint(model: Model, layout: Layout): Ascent {
  return {
    name: "map",
    parameters: layout.places.map(({ name, shape }) => ({ name: pointOf(name), site: name, shape })),
    constants: [],
    objective: (b, parameters, rows) => {
      const view = viewRows(b, rows);
      const point = new Map(layout.places.map(({ name }) => [name, found(parameters, pointOf(name))]));
      const joint = jointDensity(b, model, view, point);
      const logLikelihood = b.mul(view.scale, joint.logLikelihood);
      return {
        value: b.add(sumOf(b, joint.logPriors.values()), logLikelihood),
        terms: new Map([
          ...[...joint.logPriors].map(([name, each]) => [`the prior of ${name}`, each] as const),
          ["the likelihood", logLikelihood],
        ]),
        point,
      };
    },
  };
}
