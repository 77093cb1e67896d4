/**
 * The evidence lower bound of a mean-field guide on the unconstrained scale, u = m + exp(ρ) ε: Kingma & Welling (2014);
 * Blundell et al. (2015); Kucukelbir et al. (2017).
 *
 *   ELBO = E_q[Σₙ log p(yₙ | u)] − Σ_site KL(q_site ‖ prior_site)
 *
 * A divergence is taken in closed form, given a draw of what the prior depends on, where one is known; else as
 * −H(q) − log p(x) − log |dx/du| at the draw, the entropy H(q) = Σ ρ + ½ log 2πe being exact.
 */

import { klDivergence } from "../../model/density.ts";
import type { Model } from "../../model/model.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import { overDraws } from "./draws.ts";
import { type Joint, jointDensity, sumOf } from "./joint.ts";
import { at, found } from "./lists.ts";
import type { Layout, Place } from "./layout.ts";
import { type RowInputs, tensorsOf, viewRows, withTensors } from "./rows.ts";
import type { Ascent, NoiseSource } from "./step.ts";

export function meanOf(site: string): string {
  return `mean:${site}`;
}

/** ρ = log sd: no bound to run into, and the entropy is linear in it. */
export function logSdOf(site: string): string {
  return `log_sd:${site}`;
}

export interface LowerBound {
  /** [draws]: Σ log p(row | draw) over the rows seen, unscaled. */
  readonly logLikelihood: Tensor;
  /** By site, [draws]: unbiased estimates of its divergence, the same in every draw where it is known in closed form. */
  readonly divergences: ReadonlyMap<string, Tensor>;
}

/** Both halves of the bound at each of `count` draws. */
export function lowerBound(
  b: Builder,
  model: Model,
  layout: Layout,
  rows: RowInputs,
  guide: ReadonlyMap<string, Tensor>,
  noise: NoiseSource,
  count: number,
): LowerBound {
  const { places } = layout;
  const means = places.map(({ name }) => found(guide, meanOf(name)));
  const logSds = places.map(({ name }) => found(guide, logSdOf(name)));
  const drawn = places.map((place, i) =>
    drawsOf(b, place, at(means, i), at(logSds, i), noise(i, [count, ...place.shape])),
  );
  const shared = [...means, ...logSds, ...tensorsOf(rows)];
  const [logLikelihood, ...divergences] = overDraws(b, count, drawn, shared, (inner, draw, same) => {
    const seen = viewRows(inner, withTensors(rows, same.slice(2 * places.length)));
    const point = new Map(places.map(({ name }, i) => [name, at(draw, i)]));
    const joint = jointDensity(inner, model, seen, point);
    const each = places.map((place, i) =>
      divergence(inner, model, place, at(same, i), at(same, places.length + i), joint),
    );
    return [joint.logLikelihood, ...each];
  });
  return {
    logLikelihood: at([logLikelihood], 0),
    divergences: new Map(places.map(({ name }, i) => [name, at(divergences, i)])),
  };
}

// u = m + exp(ρ) ε
function drawsOf(b: Builder, place: Place, mean: Tensor, logSd: Tensor, noise: Tensor): Tensor {
  const axes = place.shape.map((_, axis) => axis + 1);
  const repeat = (x: Tensor) => b.broadcast(x, noise.shape, axes);
  return b.add(repeat(mean), b.mul(repeat(b.exp(logSd)), noise));
}

const halfLogTwoPiE = 0.5 * Math.log(2 * Math.PI * Math.E);

function divergence(
  b: Builder,
  model: Model,
  { site, name, size }: Place,
  mean: Tensor,
  logSd: Tensor,
  joint: Joint,
): Tensor {
  const closed = klDivergence(b, model, joint.sizes, site, mean, b.exp(logSd), joint.environment);
  if (closed !== null) return closed;
  const entropy = b.add(b.sum(logSd), size * halfLogTwoPiE);
  const logDensity = b.add(found(joint.logPriors, name), found(joint.logDeterminants, name));
  return b.neg(b.add(entropy, logDensity));
}

/** The bound as something to climb: the average over `samples` draws a step. */
export function meanField(model: Model, layout: Layout, samples: number): Ascent {
  return {
    name: "vi",
    parameters: layout.places.flatMap(({ name, shape }) => [
      { name: meanOf(name), site: name, shape },
      { name: logSdOf(name), site: name, shape },
    ]),
    objective: (b, guide, rows, noise) => {
      const bound = lowerBound(b, model, layout, rows, guide, noise, samples);
      const average = (x: Tensor) => b.div(b.sum(x), samples);
      const { scale } = viewRows(b, rows);
      const logLikelihood = b.mul(scale, average(bound.logLikelihood));
      const divergences = [...bound.divergences].map(([name, each]) => [name, average(each)] as const);
      return {
        value: b.sub(
          logLikelihood,
          sumOf(
            b,
            divergences.map(([, each]) => each),
          ),
        ),
        terms: new Map([
          ...divergences.map(([name, each]) => [`the prior of ${name}`, each] as const),
          ["the likelihood", logLikelihood],
        ]),
        point: new Map(
          layout.places.map(({ name, shape }, i) => {
            const all = drawsOf(
              b,
              at(layout.places, i),
              found(guide, meanOf(name)),
              found(guide, logSdOf(name)),
              noise(i, [samples, ...shape]),
            );
            const first = b.slice(
              all,
              all.shape.map(() => 0),
              [1, ...shape],
            );
            return [name, b.reshape(first, shape)];
          }),
        ),
      };
    },
  };
}
