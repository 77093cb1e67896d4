/** Ops without operands: inputs, constants, literals, counting. */

import { Bug, invariant } from "../../diagnostic/bug.ts";
import { readStrided } from "../axes.ts";
import { elements, type OpName } from "../graph.ts";
import { wrap, type Op } from "./op.ts";

type SourceName = "input" | "constant" | "literal" | "iota";

/** What the rows of this family share: nothing flows in, so there is no tangent, transpose or batching. */
const source = {
  tangent: null,
  transpose: null,
  batch: () => {
    throw new Bug("an op without operands is never batched");
  },
  simplify: null,
  elementwise: false,
} as const;

function checkShape(shape: readonly number[], op: OpName): void {
  invariant(
    shape.every((size) => Number.isSafeInteger(size) && size >= 0),
    `${op} has the shape [${shape.join(", ")}]`,
  );
}

export const sources: { readonly [P in SourceName]: Op<P> } = {
  input: {
    ...source,
    type: (_, { shape, dtype, index }) => {
      checkShape(shape, "input");
      invariant(index >= 0, "a placeholder was left in the graph");
      return { shape, dtype };
    },
    value: () => {
      throw new Bug("an input's value comes from outside the graph");
    },
  },
  constant: {
    ...source,
    type: (_, { shape, dtype, value }) => {
      checkShape(shape, "constant");
      invariant(Object.is(wrap(dtype, value), value), `${value} is no ${dtype}`);
      return { shape, dtype };
    },
    value: (_, { value, shape }) => new Float64Array(elements(shape)).fill(value),
  },
  literal: {
    ...source,
    type: (_, { shape, dtype, values }) => {
      checkShape(shape, "literal");
      invariant(values.length === elements(shape), `${values.length} values for [${shape.join(", ")}]`);
      invariant(
        values.every((value) => Object.is(wrap(dtype, value), value)),
        `not all values of a literal are ${dtype}`,
      );
      return { shape, dtype };
    },
    value: (_, { values }) => Float64Array.from(values),
  },
  iota: {
    ...source,
    type: (_, { shape, dtype, axis }) => {
      checkShape(shape, "iota");
      invariant(axis >= 0 && axis < shape.length, `iota has no axis ${axis}`);
      invariant(dtype !== "bool", "iota counts in numbers");
      return { shape, dtype };
    },
    value: (_, { shape, axis }) =>
      readStrided(
        Float64Array.from({ length: shape[axis] ?? 0 }, (_value, i) => i),
        shape,
        shape.map((_size, i) => (i === axis ? 1 : 0)),
      ),
  },
};
