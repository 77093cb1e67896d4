import { expect, test } from "vitest";
import { reportable } from "../../src/posterior/expressions.ts";
import { modelOf } from "./model.ts";

test("a deterministic quantity that needs the rows' data is not reported, nor what depends on it", () => {
  const model = modelOf(`model M
data { x: real[N, D]  scale: positive[D]  y: real[N] }
prior { w: real[D] ~ normal(0, 1)  size = sum(w * scale over D)  eta = x @ w  far = eta * 2  near = size + 1 }
likelihood { y ~ normal(far + near, 1) }
infer vi`);
  const names = (stored: readonly string[]): string[] =>
    reportable(model, new Set(stored)).map(({ name }) => name);
  expect(names(["scale"])).toEqual(["size", "near"]);
  expect(names([])).toEqual([]);
});
