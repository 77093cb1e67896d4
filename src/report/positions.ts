/** What the positions of an array are called, for tables and sentences: labels, columns, or numbers from 1. */

import type { Posterior } from "../posterior/posterior.ts";

/** By latent, an axis each. */
export type Positions = (latent: string, axis: number, index: number) => string;

/** A position by its label, by the column a variable's last dimension was read from, or by its number from 1. */
export function positionsOf({ model, facts }: Pick<Posterior, "model" | "facts">): Positions {
  const declared = [
    ...model.sites,
    ...model.deterministics.map(({ name, type }) => ({ name, dimensions: type.dimensions })),
  ];
  const columns = columnNames({ model, facts });
  return (latent, axis, index) => {
    const id = declared.find(({ name }) => name === latent)?.dimensions[axis]?.id ?? "";
    return facts.labels.get(id)?.[index] ?? columns.get(id)?.[index] ?? String(index + 1);
  };
}

/** By dimension: the header of each of its positions, where a variable with that last dimension was read from as many columns. */
function columnNames({
  model,
  facts,
}: Pick<Posterior, "model" | "facts">): ReadonlyMap<string, readonly string[]> {
  const variables = model.program.tables.flatMap((table) => table.variables);
  return new Map(
    variables.flatMap(({ name, type }) => {
      const last = type.dimensions.at(-1);
      const headers = facts.columns.get(name);
      return last !== undefined && type.dimensions.length > 1 && headers !== undefined && headers.length > 1
        ? [[last.id, headers] as const]
        : [];
    }),
  );
}

/** `theta[Choate]`: the element at `index`, row-major. */
export function elementName(
  name: string,
  shape: readonly number[],
  index: number,
  positions: Positions,
): string {
  if (shape.length === 0) return name;
  let rest = index;
  const path = shape.map((_, axis) => {
    const stride = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
    const place = Math.floor(rest / stride);
    rest -= place * stride;
    return positions(name, axis, place);
  });
  return `${name}[${path.join(", ")}]`;
}
