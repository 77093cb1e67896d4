/**
 * Bayesian linear regression as Programs: Bishop, "Pattern Recognition and Machine Learning" (2006), section 3.3, whitened.
 *
 * With x = m₀ + S z, S = B⁻¹ diag(s), z ~ normal(0, I), rows A = Σ⁻½ X S and r = Σ⁻½ (y − c − X m₀), the posterior of z has
 * precision Λ = I + AᵀA = L Lᵀ and mean ẑ = Λ⁻¹ Aᵀ r, and
 *   log p(y) = −½ (n log 2π + log |Σ| + log |Λ| + |r − A ẑ|² + |ẑ|²),
 * a sum of squares where the textbook's difference of two large numbers would cancel.
 */

import { Bug } from "../../diagnostic/bug.ts";
import { scoredElements } from "../../model/conditioned.ts";
import { dataSlots } from "../../model/density.ts";
import { linearGaussianForm } from "../../model/linear-gaussian.ts";
import type { Model, Named } from "../../model/model.ts";
import { shapeOf } from "../../model/named.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import { elements, type Slot } from "../../tensor/graph.ts";
import type { Program } from "../../tensor/program.ts";
import { found } from "./lists.ts";

function slot(name: string, ...shape: readonly number[]): Slot {
  return { name, shape, dtype: "f64" };
}

function declare(b: Builder, slots: readonly Slot[]): ReadonlyMap<string, Tensor> {
  return new Map(slots.map(({ name, shape, dtype }) => [name, b.input(name, shape, dtype)]));
}

function blockSlots(model: Model, sizes: Sizes): readonly Slot[] {
  const data = dataSlots(model, sizes, "f64").map((each) => each.slot);
  return [...data, { name: ":live", shape: [], dtype: "i32" }];
}

/** What a block of rows says: state′ = state + AᵀA, Aᵀr, Σ log σ, n. */
export function informationProgram(model: Model, sizes: Sizes, latents: number): Program {
  const b = createBuilder("f64");
  const state = [
    slot(":gram", latents, latents),
    slot(":moment", latents),
    slot(":log_noise"),
    slot(":count"),
  ];
  const inputs = blockSlots(model, sizes);
  const all = declare(b, [...state, ...inputs]);
  const { rows, response, logNoise, live } = whitened(b, model, sizes, all);
  return {
    name: "information of rows",
    state,
    inputs,
    outputs: [],
    step: b.finish([
      b.add(found(all, ":gram"), b.dot(rows, rows, [[0], [0]])),
      b.add(found(all, ":moment"), b.dot(rows, response, [[0], [0]])),
      b.add(found(all, ":log_noise"), b.sum(logNoise)),
      b.add(found(all, ":count"), b.sum(live)),
    ]),
  };
}

/** From the information of all rows: ẑ, log |Λ|, and the posterior of the latents themselves. */
export function posteriorProgram(model: Model, sizes: Sizes, latents: number): Program {
  const b = createBuilder("f64");
  const inputs = [...blockSlots(model, sizes), slot(":gram", latents, latents), slot(":moment", latents)];
  const all = declare(b, inputs);
  const form = linearGaussianForm(b, model, sizes, environmentOf(model, sizes, all));
  const { priorMean, priorSd, spread } = form;
  const square = [latents, latents];
  const diagonal = b.eq(b.iota(square, 0, "i32"), b.iota(square, 1, "i32"));
  const identity = b.select(diagonal, b.constant(1, square), 0);
  const factor = b.cholesky(b.add(identity, found(all, ":gram")));
  const column = b.reshape(found(all, ":moment"), [latents, 1]);
  const solved = b.triangularSolve(factor, b.triangularSolve(factor, column), true);
  const z = b.reshape(solved, [latents]);
  // log |Λ| = 2 Σ log Lᵢᵢ
  const logDeterminant = b.mul(2, b.sum(b.log(b.sum(b.select(diagonal, factor, 0), [1]))));
  // S Λ⁻¹ Sᵀ = (L⁻¹ Sᵀ)ᵀ (L⁻¹ Sᵀ)
  const sds = b.broadcast(priorSd, square, [0]);
  const transposed = spread === null ? b.select(diagonal, sds, 0) : b.mul(b.transpose(spread, [1, 0]), sds);
  const root = b.triangularSolve(factor, transposed);
  const scaled = b.mul(priorSd, z);
  const moved = spread === null ? scaled : b.dot(spread, scaled, [[1], [0]]);
  return {
    name: "posterior of a linear model",
    state: [],
    inputs,
    outputs: [
      slot(":z", latents),
      slot(":log_determinant"),
      slot(":mean", latents),
      slot(":covariance", ...square),
    ],
    step: b.finish([z, logDeterminant, b.add(priorMean, moved), b.dot(root, root, [[0], [0]])]),
  };
}

