import { expect, test } from "vitest";
import { declaredValues } from "../../../src/inference/kernel/declared.ts";
import { taskOf } from "../fixture.ts";

test("unconstrained numbers become values of the declared types", async () => {
  const text = `model Declared
data "d.csv" { y: real[N] }
prior { mu ~ normal(0, 1)  tau: positive ~ half_normal(1) }
likelihood { y ~ normal(mu, tau) }
infer map`;
  const { model, bound, runtime } = taskOf(text, { y: [1, 2] });
  const point = new Map([
    ["mu", Float64Array.of(-3)],
    ["tau", Float64Array.of(-3)],
  ]);
  const values = await declaredValues(runtime, model, bound.facts.sizes, point);
  expect(values.get("mu")?.[0]).toBe(-3);
  expect(values.get("tau")?.[0]).toBeCloseTo(Math.exp(-3), 14);
});
