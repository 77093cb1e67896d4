import { expect, test } from "vitest";
import { openQuantities } from "../../src/study/quantities.ts";
import { modelOf, runtime, sized } from "./fixture.ts";

// Planted: the data of the first replicate kept.
test("latents, quantities and the log-likelihood of the data at hand", async () => {
  const model = modelOf(
    "model M data { y: real[N] } prior { a ~ normal(0, 1)  b = 3 * a } likelihood { y ~ normal(a, 2) } infer exact",
  );
  const quantities = await openQuantities(model, sized(model, { N: 2 }), runtime);
  quantities.load(new Map([["y", [1, 3]]]));
  const normal = (r: number): number => -0.5 * (r / 2) ** 2 - Math.log(2) - 0.5 * Math.log(2 * Math.PI);
  const found = quantities.at(new Map([["a", [0.5]]]));
  expect([...found.keys()]).toEqual(["a", "b", "log_likelihood"]);
  expect(found.get("b")?.[0]).toBe(1.5);
  expect(found.get("log_likelihood")?.[0]).toBeCloseTo(normal(0.5) + normal(2.5), 12);
  quantities.load(new Map([["y", [0.5, 0.5]]]));
  expect(quantities.at(new Map([["a", [0.5]]])).get("log_likelihood")?.[0]).toBeCloseTo(2 * normal(0), 12);
  quantities.dispose();
});
