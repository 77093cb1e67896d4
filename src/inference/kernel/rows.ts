/**
 * Which rows a step sees. The density of all N rows is estimated from B of them as N/B times their sum (Robbins & Monro's
 * unbiased gradients; Hoffman et al., "Stochastic variational inference", 2013): N is an input of the program.
 */

import type { Infer } from "../../check/program.ts";
import { Bug } from "../../diagnostic/bug.ts";
import type { Environment, Model } from "../../model/model.ts";
import { type Named, permute, shapeOf } from "../../model/named.ts";
import { withAlive } from "../../model/rows.ts";
import type { Dimension, Sizes } from "../../shape/dimension.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Shape } from "../../tensor/graph.ts";
import { rowsComeApart } from "../../check/all-rows.ts";
import { layoutOf } from "./layout.ts";
import { numberOrNull } from "./options.ts";

/** All the rows at once, or batches of them by an order that the host writes, `ahead` steps at a time. */
export type RowPlan =
  | { readonly kind: "full" }
  | { readonly kind: "batches"; readonly batch: number; readonly ahead: number };

const greatestFullBatch = 256;
const usualBatch = 128;
/** Rows × latents of a model so small that a step over everything costs little. */
const small = 2 ** 16;
const orderLength = 32_768;

/** As the option `batch` says. A batch of all rows or more is the full batch. */
export function planRows(model: Model, sizes: Sizes, rows: number, infer: Infer): RowPlan {
  const written = numberOrNull(infer, "batch");
  const cheap = rows <= greatestFullBatch || rows * layoutOf(model, sizes).size <= small;
  const batch = written ?? (cheap || !rowsComeApart(model.program) ? rows : usualBatch);
  if (batch >= rows || model.program.rows === null) return { kind: "full" };
  return { kind: "batches", batch, ahead: Math.max(1, Math.floor(orderLength / batch)) };
}

export function rowsOfStep(plan: RowPlan, rows: number): number {
  return plan.kind === "full" ? rows : plan.batch;
}

/** Draws a step where the option `samples` does not say: a pair, and more where they cost little. */
export function planSamples(latents: number, rowsSeen: number, infer: Infer): number {
  const affordable = 2 * Math.floor(small / 2 / (latents * rowsSeen));
  return numberOrNull(infer, "samples") ?? Math.max(2, Math.min(16, affordable));
}

/** What a view of the rows is made from: plain tensors, so that a formula over them can move to another graph. */
export interface RowInputs {
  /** The dimension of the rows; null where a model has none. */
  readonly dimension: Dimension | null;
  readonly sizes: Sizes;
  /** With all rows. */
  readonly data: Environment;
  /** How many rows count, an i32 scalar. */
  readonly live: Tensor;
  /** The rows to see ([B], i32, all live); null for all. */
  readonly indices: Tensor | null;
}

/** What a density sees of the rows, in one step. */
export interface RowView {
  /** For what has all rows: latents and their priors. */
  readonly sizes: Sizes;
  readonly data: Environment;
  /** For the likelihood. */
  readonly seenSizes: Sizes;
  readonly seenData: Environment;
  /** The part of a value that belongs to the rows seen. */
  readonly restrict: (value: Named) => Named;
  /** The sum over the rows seen, rows beyond the live ones left out. */
  readonly total: (perRow: Tensor) => Tensor;
  /** N / B: what makes the sum over the rows seen an estimate of that over all. A float scalar. */
  readonly scale: Tensor;
}

export function viewRows(b: Builder, inputs: RowInputs): RowView {
  const { dimension, indices } = inputs;
  return dimension === null || indices === null
    ? allRows(b, inputs)
    : someRows(b, inputs, dimension, indices);
}

/** All the rows there are, every one of which counts. */
export function everyRow(b: Builder, sizes: Sizes, data: Environment): RowView {
  return {
    sizes,
    data,
    seenSizes: sizes,
    seenData: data,
    restrict: (value) => value,
    total: (perRow) => b.sum(perRow),
    scale: b.constant(1),
  };
}

function allRows(b: Builder, { dimension, sizes, data, live }: RowInputs): RowView {
  const alive = (shape: Shape): Tensor => b.lt(b.iota(shape, 0, "i32"), b.broadcast(live, shape, []));
  return {
    sizes,
    data,
    seenSizes: sizes,
    seenData: dimension === null ? data : withAlive(data, dimension, alive(shapeOf([dimension], sizes))),
    restrict: (value) => value,
    total: (perRow) => b.sum(b.select(alive(perRow.shape), perRow, 0)),
    scale: b.constant(1),
  };
}

function someRows(b: Builder, inputs: RowInputs, dimension: Dimension, indices: Tensor): RowView {
  const { sizes, data, live } = inputs;
  const batch = indices.shape[0] ?? 0;
  const restrict = (value: Named): Named => {
    if (!value.dimensions.includes(dimension)) return value;
    const front = permute(b, value, [dimension, ...value.dimensions.filter((d) => d !== dimension)]);
    const taken = { tensor: b.gather(front.tensor, indices), dimensions: front.dimensions };
    return permute(b, taken, value.dimensions);
  };
  return {
    sizes,
    data,
    seenSizes: new Map(sizes).set(dimension.id, batch),
    seenData: new Map([...data].map(([name, value]) => [name, restrict(value)])),
    restrict,
    total: (perRow) => b.sum(perRow),
    scale: b.div(b.cast(live, b.float), batch),
  };
}

/** The tensors of the inputs, and the same inputs made of others in their place. */
export function tensorsOf(inputs: RowInputs): readonly Tensor[] {
  const data = [...inputs.data.values()].map(({ tensor }) => tensor);
  return [inputs.live, ...(inputs.indices === null ? [] : [inputs.indices]), ...data];
}

export function withTensors(inputs: RowInputs, tensors: readonly Tensor[]): RowInputs {
  const left = [...tensors];
  const next = (): Tensor => {
    const tensor = left.shift();
    if (tensor === undefined) throw new Bug("the rows need more tensors");
    return tensor;
  };
  return {
    ...inputs,
    live: next(),
    indices: inputs.indices === null ? null : next(),
    data: new Map([...inputs.data].map(([name, { dimensions }]) => [name, { tensor: next(), dimensions }])),
  };
}
