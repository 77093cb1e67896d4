/** How much memory a fit needs, from sizes alone: asked before anything of that size is made. */

import type { Infer } from "../../check/program.ts";
import { type Diagnostic, diagnose } from "../../diagnostic/diagnostic.ts";
import { optimisers } from "../../library/optimisers/table.ts";
import { dataSlots } from "../../model/density.ts";
import type { Model } from "../../model/model.ts";
import type { Sizes } from "../../shape/dimension.ts";
import { elements } from "../../tensor/graph.ts";
import { blockCapacity, numbersPerRow } from "./blocks.ts";
import { layoutOf } from "./layout.ts";
import { rowOf } from "./options.ts";
import { planRows, planSamples } from "./rows.ts";

interface Counts {
  readonly model: Model;
  readonly sizes: Sizes;
  readonly infer: Infer;
  readonly latents: number;
  readonly data: number;
  readonly rows: number;
  /** Numbers of one row that a density keeps, with its derivative: values and cotangents. */
  readonly perRow: number;
}

const single = 4;
const double = 8;

/** Bytes by method, of the program that needs most. */
const estimates: { readonly [method: string]: (counts: Counts) => number } = {
  // Precision, its factor and the covariance; the design of the rows.
  exact: ({ latents, data, rows }) => double * (3 * latents ** 2 + data + rows * latents),
  // Parameter, gradient, the optimiser's slots and all that once more as the new state; L-BFGS's pairs.
  map: (counts) =>
    single *
      (counts.latents * (3 + 2 * slotCount(counts.infer)) + counts.data + seen(counts) * counts.perRow) +
    double * (45 * counts.latents),
  // The same for means and log sds; each draw's noise, latents and cotangents.
  vi: (counts) => {
    const samples = planSamples(counts.latents, rowsOfStep(counts), counts.infer);
    const guide = 2 * counts.latents * (3 + 2 * slotCount(counts.infer));
    return single * (guide + counts.data + samples * (3 * counts.latents + seen(counts) * counts.perRow));
  },
};

/** Bytes that a fit takes at its greatest, within a factor of about two. */
export function estimateMemory(model: Model, sizes: Sizes, rows: number, infer: Infer): number {
  const counts: Counts = {
    model,
    sizes,
    infer,
    rows,
    latents: layoutOf(model, sizes).size,
    data: dataSlots(model, sizes, "f64").reduce((sum, { slot }) => sum + elements(slot.shape), 0),
    perRow: 4 * numbersPerRow(model, sizes),
  };
  return estimates[infer.method.name]?.(counts) ?? 0;
}

/** The refusal of a fit that would need more than `limit` bytes; null where it fits. */
export function refuseMemory(
  model: Model,
  sizes: Sizes,
  rows: number,
  infer: Infer,
  limit: number,
): Diagnostic | null {
  const need = estimateMemory(model, sizes, rows, infer);
  if (need <= limit) return null;
  const layout = layoutOf(model, sizes);
  const greatest = layout.places.toSorted((a, b) => b.size - a.size)[0];
  return diagnose(
    "H0703",
    { need: inWords(need), limit: inWords(limit) },
    {
      at: greatest?.site.latent.span ?? infer.span,
      text:
        greatest === undefined ? "" : `${greatest.name} has ${greatest.size.toLocaleString("en")} numbers`,
      notes: [
        `the model has ${layout.size.toLocaleString("en")} latent numbers, and ${rows.toLocaleString("en")} rows`,
      ],
      help: "make the widest layer narrower, or look at fewer rows at once with `batch`",
    },
  );
}

const units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"];

/** Decimal units, two digits: `36 GB`. */
export function inWords(bytes: number): string {
  const power = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${Number((bytes / 1000 ** power).toPrecision(2)).toLocaleString("en")} ${units[power] ?? ""}`;
}

function slotCount(infer: Infer): number {
  return rowOf(infer, "optimizer", optimisers).row.slots.length;
}

/** Rows that a step or a block looks at. */
function seen(counts: Counts): number {
  const { model, sizes, rows } = counts;
  return Math.max(rowsOfStep(counts), blockCapacity(model, sizes, rows));
}

function rowsOfStep({ model, sizes, rows, infer }: Counts): number {
  const plan = planRows(model, sizes, rows, infer);
  return plan.kind === "full" ? rows : plan.batch;
}
