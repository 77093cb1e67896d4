/** The log joint density of the declared variables over all rows, and its gradient on the unconstrained scale, in f64. */

import { dataSlots } from "../../model/density.ts";
import type { Model, Named } from "../../model/model.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { createBuilder } from "../../tensor/build.ts";
import { gradient } from "../../tensor/differentiate.ts";
import type { Slot } from "../../tensor/graph.ts";
import type { Executable, Program } from "../../tensor/program.ts";
import type { Task } from "../method.ts";
import { type Block, blockCapacity, blocksOf, blockSizes, writeData } from "./blocks.ts";
import { jointDensity, sumOf } from "./joint.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { at, found } from "./lists.ts";
import type { Evaluation } from "./lbfgs.ts";
import { viewRows } from "./rows.ts";

/** log p(x, y) at x = x(u) without a Jacobian: its maximum over u is the mode of the declared variables. */
export class LogJoint {
  readonly layout: Layout;
  readonly #task: Task;
  readonly #executable: Executable;
  readonly #sizes: Sizes;
  readonly #capacity: number;
  readonly #blocks: readonly Block[];
  #held: Block | null = null;

  private constructor(task: Task, executable: Executable, sizes: Sizes, layout: Layout, capacity: number) {
    this.#task = task;
    this.#executable = executable;
    this.#sizes = sizes;
    this.layout = layout;
    this.#capacity = capacity;
    this.#blocks = blocksOf(task.bound.rows, capacity);
  }

  static async compile(
    task: Task,
    sizes: Sizes,
    capacity = blockCapacity(task.model, sizes, task.bound.rows),
  ): Promise<LogJoint> {
    const held = blockSizes(task.model, sizes, capacity);
    const layout = layoutOf(task.model, held);
    const executable = await task.runtime.compile(logJointProgram(task.model, held, layout));
    return new LogJoint(task, executable, held, layout, capacity);
  }

  /** The value and its gradient by latent, in the layout's order. */
  async at(point: Float64Array): Promise<Evaluation> {
    const { places, size } = this.layout;
    for (const { name, offset, size: length } of places)
      this.#executable.write(`point:${name}`, point.subarray(offset, offset + length));
    const sum = new Float64Array(size);
    let value = 0;
    for (const block of this.#blocks) {
      if (this.#held !== block) this.#hold(block);
      await this.#executable.run(1);
      value += Number(this.#executable.read(":value")[0]);
      for (const { name, offset } of places) {
        const part = this.#executable.read(`gradient:${name}`);
        for (let i = 0; i < part.length; i++) sum[offset + i] = at([sum[offset + i]], 0) + at([part[i]], 0);
      }
    }
    return { value, gradient: sum };
  }

  dispose(): void {
    this.#executable.dispose();
  }

  #hold(block: Block): void {
    const { model, bound } = this.#task;
    writeData(this.#executable, model, this.#sizes, bound, block, this.#capacity);
    this.#executable.write(":live", [block.live]);
    this.#executable.write(":prior", [block.start === 0 ? 1 : 0]);
    this.#held = block;
  }
}

/** The density of one block of rows; the prior counts where `:prior` is 1. */
function logJointProgram(model: Model, sizes: Sizes, layout: Layout): Program {
  const b = createBuilder("f64");
  const slotsOf = (prefix: string): readonly Slot[] =>
    layout.places.map(({ name, shape }) => ({ name: prefix + name, shape, dtype: "f64" }));
  const data = dataSlots(model, sizes, "f64");
  const inputs: readonly Slot[] = [
    ...data.map(({ slot }) => slot),
    { name: ":live", shape: [], dtype: "i32" },
    { name: ":prior", shape: [], dtype: "f64" },
    ...slotsOf("point:"),
  ];
  const all = new Map(inputs.map(({ name, shape, dtype }) => [name, b.input(name, shape, dtype)] as const));
  const point = new Map(layout.places.map(({ name }) => [name, found(all, `point:${name}`)]));
  const environment = data.map(({ slot, dimensions }): [string, Named] => [
    slot.name,
    { tensor: found(all, slot.name), dimensions },
  ]);
  const view = viewRows(b, {
    dimension: model.program.rows,
    sizes,
    data: new Map(environment),
    live: found(all, ":live"),
    indices: null,
  });
  const joint = jointDensity(b, model, view, point);
  const prior = b.mul(found(all, ":prior"), sumOf(b, joint.logPriors.values()));
  const value = b.add(prior, joint.logLikelihood);
  return {
    name: "log joint",
    state: [],
    inputs,
    outputs: [{ name: ":value", shape: [], dtype: "f64" }, ...slotsOf("gradient:")],
    step: b.finish([value, ...gradient(b, value, [...point.values()])]),
  };
}
