/** Draws as CSV: a row a draw, a column an element, named `w[1,2]` as Stan names them. */

import type { Draws } from "../posterior/draws.ts";

/** Numbers are written so that reading them gives the same ones; labels as they are. */
export function drawsCsv({ chains, draws, values, labels }: Draws): string {
  const arrays = [...values].map(([name, array]) => ({
    ...array,
    name,
    names: elementNames(name, array.shape),
  }));
  const header = ["chain", "draw", ...arrays.flatMap(({ names }) => names)].map(quoted).join(",");
  const lines = Array.from({ length: chains * draws }, (_, i) => {
    const place = [Math.floor(i / draws) + 1, (i % draws) + 1];
    const cells = arrays.flatMap(({ name, values: all, names }): readonly (number | string)[] => {
      const own = labels.get(name);
      const numbers = [...all.subarray(i * names.length, (i + 1) * names.length)];
      return own === undefined ? numbers : numbers.map((k) => quoted(own[k] ?? ""));
    });
    return [...place, ...cells].join(",");
  });
  return `${[header, ...lines].join("\n")}\n`;
}

/** `mu`; `theta[1]`, …; `w[1,1]`, `w[1,2]`, …: row-major. */
function elementNames(name: string, shape: readonly number[]): string[] {
  const places = shape.reduce<string[]>(
    (before, size) =>
      before.flatMap((prefix) =>
        Array.from({ length: size }, (_, i) => (prefix === "" ? String(i + 1) : `${prefix},${i + 1}`)),
      ),
    [""],
  );
  return places.map((place) => (place === "" ? name : `${name}[${place}]`));
}

function quoted(name: string): string {
  return /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
