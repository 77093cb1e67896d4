/** Models from text, their sizes by name, and a calibration of them with any way to fit. */

import { createPool } from "../../src/backend/threads/pool.ts";
import { createWasm } from "../../src/backend/wasm/runtime.ts";
import type { Bound } from "../../src/data/bound.ts";
import { fit } from "../../src/inference/fit.ts";
import type { Model } from "../../src/model/model.ts";
import { noJournal } from "../../src/posterior/checkpoint/journal.ts";
import { boundBySize } from "../../src/study/bound-by-size.ts";
import { calibrate, type Calibration, type CalibrationOptions } from "../../src/study/sbc.ts";
import { modelOf, valueOf } from "../inference/fixture.ts";

export { modelOf, valueOf } from "../inference/fixture.ts";

export const runtime = createWasm();

export function sized(model: Model, byName: Readonly<Record<string, number>>): Bound {
  const sizes = model.program.dimensions.flatMap(({ id, name, size }): [string, number][] => {
    const own = byName[name] ?? size;
    return own === null ? [] : [[id, own]];
  });
  return boundBySize(model.program, new Map(sizes));
}

type Fitter = CalibrationOptions["fit"];

const crew = createPool({ size: 1, start: () => Promise.reject(new Error("there are no threads")) });

export const honest: Fitter = (task) =>
  fit({ ...task, report: () => {}, starts: null, journal: noJournal, crew });

/** Fits another model than the one that was simulated from. */
export function doctored(text: string): Fitter {
  const model = modelOf(text);
  return (task) => honest({ ...task, model });
}

export async function calibration(
  text: string,
  byName: Readonly<Record<string, number>>,
  replicates: number,
  fitter: Fitter = honest,
): Promise<Calibration> {
  const model = modelOf(text);
  const [infer] = model.program.infers;
  if (infer === undefined) throw new Error("the model has no infer block");
  const signal = new AbortController().signal;
  const options = { replicates, seed: 3, runtime, signal, report: () => {}, fit: fitter };
  return valueOf(await calibrate(model, sized(model, byName), infer, options));
}

/** The quantities that do not pass. */
export function uncalibrated({ quantities, limit }: Calibration): readonly string[] {
  return [...quantities].filter(([, { p }]) => p.some((each) => each < limit)).map(([name]) => name);
}
