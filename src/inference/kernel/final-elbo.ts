/** The ELBO of a finished guide, from many draws over all rows: the figure that is reported, with its Monte-Carlo error. */

import { dataSlots } from "../../model/density.ts";
import type { Model, Named } from "../../model/model.ts";
import type { SiteValues } from "../../posterior/posterior.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Tensor } from "../../tensor/builder.ts";
import type { Slot } from "../../tensor/graph.ts";
import type { Program } from "../../tensor/program.ts";
import { workOf } from "../../tensor/work.ts";
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
  /** Its Monte-Carlo standard error: of each block the draws' variance over their number, summed. */
  readonly standardError: number;
}

/** Multiply-adds that the estimate may cost, a few seconds of one core, and the fewest draws, whatever they cost, that show their spread. */
const affordable = 1e10;
const fewest = 2;

/** As many draws as asked for, fewer where each is dear. A function of the program alone, so runs repeat. */
export function drawsWorth(asked: number, workOfDraw: number): number {
  return Math.max(fewest, Math.min(asked, Math.floor(affordable / workOfDraw)));
}

/** From at most `asked` draws. Each block of rows has draws of its own: what one draw makes too high in one block it does not in the next. */
export async function finalElbo(
  task: Task,
  sizes: Sizes,
  guide: { readonly mean: SiteValues; readonly logSd: SiteValues },
  asked: number,
  capacity = blockCapacity(task.model, sizes, task.bound.rows),
): Promise<Estimate> {
  const { model, bound, runtime } = task;
  const held = blockSizes(model, sizes, capacity);
  const layout = layoutOf(model, held);
  const blocks = blocksOf(bound.rows, capacity);
  const wanted = elboProgram(model, held, layout, asked);
  const draws = drawsWorth(asked, blocks.length * workOf(wanted.step));
  const executable = await runtime.compile(
    draws === asked ? wanted : elboProgram(model, held, layout, draws),
  );
  executable.write(":key", keyFor(task.seed, "objective"));
  for (const { name } of layout.places) {
    executable.write(meanOf(name), found(guide.mean, name));
    executable.write(logSdOf(name), found(guide.logSd, name));
  }
  const values: (readonly number[])[] = [];
  for (const block of blocks) {
    writeData(executable, model, held, bound, block, capacity);
    executable.write(":live", [block.live]);
    executable.write(":place", [0]);
    await executable.run(draws);
    const divergences = executable.read(":divergence");
    const likelihoods = Array.from(executable.read(":log_likelihood"));
    values.push(likelihoods.map((value, i) => value - (divergences[i] ?? 0) / blocks.length));
  }
  executable.dispose();
  return estimate(values);
}

/** The sum over blocks of the mean over their draws. */
export function estimate(blocks: readonly (readonly number[])[]): Estimate {
  let sum = 0;
  let variance = 0;
  for (const values of blocks) {
    const mean = values.reduce((total, value) => total + value, 0) / values.length;
    const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
    sum += mean;
    variance += squares / (values.length - 1) / values.length;
  }
  return { mean: sum, standardError: Math.sqrt(variance) };
}

/** A step is a draw: its log-likelihood of the block and its divergence are written down. */
function elboProgram(model: Model, sizes: Sizes, layout: Layout, draws: number): Program {
  const b = createBuilder("f64");
  const parameters: readonly Slot[] = layout.places.flatMap(({ name, shape }) =>
    [meanOf(name), logSdOf(name)].map((slot) => ({ name: slot, shape, dtype: "f64" as const })),
  );
  const data = dataSlots(model, sizes, "f64");
  const state: readonly Slot[] = [
    { name: ":draw", shape: [], dtype: "u32" },
    { name: ":place", shape: [], dtype: "i32" },
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
  const place = found(all, ":place");
  const here = b.eq(b.iota([draws], 0, "i32"), b.broadcast(place, [draws], []));
  const noted = (slot: string, value: Tensor) =>
    b.select(here, b.broadcast(b.reshape(value, []), [draws], []), found(all, slot));
  return {
    name: "final elbo",
    state,
    inputs,
    outputs: [],
    step: b.finish([
      b.add(draw, 1),
      b.add(place, 1),
      noted(":log_likelihood", bound.logLikelihood),
      noted(":divergence", sumOf(b, bound.divergences.values())),
    ]),
  };
}
