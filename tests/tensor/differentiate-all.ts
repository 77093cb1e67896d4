/** A value and its gradients with respect to every float input: what a pass over graphs must keep. */

import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { gradient } from "../../src/tensor/differentiate.ts";

/** Sums what is no scalar before it differentiates. */
export function differentiateAll(
  b: Builder,
  value: Tensor,
  inputs: Readonly<Record<string, Tensor>>,
): readonly Tensor[] {
  const floats = Object.values(inputs).filter(({ dtype }) => dtype === "f64");
  return [value, ...gradient(b, b.sum(value), floats)];
}
