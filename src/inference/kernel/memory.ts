/** What fits keep in memory, counted from sizes alone: asked before anything of that size is made. */

import type { Infer } from "../../check/program.ts";
import { type Diagnostic, diagnose } from "../../diagnostic/diagnostic.ts";
import { optimisers } from "../../library/optimisers/table.ts";
import { dataSlots, rowCapacity } from "../../model/density.ts";
import type { Model } from "../../model/model.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { bytesOf } from "../../shape/dtype.ts";
import { elements } from "../../tensor/graph.ts";
import { blockCapacity, numbersPerRow } from "./blocks.ts";
import { layoutOf } from "./layout.ts";
import { rowOf } from "./options.ts";
import { planRows, rowsOfStep } from "./rows.ts";

/** Elements of all data variables. */
export function dataElements(model: Model, sizes: Sizes): number {
  return dataSlots(model, sizes, "f64").reduce((sum, { slot }) => sum + elements(slot.shape), 0);
}

/**
 * Bytes of a climb: each of `parameters` numbers with its gradient, the optimiser's slots and all that once more as the new
 * state; the data; and for each of `draws` its latents, their noise and cotangents, and what the rows it sees keep.
 */
export function climbMemory(
  model: Model,
  sizes: Sizes,
  infer: Infer,
  parameters: number,
  draws: number,
): number {
  const rows = rowCapacity(model, sizes);
  const seen = Math.max(
    rowsOfStep(planRows(model, sizes, rows, infer), rows),
    blockCapacity(model, sizes, rows),
  );
  const { row } = rowOf(infer, "optimizer", optimisers);
  const state = parameters * (3 + 2 * row.slots.length);
  // Values and cotangents, before and after an activation.
  const perDraw = 3 * layoutOf(model, sizes).size + 4 * seen * numbersPerRow(model, sizes);
  return bytesOf.f32 * (state + dataElements(model, sizes) + draws * perDraw);
}

/** The refusal of a fit that would need more than `limit` bytes; null where it fits. */
export function refuseMemory(
  model: Model,
  sizes: Sizes,
  infer: Infer,
  need: number,
  limit: number,
): Diagnostic | null {
  if (need <= limit) return null;
  const layout = layoutOf(model, sizes);
  const greatest = layout.places.toSorted((a, b) => b.size - a.size)[0];
  const rows = rowCapacity(model, sizes);
  const count = (numbers: number) => numbers.toLocaleString("en");
  return diagnose(
    "H0703",
    { need: inWords(need), limit: inWords(limit) },
    {
      at: greatest?.site.latent.span ?? infer.span,
      text: greatest === undefined ? "" : `${greatest.name} has ${count(greatest.size)} numbers`,
      notes: [`the model has ${count(layout.size)} latent numbers and ${count(rows)} rows`],
      help: "make the widest layer narrower, or look at fewer rows at once with `batch`",
    },
  );
}

/** The warning of a fit that would need more than the machine has free; null where it has enough, or does not tell. */
export function scarceMemory(infer: Infer, need: number, free: number | null): Diagnostic | null {
  if (free === null || need <= free) return null;
  const help = "look at fewer rows at once with `batch`, or at fewer draws; else it may swap or be stopped";
  return diagnose("H0718", { need: inWords(need), free: inWords(free) }, { at: infer.span, help });
}

const units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"];

/** Decimal units, two digits: `36 GB`. */
export function inWords(bytes: number): string {
  const power = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${Number((bytes / 1000 ** power).toPrecision(2)).toLocaleString("en")} ${units[power] ?? ""}`;
}
