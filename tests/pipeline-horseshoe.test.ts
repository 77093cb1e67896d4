/** The horseshoe, over effects and over a network's weights: its density is that of the hierarchy it stands for. */

import { describe, expect, test } from "vitest";
import { bind, density, fit, summarise } from "../src/pipeline.ts";
import { lgamma } from "../src/tensor/special/lgamma.ts";
import { compiled, source, value } from "./pipeline-models.ts";

const normal = (x: number, m: number, s: number) =>
  Math.exp(-0.5 * ((x - m) / s) ** 2) / (s * Math.sqrt(2 * Math.PI));

const sparse = compiled(`model Sparse
data { x: real[N, D]  y: real[N] }
prior {
  w: real[D] ~ horseshoe(0.5)
  v: real[D] ~ horseshoe(0.1, slab_scale = 2, slab_df = 4)
}
likelihood { y ~ normal(x @ w + x @ v, 1) }
infer map
`);

describe("the horseshoe", () => {
  const x = [
    [1, -2],
    [0.5, 3],
    [-1, 1],
  ];
  const y = [0.3, 1.2, -2];
  const point = {
    "w.local": [0.4, 2],
    "w.global": 0.3,
    "w.raw": [0.7, -1.1],
    "v.local": [1.4, 0.1],
    "v.global": 0.8,
    "v.slab": 2.5,
    "v.raw": [-0.2, 1.3],
  };
  const cauchy = (at: number, scale: number) => Math.log(2 / (Math.PI * scale * (1 + (at / scale) ** 2)));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

  // Planted: raw times local alone; the slab's scale for its square; τλ² for τ²λ² in the shrinkage.
  test("is the hierarchy it stands for, not centred", async () => {
    const raws = [...point["w.raw"], ...point["v.raw"]];
    let log = sum(raws.map((z) => Math.log(normal(z, 0, 1))));
    log += sum([...point["w.local"], ...point["v.local"]].map((l) => cauchy(l, 1)));
    log += cauchy(point["w.global"], 0.5) + cauchy(point["v.global"], 0.1);
    const [shape, rate, c2] = [2, 2 * 2 ** 2, point["v.slab"]];
    log += shape * Math.log(rate) - lgamma(shape) - (shape + 1) * Math.log(c2) - rate / c2;
    const w = point["w.raw"].map((z, d) => z * point["w.global"] * (point["w.local"][d] ?? NaN));
    const v = point["v.raw"].map((z, d) => {
      const width = point["v.global"] * (point["v.local"][d] ?? NaN);
      return (z * width * Math.sqrt(c2)) / Math.sqrt(c2 + width ** 2);
    });
    y.forEach((value, n) => {
      const mean = sum((x[n] ?? []).map((cell, d) => cell * ((w[d] ?? NaN) + (v[d] ?? NaN))));
      log += Math.log(normal(value, mean, 1));
    });
    const bound = value(await bind(sparse, [await source({ x, y })]));
    expect(value(await density(sparse, bound, point, { unconstrained: false })).logJoint / log).toBeCloseTo(
      1,
      11,
    );
  });
});

// Planted: the raw weights in the network's place; one local scale for a whole tensor.
test("a horseshoe over a network's weights is the hierarchy, for each tensor", async () => {
  const model = compiled(`model Net
data { x: real[N, D]  y: real[N] }
network f: real[D] -> real { hidden: dense(2, tanh)  dense }
prior { f.weight ~ horseshoe(0.3 / sqrt(fan_in))  f.bias ~ normal(0, 1) }
likelihood { y ~ normal(f(x), 0.5) }
infer map
`);
  const [local, raw] = [
    [0.4, 2, 1.1, 0.7, 0.2, 3],
    [0.7, -1.1, 0.4, 0.9, -2, 0.3],
  ];
  const rows = (flat: readonly number[]) => [0, 2, 4].map((at) => flat.slice(at, at + 2));
  const point = {
    "f.hidden.weight.local": rows(local),
    "f.hidden.weight.global": 0.8,
    "f.hidden.weight.raw": rows(raw),
    "f.out.weight.local": [1.4, 0.1],
    "f.out.weight.global": 0.6,
    "f.out.weight.raw": [-0.2, 1.3],
    "f.hidden.bias": [0.1, -0.4],
    "f.out.bias": 0.2,
  };
  const cauchy = (at: number, scale: number) => Math.log(2 / (Math.PI * scale * (1 + (at / scale) ** 2)));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const out = [-0.2, 1.3].map((z, j) => z * 0.6 * ([1.4, 0.1][j] ?? NaN));
  let log = sum([...local, 1.4, 0.1].map((each) => cauchy(each, 1)));
  log += cauchy(0.8, 0.3 / Math.sqrt(3)) + cauchy(0.6, 0.3 / Math.sqrt(2));
  log += sum([...raw, -0.2, 1.3, 0.1, -0.4, 0.2].map((each) => Math.log(normal(each, 0, 1))));
  const x = [
    [1, -2, 0.5],
    [0.5, 3, -1],
  ];
  const y = [0.3, 1.2];
  y.forEach((seen, n) => {
    const hidden = [0.1, -0.4].map((bias, j) =>
      Math.tanh(
        bias +
          sum(
            (x[n] ?? []).map((cell, d) => cell * (raw[2 * d + j] ?? NaN) * 0.8 * (local[2 * d + j] ?? NaN)),
          ),
      ),
    );
    log += Math.log(normal(seen, 0.2 + sum(hidden.map((h, j) => h * (out[j] ?? NaN))), 0.5));
  });
  const bound = value(await bind(model, [await source({ x, y })]));
  expect(value(await density(model, bound, point, { unconstrained: false })).logJoint / log).toBeCloseTo(
    1,
    11,
  );
  // Planted: tensors made of latents summarised entry by entry.
  const summary = await summarise(value(await fit(model, [await source({ x, y })])));
  expect(summary["f.hidden.weight"]).toMatchObject({ shape: [3, 2], dims: ["D", "hidden"] });
  expect(summary["f.hidden.weight.global"]).toHaveProperty("q05");
});