/** What a block of rows leaves over: state′ = state + |r − A ẑ|². */
export function residualProgram(model: Model, sizes: Sizes, latents: number): Program {
  const b = createBuilder("f64");
  const state = [slot(":residual")];
  const inputs = [...blockSlots(model, sizes), slot(":z", latents)];
  const all = declare(b, [...state, ...inputs]);
  const { rows, response } = whitened(b, model, sizes, all);
  const left = b.sub(response, b.dot(rows, found(all, ":z"), [[1], [0]]));
  return {
    name: "residual of rows",
    state,
    inputs,
    outputs: [],
    step: b.finish([b.add(found(all, ":residual"), b.sum(b.square(left)))]),
  };
}

function environmentOf(
  model: Model,
  sizes: Sizes,
  all: ReadonlyMap<string, Tensor>,
): ReadonlyMap<string, Named> {
  return new Map(
    dataSlots(model, sizes, "f64").map((each) => [
      each.slot.name,
      { tensor: found(all, each.slot.name), dimensions: each.dimensions },
    ]),
  );
}

/** A: [R, P], r and log σ: [R], nought where a row is not live; `live` is 1 there and 0 elsewhere. */
function whitened(b: Builder, model: Model, sizes: Sizes, all: ReadonlyMap<string, Tensor>) {
  const form = linearGaussianForm(b, model, sizes, environmentOf(model, sizes, all));
  if (form.response === null) throw new Bug("a posterior needs the responses");
  const { shape } = form.design;
  const isLive = liveElements(b, model, sizes, found(all, ":live"));
  const keep = (x: Tensor, axes: readonly number[]) => b.select(b.broadcast(isLive, x.shape, axes), x, 0);
  const reached = form.spread === null ? form.design : b.dot(form.design, form.spread, [[1], [0]]);
  const scaled = b.mul(reached, b.broadcast(form.priorSd, shape, [1]));
  const centred = b.sub(b.sub(form.response, form.offset), b.dot(form.design, form.priorMean, [[1], [0]]));
  return {
    rows: keep(b.div(scaled, b.broadcast(form.noiseSd, shape, [0])), [0]),
    response: keep(b.div(centred, form.noiseSd), [0]),
    logNoise: keep(b.log(form.noiseSd), [0]),
    live: keep(b.constant(1, form.response.shape), [0]),
  };
}

/** [R]: which response scalars stand in live rows, and are not conditioned on. */
function liveElements(b: Builder, model: Model, sizes: Sizes, live: Tensor): Tensor {
  const parts = model.observations.map((observation) => {
    const { response } = observation;
    const shape = shapeOf(response.type.dimensions, sizes);
    const hasRows = model.program.rows !== null && response.type.dimensions[0] === model.program.rows;
    const row = hasRows ? b.iota(shape, 0, "i32") : b.constant(0, shape, "i32");
    const isLive = b.lt(row, b.broadcast(live, shape, []));
    const known = scoredElements(b, model, observation, shape);
    return b.reshape(known === null ? isLive : b.and(isLive, known), [elements(shape)]);
  });
  const [first] = parts;
  if (first === undefined) return b.lt(b.constant(0, [1], "i32"), 0);
  return parts.length === 1 ? first : b.concat(parts, 0);
}
