/** Ops that move nothing: what reads them reads their operand, elsewhere. */

import type { OpAttributes, OpName, Shape } from "../tensor/graph.ts";
import type { Coordinate } from "./coordinates.ts";

/** Where the operand is read, given the coordinate read along each axis of the result. Null: in another order. */
export interface View<P extends OpName> {
  readonly kind: "view";
  readonly from: (
    at: readonly Coordinate[],
    attributes: OpAttributes[P],
    operand: Shape,
    result: Shape,
  ) => readonly Coordinate[] | null;
}

/** The places of the axes that are longer than 1. */
const longAxes = (shape: Shape): number[] => shape.flatMap((size, axis) => (size === 1 ? [] : [axis]));

type ViewName = "broadcast" | "transpose" | "slice" | "reshape";

export const views: { readonly [P in ViewName]: View<P> } = {
  broadcast: { kind: "view", from: (at, { axes }) => axes.map((axis) => at[axis] as Coordinate) },
  transpose: {
    kind: "view",
    from: (at, { permutation }) => {
      const operand = Array.from<Coordinate>({ length: at.length });
      permutation.forEach((axis, i) => (operand[axis] = at[i] as Coordinate));
      return operand;
    },
  },
  slice: {
    kind: "view",
    from: (at, { start }) => at.map(({ axis, offset }, i) => ({ axis, offset: offset + (start[i] ?? 0) })),
  },
  // Axes of size 1 come and go; other reshapes read memory in another order.
  reshape: {
    kind: "view",
    from: (at, _attributes, operand, result) => {
      const [before, after] = [longAxes(operand), longAxes(result)];
      if (
        before.length !== after.length ||
        before.some((axis, i) => operand[axis] !== result[after[i] ?? -1])
      ) {
        return null;
      }
      const from = operand.map((): Coordinate => ({ axis: -1, offset: 0 }));
      before.forEach((axis, i) => (from[axis] = at[after[i] ?? 0] as Coordinate));
      return from;
    },
  },
};
