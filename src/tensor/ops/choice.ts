/** Comparisons, logic, and `select`, which chooses elementwise. */

import { invariant } from "../../diagnostic/bug.ts";
import { sameList } from "../axes.ts";
import type { Builder, Tensor } from "../builder.ts";
import { batchElementwise, binary, commonType } from "./elementwise.ts";
import { appliedTo, constantOf, operand, type Op, type Site } from "./op.ts";

type ChoiceName = "eq" | "lt" | "le" | "and" | "or" | "select";

/** `and` and `or` with an operand that is constant or the same as the other. */
function simplifyLogic(b: Builder, operands: readonly Tensor[], neutral: number): Tensor | null {
  const [x, y] = [operand(operands, 0), operand(operands, 1)];
  if (x.id === y.id) return x;
  const [cx, cy] = [constantOf(b, x), constantOf(b, y)];
  if (cx !== null) return cx === neutral ? y : x;
  if (cy !== null) return cy === neutral ? x : y;
  return null;
}

function simplifySelect(b: Builder, { operands }: Site<"select">): Tensor | null {
  const [condition, then, otherwise] = [operand(operands, 0), operand(operands, 1), operand(operands, 2)];
  if (then.id === otherwise.id) return then;
  const constant = constantOf(b, condition);
  if (constant !== null) return constant === 0 ? otherwise : then;
  const opposite = appliedTo(b, condition, "not");
  if (opposite) return b.select(opposite, otherwise, then);
  // select(c, select(c, x, _), y) = select(c, x, y)
  const inner = [then, otherwise].map((x, side) => {
    const node = b.nodes[x.id];
    return node?.op === "select" && node.operands[0] === condition.id
      ? b.tensor(operand(node.operands, side + 1))
      : x;
  });
  const [x, y] = [operand(inner, 0), operand(inner, 1)];
  return x === then && y === otherwise ? null : b.select(condition, x, y);
}

export const choiceOps: { readonly [P in ChoiceName]: Op<P> } = {
  eq: binary("eq", { kind: "any", gives: "bool", value: (x, y) => (x === y ? 1 : 0), tangent: null }),
  lt: binary("lt", { kind: "any", gives: "bool", value: (x, y) => (x < y ? 1 : 0), tangent: null }),
  le: binary("le", { kind: "any", gives: "bool", value: (x, y) => (x <= y ? 1 : 0), tangent: null }),
  and: binary("and", {
    kind: "bool",
    value: (x, y) => x * y,
    tangent: null,
    simplify: (b, { operands }) => simplifyLogic(b, operands, 1),
  }),
  or: binary("or", {
    kind: "bool",
    value: (x, y) => Math.max(x, y),
    tangent: null,
    simplify: (b, { operands }) => simplifyLogic(b, operands, 0),
  }),
  // select(c, x, y)′ = select(c, x′, y′). The branch not taken gets a cotangent of 0, which an infinite derivative inside
  // that branch turns into NaN: guard the branch's argument too, as in log(select(x > 0, x, 1)).
  select: {
    type: (operands) => {
      invariant(operands.length === 3, "select takes three operands");
      const [condition, ...branches] = operands;
      const type = commonType("select", "any", 2, branches);
      invariant(
        condition?.dtype === "bool" && sameList(condition.shape, type.shape),
        "the condition of select is a bool of the branches' shape",
      );
      return type;
    },
    value: ([c = new Float64Array(), x = c, y = c]) => c.map((e, i) => (e === 0 ? y[i] : x[i]) as number),
    tangent: (b, { operands }, result, [, t, u]) => {
      const zero = () => b.constant(0, result.shape, result.dtype);
      return t || u ? b.select(operand(operands, 0), t ?? zero(), u ?? zero()) : null;
    },
    transpose: (b, { operands }, ct, [, then, otherwise]) => {
      const condition = operand(operands, 0);
      return [null, then ? b.select(condition, ct, 0) : null, otherwise ? b.select(condition, 0, ct) : null];
    },
    batch: batchElementwise("select"),
    simplify: simplifySelect,
    elementwise: true,
  },
};
