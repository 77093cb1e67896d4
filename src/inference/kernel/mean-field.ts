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

/**
 * How far a mean moves at an optimiser's rate of one: the state holds m / unit. At a rate of 0.01 a latent of prior sd 100
 * would else need ten thousand steps to cross its prior; a scalar for each site.
 */
export function unitOf(site: string): string {
  return `unit:${site}`;
}

/** By site: the guide on the unconstrained scale. */
export interface Guide {
  readonly mean: ReadonlyMap<string, Tensor>;
  readonly logSd: ReadonlyMap<string, Tensor>;
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
  guide: Guide,
  noise: NoiseSource,
  count: number,
): LowerBound {
  const { places } = layout;
  const means = places.map(({ name }) => found(guide.mean, name));
  const logSds = places.map(({ name }) => found(guide.logSd, name));
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
  const guide = { mean, sd: b.exp(logSd), logSd };
  const closed = klDivergence(b, model, joint.sizes, site, guide, joint.environment);
  if (closed !== null) return closed;
  const entropy = b.add(b.sum(logSd), size * halfLogTwoPiE);
  const logDensity = b.add(found(joint.logPriors, name), found(joint.logDeterminants, name));
  return b.neg(b.add(entropy, logDensity));
}

/** The bound as something to climb: the average over `samples` draws a step. */
export function meanField(model: Model, layout: Layout, samples: number): Ascent {
  const { places } = layout;
  return {
    name: "vi",
    parameters: places.flatMap(({ name, shape }) => [
      { name: meanOf(name), site: name, shape },
      { name: logSdOf(name), site: name, shape },
    ]),
    constants: places.map(({ name }) => ({ name: unitOf(name), shape: [] })),
    objective: (b, values, rows, noise) => {
      const guide: Guide = {
        mean: new Map(
          places.map(({ name }) => [name, b.mul(found(values, meanOf(name)), found(values, unitOf(name)))]),
        ),
        logSd: new Map(places.map(({ name }) => [name, found(values, logSdOf(name))])),
      };
      const mirrored = inPairs(b, noise);
      const bound = lowerBound(b, model, layout, rows, guide, mirrored, samples);
      const average = (x: Tensor) => b.div(b.sum(x), samples);
      const logLikelihood = b.mul(viewRows(b, rows).scale, average(bound.logLikelihood));
      const divergences = new Map([...bound.divergences].map(([name, each]) => [name, average(each)]));
      return {
        value: b.sub(logLikelihood, sumOf(b, divergences.values())),
        terms: new Map([
          ...[...divergences].map(([name, each]) => [`the prior of ${name}`, each] as const),
          ["the likelihood", logLikelihood],
        ]),
        point: firstDraw(b, layout, guide, mirrored, samples),
      };
    },
  };
}

/**
 * Draws come as ε and −ε: Hammersley & Morton (1956). What is odd in ε cancels, so that where the density is quadratic the
 * gradient of the means has no noise at all; an odd draw out stays single.
 */
export function inPairs(b: Builder, noise: NoiseSource): NoiseSource {
  return (stream, shape) => {
    const [count = 1, ...rest] = shape;
    if (count === 1) return noise(stream, shape);
    const half = noise(stream, [Math.ceil(count / 2), ...rest]);
    const both = b.concat([half, b.neg(half)], 0);
    return b.slice(
      both,
      shape.map(() => 0),
      shape,
    );
  };
}

function firstDraw(b: Builder, { places }: Layout, guide: Guide, noise: NoiseSource, samples: number) {
  return new Map(
    places.map((place, i) => {
      const { name, shape } = place;
      const all = noise(i, [samples, ...shape]);
      const first = b.slice(
        all,
        all.shape.map(() => 0),
        [1, ...shape],
      );
      const draw = drawsOf(b, place, found(guide.mean, name), found(guide.logSd, name), first);
      return [name, b.reshape(draw, shape)];
    }),
  );
}
