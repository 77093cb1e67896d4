/** Discrete latents in words and numbers: the share of the places that each value is expected to have. */

import type { Nested } from "../posterior/nest.ts";
import type { Responsibilities } from "../posterior/responsibilities.ts";
import { decimals } from "./number.ts";
import type { Style } from "./style.ts";
import { textTable } from "./text-table.ts";

/** Nothing of a model without. */
export function statesTable(
  states: Readonly<Record<string, Responsibilities>>,
  style: Style,
): readonly string[] {
  const rows = Object.entries(states).flatMap(([name, { values, p }]) => {
    const all = flatten(p);
    const places = all.length / values.length;
    return values.map((value, k) => {
      const own = all.filter((_, i) => i % values.length === k);
      const sure = own.filter((each) => each > 0.9).length;
      const share = own.reduce((sum, each) => sum + each, 0) / places;
      return [`${name} = ${value}`, decimals(share, 3), `${sure} of ${places}`];
    });
  });
  if (rows.length === 0) return [];
  const columns = [
    { title: "discrete", align: "left" },
    { title: "share", align: "right" },
    { title: "p > 0.9", align: "right" },
  ] as const;
  return textTable(columns, rows, style);
}

function flatten(p: Nested<number | null>): readonly number[] {
  if (p === null || typeof p === "number") return [p ?? Number.NaN];
  return p.flatMap(flatten);
}
