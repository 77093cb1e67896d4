/** Bound data in another thread: a copy's dimensions are copies too, and two dimensions are the same only where they are one object. */

import type { CheckedProgram } from "../check/program.ts";
import { Bug } from "../diagnostic/bug.ts";
import type { Bound, BoundArray } from "./bound.ts";

/** Whether the program can find every dimension again. */
export function mayLeave(bound: Bound, { dimensions }: CheckedProgram): boolean {
  const known = new Set(dimensions);
  return arraysOf(bound).every((array) => array.dimensions.every((dimension) => known.has(dimension)));
}

/** What came from another thread, with the dimensions of this one's program. */
export function settle(bound: Bound, { dimensions }: CheckedProgram): Bound {
  const known = new Map(dimensions.map((dimension) => [dimension.id, dimension]));
  const own = (array: BoundArray): BoundArray => ({
    ...array,
    dimensions: array.dimensions.map(({ id }) => {
      const dimension = known.get(id);
      if (dimension === undefined) throw new Bug(`the program here has no dimension ${id}`);
      return dimension;
    }),
  });
  const all = (arrays: ReadonlyMap<string, BoundArray>) =>
    new Map([...arrays].map(([name, array]) => [name, own(array)]));
  const { arrays, facts } = bound;
  return { ...bound, arrays: all(arrays), facts: { ...facts, constants: all(facts.constants) } };
}

function arraysOf({ arrays, facts }: Bound): readonly BoundArray[] {
  return [...arrays.values(), ...facts.constants.values()];
}
