/** A model without data: sizes given by hand, nothing else known. */

import type { CheckedProgram } from "../check/program.ts";
import { dataOf } from "../check/walk.ts";
import type { Bound, BoundArray } from "../data/bound.ts";
import { labelConstants } from "../data/label-constants.ts";
import { shapeOf } from "../model/named.ts";
import { declaredLabels, type Sizes } from "../shape/dimension.ts";
import { elements } from "../tensor/graph.ts";
import { inputsOf, responsesOf } from "./simulable.ts";

/** What the model looks at is absent, but constants by labels that are known; variables that nothing looks at, and responses, are zeros. */
export function boundBySize(program: CheckedProgram, sizes: Sizes): Bound {
  const responses = responsesOf(program);
  const needed = new Set(inputsOf(program).filter((name) => !responses.has(name)));
  const zeros = blanks(program, sizes, (name) => !needed.has(name));
  const entries = program.dimensions.flatMap((dimension): [string, readonly string[]][] => {
    const size = shapeOf([dimension], sizes)[0] ?? 0;
    const names = declaredLabels(dimension) ?? Array.from({ length: size }, (_, i) => String(i + 1));
    return [[dimension.id, names]];
  });
  const labels = new Map(entries);
  const constants = labelConstants(program, labels);
  const known = constants.ok ? constants.value : [];
  const arrays = new Map([...zeros, ...known.map((array) => [array.name, array] as const)]);
  return {
    facts: {
      sizes,
      labels,
      standardisations: new Map(),
      columns: new Map(),
      constants: new Map(),
    },
    arrays,
    rows: program.rows === null ? 1 : (shapeOf([program.rows], sizes)[0] ?? 1),
    dropped: 0,
    order: null,
    unseen: new Map(),
    incomplete: [],
  };
}

/** Zeros for the data variables and definitions of these names. */
export function blanks(
  program: CheckedProgram,
  sizes: Sizes,
  isBlank: (name: string) => boolean,
): ReadonlyMap<string, BoundArray> {
  const variables = dataOf(program).filter(({ name }) => isBlank(name));
  return new Map(
    variables.map(({ name, type }): [string, BoundArray] => {
      const { dimensions, support } = type;
      const shape = shapeOf(dimensions, sizes);
      const integer = support.kind === "label" || support.kind === "bool";
      return [name, { name, dimensions, shape, values: new Float64Array(elements(shape)), integer }];
    }),
  );
}
