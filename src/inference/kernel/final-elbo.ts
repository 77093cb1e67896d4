/** The ELBO of a finished guide, from many draws over all rows: the figure that is reported, with its Monte-Carlo error. */

import { dataSlots } from "../../model/density.ts";
import type { Model, Named } from "../../model/model.ts";
import type { SiteValues } from "../../posterior/posterior.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Slot } from "../../tensor/graph.ts";
import type { Program } from "../../tensor/program.ts";
import type { Task } from "../method.ts";
import { blockCapacity, blocksOf, blockSizes, writeData } from "./blocks.ts";
import { sumOf } from "./joint.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { found } from "./lists.ts";
import { logSdOf, lowerBound, meanOf } from "./mean-field.ts";
import { keyFor } from "./seeds.ts";
import type { NoiseSource } from "./step.ts";

export interface Estimate {
  readonly mean: number;
  /** Its Monte-Carlo standard error: the draws' sd over √draws. */
  readonly standardError: number;
}

/** Multiply-adds that the estimate may cost, and the least number of draws whatever they cost. */
const affordable = 2e10;
const fewest = 16;

/** As many draws as asked for, fewer where rows × latents make each dear. A function of sizes alone, so runs repeat. */
export function drawsWorth(asked: number, rows: number, latents: number): number {
  return Math.max(2, Math.min(asked, Math.max(fewest, Math.floor(affordable / (rows * latents)))));
}

/** Each draw sees every row, block by block; a draw depends on its number alone, so blocks of one draw share its latents. */
export async function finalElbo(
  task: Task,
  sizes: Sizes,
  guide: { readonly mean: SiteValues; readonly logSd: SiteValues },
  draws: number,
): Promise<Estimate> {
  const { model, bound, runtime } = task;
  const capacity = blockCapacity(model, sizes, bound.rows);
  const held = blockSizes(model, sizes, capacity);
  const layout = layoutOf(model, held);
  const executable = await runtime.compile(elboProgram(model, held, layout, draws));
  executable.write(":key", keyFor(task.seed, "objective"));
  for (const { name } of layout.places) {
    executable.write(meanOf(name), found(guide.mean, name));
    executable.write(logSdOf(name), found(guide.logSd, name));
  }
  for (const block of blocksOf(bound.rows, capacity)) {
    writeData(executable, model, held, bound, block, capacity);
    executable.write(":live", [block.live]);
    executable.write(":draw", [0]);
    await executable.run(draws);
  }
  const likelihoods = executable.read(":log_likelihood");
  const divergences = executable.read(":divergence");
  executable.dispose();
  return estimate(Array.from(likelihoods, (value, i) => value - (divergences[i] ?? 0)));
}

export function estimate(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** A step is a draw: its log-likelihood of the block is added to those of earlier blocks, its divergence written down. */
export function elboProgram(model: Model, sizes: Sizes, layout: Layout, draws: number): Program {
  const b = createBuilder("f64");
  const parameters: readonly Slot[] = layout.places.flatMap(({ name, shape }) =>
    [meanOf(name), logSdOf(name)].map((slot) => ({ name: slot, shape, dtype: "f64" as const })),
  );
  const data = dataSlots(model, sizes, "f64");
  const state: readonly Slot[] = [
    { name: ":draw", shape: [], dtype: "u32" },
    { name: ":log_likelihood", shape: [draws], dtype: "f64" },
    { name: ":divergence", shape: [draws], dtype: "f64" },
  ];
  const inputs: readonly Slot[] = [
    ...data.map(({ slot }) => slot),
    { name: ":key", shape: [2], dtype: "u32" },
    { name: ":live", shape: [], dtype: "i32" },
    ...parameters,
  ];
  const all = new Map(
    [...state, ...inputs].map(({ name, shape, dtype }) => [name, b.input(name, shape, dtype)] as const),
  );
  const draw = found(all, ":draw");
  const rows = {
    dimension: model.program.rows,
    sizes,
    data: new Map(
      data.map(({ slot, dimensions }): [string, Named] => [
        slot.name,
        { tensor: found(all, slot.name), dimensions },
      ]),
    ),
    live: found(all, ":live"),
    indices: null,
  };
  const guideOf = (slot: (site: string) => string) =>
    new Map(layout.places.map(({ name }) => [name, found(all, slot(name))]));
  const guide = { mean: guideOf(meanOf), logSd: guideOf(logSdOf) };
  const noise: NoiseSource = (stream, shape) => b.random("normal", found(all, ":key"), draw, stream, shape);
  const bound = lowerBound(b, model, layout, rows, guide, noise, 1);
  const here = b.eq(b.iota([draws], 0, "u32"), b.broadcast(draw, [draws], []));
  const divergence = b.reshape(sumOf(b, bound.divergences.values()), []);
  const spread = (x: typeof draw) => b.broadcast(b.reshape(x, []), [draws], []);
  const likelihoods = found(all, ":log_likelihood");
  return {
    name: "final elbo",
    state,
    inputs,
    outputs: [],
    step: b.finish([
      b.add(draw, 1),
      b.add(likelihoods, b.select(here, spread(bound.logLikelihood), 0)),
      b.select(here, spread(divergence), found(all, ":divergence")),
    ]),
  };
}
