import { expect, test } from "vitest";
import { flat } from "../../../src/library/distributions/flat.ts";
import type { Support } from "../../../src/shape/support.ts";
import { compute1, vector } from "../../contract/compute.ts";
import { gradientsOf } from "../../contract/differentiate.ts";

const at = (support: Support, xs: readonly number[]) =>
  compute1({ x: vector(xs) }, (b, { x }) => (flat.on?.(support) ?? flat).logDensity(b, x, {}));

// Planted: −∞ nowhere.
test("has density 1 on the support, none outside, and no slope", () => {
  expect(at({ kind: "real" }, [-1e9, 0, 3])).toEqual([0, 0, 0]);
  expect(at({ kind: "positive" }, [-1, 0.5, 1e9])).toEqual([-Infinity, 0, 0]);
  expect(at({ kind: "interval", low: 2, high: 3 }, [1.9, 2.5, 3.1])).toEqual([-Infinity, 0, -Infinity]);
  const { gradients } = gradientsOf({ x: vector([-1, 2]) }, (b, { x }) =>
    x ? b.sum((flat.on?.({ kind: "positive" }) ?? flat).logDensity(b, x, {})) : b.constant(NaN),
  );
  expect(gradients["x"]).toEqual([0, 0]);
});
