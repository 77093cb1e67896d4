/**
 * Where runs start: each latent at the mode of its own prior given what it depends on, weights of networks scattered
 * around it as wide as the prior, and no wider than 1/√fan-in (LeCun et al., "Efficient BackProp", 1998). What belongs to labels that
 * nobody saw is scattered too: values that start alike would be climbed alike for ever.
 */

import { weightsOf } from "../../check/weights.ts";
import type { Bound } from "../../data/bound.ts";
import { dataSlots } from "../../model/density.ts";
import { callArguments } from "../../model/call.ts";
import { freeShapeOf } from "../../model/free-shape.ts";
import type { Model, Named, Site } from "../../model/model.ts";
import type { SiteValues } from "../../posterior/posterior.ts";
import { ownerOf, productOf, type Sizes } from "../../shape/dimension.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import { gradient } from "../../tensor/differentiate.ts";
import type { Slot } from "../../tensor/graph.ts";
import type { Program, Runtime } from "../../tensor/program.ts";
import { type Key, randomValues } from "../../tensor/random.ts";
import { blockCapacity, blockSizes, blocksOf, writeData } from "./blocks.ts";
import { type Joint, jointDensity } from "./joint.ts";
import { type Layout, layoutOf, type Place } from "./layout.ts";
import { at, found } from "./lists.ts";
import { viewRows } from "./rows.ts";

export interface Start {
  /** Unconstrained. */
  readonly point: SiteValues;
  /** The prior's own spread at its mode, 1/√(−curvature); 1 where it is flat. */
  readonly scale: SiteValues;
}

const iterations = 64;

export async function findStart(
  runtime: Runtime,
  model: Model,
  sizes: Sizes,
  bound: Bound,
  key: Key,
): Promise<Start> {
  const capacity = blockCapacity(model, sizes, bound.rows);
  const held = blockSizes(model, sizes, capacity);
  const layout = layoutOf(model, held);
  const executable = await runtime.compile(priorModeProgram(model, held, layout));
  writeData(executable, model, held, bound, at(blocksOf(bound.rows, capacity), 0), capacity);
  await executable.run(iterations);
  const read = (prefix: string) =>
    new Map(layout.places.map(({ name }) => [name, Float64Array.from(executable.read(prefix + name))]));
  const mode = read("point:");
  const scale = read("scale:");
  executable.dispose();
  const point = layout.places.map((place, stream): [string, Float64Array] => {
    const centre = found(mode, place.name);
    const spread = scatter(model, sizes, place);
    if (spread === null) return [place.name, centre];
    const noise = randomValues("normal", "f64", key, stream, 0, place.size);
    const widths = found(scale, place.name);
    return [place.name, centre.map((c, i) => c + at([noise[i]], 0) * Math.min(spread, widths[i] ?? spread))];
  });
  return { point: new Map(point), scale };
}

/** How wide a weight, or what a label that is summed out chooses from, is scattered at most; null for biases and all else. */
function scatter(model: Model, sizes: Sizes, { site }: Place): number | null {
  const { weight } = site.latent;
  const labels = model.summation.latents.flatMap(({ states: { twin } }) =>
    twin === null ? [] : [ownerOf(twin)],
  );
  if (site.dimensions.some((dimension) => labels.includes(ownerOf(dimension)))) return 1;
  if (weight === null || weight.role !== "weight") return null;
  const network = model.program.networks.find(({ name }) => name === weight.network);
  const tensor =
    network &&
    weightsOf(network).find((each) => each.layer.label === weight.layer && each.tensor.role === weight.role)
      ?.tensor;
  return 1 / Math.sqrt(productOf(tensor?.fanIn ?? [], sizes) ?? 1);
}

/** One Newton step for every site on log p(site | parents) + log |d declared / d unconstrained|, parents as they are. */
function priorModeProgram(model: Model, sizes: Sizes, layout: Layout): Program {
  const b = createBuilder("f64");
  const named = (prefix: string): readonly Slot[] =>
    layout.places.map(({ name, shape }) => ({ name: prefix + name, shape, dtype: "f64" }));
  const state = named("point:");
  const inputs = dataSlots(model, sizes, "f64");
  const point = new Map(
    layout.places.map(({ name, shape }) => [name, b.input(`point:${name}`, shape, "f64")]),
  );
  const data = inputs.map(({ slot, dimensions }): [string, Named] => [
    slot.name,
    { tensor: b.input(slot.name, slot.shape, slot.dtype), dimensions },
  ]);
  const rows = { dimension: model.program.rows, sizes, data: new Map(data), live: b.constant(0, [], "i32") };
  const joint = jointDensity(b, model, viewRows(b, { ...rows, indices: null }), point);
  const moved = layout.places.map(({ name, site }) => {
    // An improper prior has no mode: its latent stays in the middle of the unconstrained scale.
    if (site.latent.distribution.distribution.on !== undefined) {
      const next = found(point, name);
      return { next, scale: b.constant(1, next.shape) };
    }
    const centre = centreOf(b, site, joint);
    if (centre !== null) return centre;
    const own = b.add(found(joint.logPriors, name), found(joint.logDeterminants, name));
    return newton(b, own, found(point, name), site.bijector.name === "real" ? Infinity : 1);
  });
  return {
    name: "prior mode",
    state,
    inputs: inputs.map(({ slot }) => slot),
    outputs: named("scale:"),
    step: b.finish([...moved.map(({ next }) => next), ...moved.map(({ scale }) => scale)]),
  };
}

/**
 * Where a vector or a matrix starts, whose curvature is not diagonal: at the mean of its distribution where it is free, else at
 * nought, the middle of its support or of its own coordinates.
 */
function centreOf(b: Builder, site: Site, { environment, sizes }: Joint): Step | null {
  const { distribution: call, type } = site.latent;
  const { mean, variance, event } = call.distribution;
  const shape = freeShapeOf(site, sizes);
  const tied = site.bijector.event > 0 || (site.nonCentred && event !== undefined);
  if (tied) return { next: b.constant(0, shape), scale: b.constant(1, shape) };
  if (event === undefined || mean === null || variance === null) return null;
  const p = callArguments(b, call, type, sizes, environment, "spread");
  return { next: mean(b, p), scale: b.sqrt(variance(b, p)) };
}

interface Step {
  readonly next: Tensor;
  readonly scale: Tensor;
}

// u′ = u − g / h where the curvature h < 0, else a unit step uphill; what is not finite stays where it is. A transform's tails
// are straight, where a Newton step is endless: on its scale, made of logarithms, no step is longer than 1.
function newton(b: Builder, density: Tensor, u: Tensor, longest: number): Step {
  const slope = at(gradient(b, density, [u]), 0);
  // Elementwise priors have a diagonal curvature, whose sum over columns is itself.
  const curvature = at(gradient(b, b.sum(slope), [u]), 0);
  const concave = b.lt(curvature, -1e-12);
  const safe = b.select(concave, curvature, -1);
  const free = b.select(concave, b.neg(b.div(slope, safe)), b.sign(slope));
  const step = longest === Infinity ? free : b.max(b.min(free, longest), -longest);
  const finite = b.lt(b.abs(step), Infinity);
  return {
    next: b.add(u, b.select(finite, step, 0)),
    scale: b.select(concave, b.div(1, b.sqrt(b.neg(safe))), 1),
  };
}
