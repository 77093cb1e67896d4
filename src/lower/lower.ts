/** From a program's graph, optimised, to loops: storage, grouping, buffers, then a kernel a group. */

import { optimise } from "../tensor/optimise.ts";
import type { Program } from "../tensor/program.ts";
import { Buffers } from "./buffers.ts";
import { schedule } from "./groups.ts";
import type { Kernel, LoopProgram } from "./loop-program.ts";
import { loopKernel } from "./loops.ts";
import { placeBuffers } from "./memory-plan.ts";
import { copyKernel, ownKernel } from "./own-kernels.ts";
import { nodeOf, planStorage } from "./storage.ts";

export interface LowerOptions {
  /** Whether temporaries may share bytes: true unless a test compares. */
  readonly reuse?: boolean;
}

export function lower(written: Program, options: LowerOptions = {}): LoopProgram {
  const program = { ...written, step: optimise(written.step) };
  const storage = planStorage(program.step);
  const plan = schedule(storage);
  const buffers = new Buffers(program, storage, plan);
  const kernels: Kernel[] = plan.groups.map((group, position) => {
    if (group.kind === "loops") return loopKernel(storage, buffers, group, `loops${position}`);
    const name = `${nodeOf(storage.graph, group.task.target).op}${position}`;
    return ownKernel({ storage, buffers, position }, group.task.target, name);
  });
  const end = plan.groups.length;
  const early = buffers.copies.filter((copy) => copy.early);
  const aside = early.map((copy) => {
    const lifetime = [end, end + 1] as const;
    const to = buffers.add(`aside${copy.to}`, "temporary", copy.dtype, copy.elements, { lifetime });
    return { ...copy, to };
  });
  const late = [
    ...buffers.copies.filter((copy) => !copy.early),
    ...early.map((copy, i) => ({ ...copy, from: aside[i]?.to ?? copy.from, base: 0 })),
  ];
  if (aside.length > 0) kernels.push(copyKernel(aside, "keep"));
  if (late.length > 0) kernels.push(copyKernel(late, "replace"));
  const placed = placeBuffers(buffers.list, options.reuse);
  return { name: program.name, ...placed, kernels };
}
