/** Several draws at once: a formula is written for one draw, and its graph batched over them. */

import { inlineBatched } from "../../tensor/batch.ts";
import { createBuilder } from "../../tensor/build.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";

/**
 * `formula` of each draw, its results stacked along a first axis of `count`. The tensors in `drawn` have that axis; those in
 * `shared` are the same for all draws, and what follows from them alone is computed once. The formula may use no other tensor.
 */
export function overDraws(
  b: Builder,
  count: number,
  drawn: readonly Tensor[],
  shared: readonly Tensor[],
  formula: (b: Builder, drawn: readonly Tensor[], shared: readonly Tensor[]) => readonly Tensor[],
): readonly Tensor[] {
  if (count === 1) {
    const only = drawn.map((x) => b.reshape(x, x.shape.slice(1)));
    return formula(b, only, shared).map((x) => b.reshape(x, [1, ...x.shape]));
  }
  const inner = createBuilder(b.float);
  const one = drawn.map((x, i) => inner.input(`drawn ${i}`, x.shape.slice(1), x.dtype));
  const same = shared.map((x, i) => inner.input(`shared ${i}`, x.shape, x.dtype));
  const graph = inner.finish(formula(inner, one, same));
  const axes = [...drawn.map(() => 0), ...shared.map(() => null)];
  return inlineBatched(b, graph, [...drawn, ...shared], axes, count);
}
