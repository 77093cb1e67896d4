/**
 * One step of gradient ascent as a Program: look at some rows, estimate the objective and its gradient, move every
 * parameter. State: the step, the place in the order of rows, a running total of the objective, parameters and the optimiser's slots.
 */

import type { Infer } from "../../check/program.ts";
import { optimisers } from "../../library/optimisers/table.ts";
import { schedules } from "../../library/schedules/table.ts";
import { dataSlots } from "../../model/density.ts";
import type { Environment, Model, Named } from "../../model/model.ts";
import { hasNoise, withNoise } from "../../model/noise.ts";
import type { Sizes } from "../../shape/dimension.ts";
import type { FloatDtype } from "../../shape/dtype.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import { gradient } from "../../tensor/differentiate.ts";
import type { Shape, Slot } from "../../tensor/graph.ts";
import type { Program } from "../../tensor/program.ts";
import { jointDensity } from "./joint.ts";
import { layersOf } from "./layers.ts";
import { at, found } from "./lists.ts";
import { rowOf } from "./options.ts";
import { type RowInputs, type RowPlan, viewRows } from "./rows.ts";

/** What is maximised, as a function of parameters; `vi` and `map` each have one. */
export interface Ascent {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly site: string; readonly shape: Shape }[];
  /** Float inputs that the host writes once. */
  readonly constants: readonly { readonly name: string; readonly shape: Shape }[];
  /** `values` holds parameters and constants by name. */
  readonly objective: (
    b: Builder,
    values: ReadonlyMap<string, Tensor>,
    rows: RowInputs,
    noise: NoiseSource,
  ) => Objective;
}

/** Standard normals of this step: each stream is independent, each draw has the leading axis of `shape`. */
export type NoiseSource = (stream: number, shape: Shape) => Tensor;

export interface Objective {
  /** An unbiased estimate on the scale of the full data, in nats; a scalar. */
  readonly value: Tensor;
  /** Its parts by what a reader calls them: where a fault is looked for. */
  readonly terms: ReadonlyMap<string, Tensor>;
  /** Unconstrained values of the latents that the step looks at: its first draw. */
  readonly point: ReadonlyMap<string, Tensor>;
}

export interface StepPlan {
  readonly model: Model;
  readonly sizes: Sizes;
  readonly infer: Infer;
  readonly rows: RowPlan;
  readonly float: FloatDtype;
  readonly ascent: Ascent;
}

/** Slots that are ours have a colon, which no name in a model has. */
export const slots = {
  step: ":step",
  cursor: ":cursor",
  total: ":total",
  key: ":key",
  live: ":live",
  steps: ":steps",
  order: ":order",
} as const;

export function slotOf(parameter: string, slot: string): string {
  return `${slot}:${parameter}`;
}

/** state → state′, one step up the objective. */
export function stepProgram(plan: StepPlan): Program {
  const b = createBuilder(plan.float);
  const inputs = declare(b, plan);
  const rows = rowsSeen(b, plan, inputs);
  const objective = plan.ascent.objective(b, inputs.every, rows, noiseOf(b, inputs));
  const names = plan.ascent.parameters.map(({ name }) => name);
  // The loss is the mean over rows, so that rates mean the same whatever N.
  const loss = b.neg(b.div(objective.value, b.cast(inputs.live, b.float)));
  const gradients = gradient(
    b,
    loss,
    names.map((name) => found(inputs.every, name)),
  );
  const { row, arguments: options } = rowOf(plan.infer, "optimizer", optimisers);
  const schedule = rowOf(plan.infer, "schedule", schedules);
  const done = b.cast(inputs.step, b.float);
  const factor = schedule.row.factor(b, b.div(done, inputs.steps), schedule.arguments);
  const rate = b.mul(options["rate"] ?? 1, factor);
  const next = names.flatMap((name, i) => {
    const moved = row.update(b, {
      parameter: found(inputs.every, name),
      gradient: at(gradients, i),
      slots: row.slots.map((slot) => found(inputs.every, slotOf(name, slot))),
      rate,
      step: b.add(done, 1),
      options,
    });
    return [moved.parameter, ...moved.slots];
  });
  const counters = [b.add(inputs.step, 1), b.add(inputs.cursor, 1), b.add(inputs.total, objective.value)];
  return {
    name: `${plan.ascent.name} step`,
    state: stateSlots(plan),
    inputs: inputSlots(plan),
    outputs: [],
    step: b.finish([...counters, ...next]),
  };
}

/**
 * The same step looked at instead of taken: the sum of each parameter, each layer's output, each term and each gradient, in
 * the order in which a fault would spread. A sum is finite only where its elements are.
 */
