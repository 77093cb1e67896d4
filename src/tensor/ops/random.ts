/** Random numbers as an op; `../random.ts` defines every bit. */

import { invariant } from "../../diagnostic/bug.ts";
import { isFloat } from "../../shape/dtype.ts";
import { range } from "../axes.ts";
import { elements } from "../graph.ts";
import { randomValues } from "../random.ts";
import { operand, type Op } from "./op.ts";

export const randomOps: { readonly random: Op<"random"> } = {
  random: {
    type: ([key, step], { kind, stream, shape, dtype }) => {
      invariant(
        key?.dtype === "u32" && key.shape.length === 1 && key.shape[0] === 2,
        "random's key is u32[2]",
      );
      invariant(step?.dtype === "u32" && step.shape.length === 0, "random's step is u32[]");
      invariant(kind === "bits" ? dtype === "u32" : isFloat(dtype), `random ${kind} are not ${dtype}`);
      invariant(stream >>> 0 === stream, `${stream} is no stream`);
      invariant(elements(shape) <= 2 ** 31, "random draws at most 2³¹ elements at once");
      return { shape, dtype };
    },
    value: ([key, step], { kind, stream, shape, dtype }) =>
      randomValues(kind, dtype, [key?.[0] ?? 0, key?.[1] ?? 0], stream, step?.[0] ?? 0, elements(shape)),
    tangent: null,
    transpose: null,
    // Fresh draws for each member of the batch, whose coordinate comes first in the element's index. Where the keys
    // themselves are batched, each member draws with its own.
    batch: (b, { operands, attributes }, [keys, steps], size) => {
      const [key, step] = [operand(operands, 0), operand(operands, 1)];
      if (!keys && !steps)
        return b.emit("random", [key, step], { ...attributes, shape: [size, ...attributes.shape] });
      const members = range(size).map((i) => {
        const ownKey = keys ? b.reshape(b.slice(key, [i, 0], [i + 1, 2]), [2]) : key;
        const ownStep = steps ? b.reshape(b.slice(step, [i], [i + 1]), []) : step;
        return b.reshape(b.emit("random", [ownKey, ownStep], attributes), [1, ...attributes.shape]);
      });
      return b.concat(members, 0);
    },
    simplify: null,
    elementwise: false,
  },
};
