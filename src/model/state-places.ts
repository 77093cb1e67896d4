/** From the elements of a response to the places of a latent: which value each needs, and sums over those that need the same. */

import { reached, type Use } from "../check/states.ts";
import { Bug } from "../diagnostic/bug.ts";
import { without } from "../shape/align.ts";
import type { Dimension, Sizes } from "../shape/dimension.ts";
import type { Builder, Tensor } from "../tensor/builder.ts";
import { elements } from "../tensor/graph.ts";
import { evaluate } from "./evaluate.ts";
import { type Environment, knownSize, type Named, permute, shapeOf, spread } from "./named.ts";
import { aliveIn } from "./rows.ts";

/** Where the value of a latent that each place of these dimensions needs stands among its own. */
export function placeIn(
  b: Builder,
  use: Use,
  over: readonly Dimension[],
  sizes: Sizes,
  env: Environment,
): Tensor {
  if (use.places.length === 0) return b.constant(0, shapeOf(over, sizes), "i32");
  const [flat] = flatPlace(b, use, over, sizes, env);
  return b.reshape(flat, shapeOf(over, sizes));
}

/** Rows beyond the live ones are nought where rows are added up. */
export function alive(b: Builder, table: Named, use: Use, rows: Dimension | null, env: Environment): Named {
  const direct = use.places.some(({ dimension, by }) => by === null && dimension === rows);
  const mask = rows === null || direct || !table.dimensions.includes(rows) ? null : aliveIn(env);
  if (mask === null || rows === null) return table;
  const axis = table.dimensions.indexOf(rows);
  return { ...table, tensor: b.select(b.broadcast(mask, table.tensor.shape, [axis]), table.tensor, 0) };
}

/** Elements that need the same value of a latent are added up: [values…, the latent's own dimensions]. */
export function gatherTo(b: Builder, table: Named, use: Use, sizes: Sizes, env: Environment): Named {
  const { dimensions: own } = use.latent.type;
  const states = table.dimensions.filter(({ id }) => id.startsWith(":"));
  const kept = reached(use);
  const place = without(table.dimensions, states).filter((dimension) => kept.includes(dimension));
  const front = permute(b, totalOver(b, table, [...states, ...place]), [...place, ...states]);
  if (use.places.every(({ by }) => by === null)) return permute(b, front, [...states, ...own]);
  const [index, count] = flatPlace(b, use, place, sizes, env);
  const width = shapeOf(states, sizes);
  const lead = place.length === 0 ? [1] : shapeOf(place, sizes);
  const added = b.scatterAdd(index, b.reshape(front.tensor, [...lead, ...width]), count);
  const whole = {
    tensor: b.reshape(added, [...shapeOf(own, sizes), ...width]),
    dimensions: [...own, ...states],
  };
  return permute(b, whole, [...states, ...own]);
}

/** The sum over every dimension but those wanted. */
export function totalOver(b: Builder, value: Named, wanted: readonly Dimension[]): Named {
  const axes = value.dimensions.flatMap((dimension, axis) => (wanted.includes(dimension) ? [] : [axis]));
  const dimensions = value.dimensions.filter((dimension) => wanted.includes(dimension));
  return { tensor: axes.length === 0 ? value.tensor : b.sum(value.tensor, axes), dimensions };
}

/** Where each element's value stands among the latent's, counted row by row; and how many there are. */
function flatPlace(
  b: Builder,
  { places }: Use,
  over: readonly Dimension[],
  sizes: Sizes,
  env: Environment,
): readonly [Tensor, number] {
  const shape = shapeOf(over, sizes);
  const flat = places.reduce<Tensor | null>((before, { dimension, by }) => {
    const along =
      by === null
        ? b.iota(shape, over.indexOf(dimension), "i32")
        : spread(b, evaluate(b, by, sizes, env), over, sizes);
    return before === null ? along : b.add(b.mul(before, knownSize(dimension, sizes)), along);
  }, null);
  if (flat === null) throw new Bug("a latent without dimensions has one place");
  const count = elements(places.map(({ dimension }) => knownSize(dimension, sizes)));
  return [over.length === 0 ? b.reshape(flat, [1]) : flat, count];
}