export function inspectionProgram(plan: StepPlan): Program {
  const b = createBuilder(plan.float);
  const inputs = declare(b, plan);
  const rows = rowsSeen(b, plan, inputs);
  const objective = plan.ascent.objective(b, inputs.every, rows, noiseOf(b, inputs));
  const parameters = plan.ascent.parameters.map(({ name }) => found(inputs.every, name));
  const gradients = gradient(b, objective.value, parameters);
  const joint = jointDensity(b, plan.model, viewRows(b, rows), objective.point);
  const looks: (readonly [name: string, value: Tensor])[] = [
    ...plan.ascent.parameters.map(({ site }, i) => [site, at(parameters, i)] as const),
    ...layersOf(b, plan.model, joint.seenSizes, joint.seenEnvironment),
    ...objective.terms,
    ...plan.ascent.parameters.map(({ site }, i) => [`the gradient of ${site}`, at(gradients, i)] as const),
  ];
  // A factor keeps a sum of many large finite numbers from overflowing.
  const outputs = looks.map(([, value]) => b.sum(b.mul(1e-12, value)));
  return {
    name: `${plan.ascent.name} inspection`,
    state: [],
    inputs: [...stateSlots(plan), ...inputSlots(plan)],
    outputs: looks.map(([name], i) => ({ name: `${i}:${name}`, shape: [], dtype: b.float })),
    step: b.finish(outputs),
  };
}

interface Inputs {
  readonly step: Tensor;
  readonly cursor: Tensor;
  readonly total: Tensor;
  /** All of them, by slot. */
  readonly every: ReadonlyMap<string, Tensor>;
  readonly data: Environment;
  readonly key: Tensor;
  readonly live: Tensor;
  readonly steps: Tensor;
  readonly order: Tensor | null;
}

function stateSlots(plan: StepPlan): readonly Slot[] {
  const { row } = rowOf(plan.infer, "optimizer", optimisers);
  return [
    { name: slots.step, shape: [], dtype: "u32" },
    { name: slots.cursor, shape: [], dtype: "i32" },
    { name: slots.total, shape: [], dtype: plan.float },
    ...plan.ascent.parameters.flatMap(({ name, shape }) =>
      [name, ...row.slots.map((slot) => slotOf(name, slot))].map((slot) => ({
        name: slot,
        shape,
        dtype: plan.float,
      })),
    ),
  ];
}

function inputSlots(plan: StepPlan): readonly Slot[] {
  const { rows } = plan;
  const order: readonly Slot[] =
    rows.kind === "full" ? [] : [{ name: slots.order, shape: [rows.batch * rows.ahead], dtype: "i32" }];
  return [
    ...dataSlots(plan.model, plan.sizes, plan.float).map(({ slot }) => slot),
    { name: slots.key, shape: [2], dtype: "u32" },
    { name: slots.live, shape: [], dtype: "i32" },
    { name: slots.steps, shape: [], dtype: plan.float },
    ...order,
    ...plan.ascent.constants.map(({ name, shape }) => ({ name, shape, dtype: plan.float })),
  ];
}

/** Makes an input of every slot, in the order that programs want them. */
function declare(b: Builder, plan: StepPlan): Inputs {
  const every = new Map(
    [...stateSlots(plan), ...inputSlots(plan)].map(
      (slot) => [slot.name, b.input(slot.name, slot.shape, slot.dtype)] as const,
    ),
  );
  const data = dataSlots(plan.model, plan.sizes, plan.float).map(({ slot, dimensions }): [string, Named] => [
    slot.name,
    { tensor: found(every, slot.name), dimensions },
  ]);
  return {
    step: found(every, slots.step),
    cursor: found(every, slots.cursor),
    total: found(every, slots.total),
    every,
    data: new Map(data),
    key: found(every, slots.key),
    live: found(every, slots.live),
    steps: found(every, slots.steps),
    order: every.get(slots.order) ?? null,
  };
}

function rowsSeen(b: Builder, plan: StepPlan, inputs: Inputs): RowInputs {
  const { live } = inputs;
  const data = hasNoise(plan.model) ? withNoise(inputs.data, inputs.key, inputs.step) : inputs.data;
  const common = { dimension: plan.model.program.rows, sizes: plan.sizes, data, live };
  if (plan.rows.kind === "full" || inputs.order === null) return { ...common, indices: null };
  const { batch } = plan.rows;
  const first = b.broadcast(b.mul(inputs.cursor, batch), [batch], []);
  return { ...common, indices: b.gather(inputs.order, b.add(first, b.iota([batch], 0, "i32"))) };
}

function noiseOf(b: Builder, inputs: Inputs): NoiseSource {
  return (stream, shape) => b.random("normal", inputs.key, inputs.step, stream, shape);
}
