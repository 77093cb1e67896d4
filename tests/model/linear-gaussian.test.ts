import { describe, expect, test } from "vitest";
import { Bug } from "../../src/diagnostic/bug.ts";
import { deterministics } from "../../src/model/density.ts";
import { linearGaussianForm } from "../../src/model/linear-gaussian.ts";
import { predictive } from "../../src/model/predictive.ts";
import { modelOf, numbers, run, sizesOf, type Values } from "./programs.ts";
import { line, network } from "./sources.ts";

interface Case {
  readonly name: string;
  readonly source: string;
  readonly sizes: Readonly<Record<string, number>>;
  readonly data: Values;
  readonly latents: Values;
  readonly priorMean: readonly number[];
  readonly priorSd: readonly number[];
}

const cases: readonly Case[] = [
  {
    name: "a line",
    source: line,
    sizes: { N: 4, D: 2 },
    data: { x: numbers(8, 1), y: numbers(4, 2) },
    latents: { w: numbers(2, 3), b: numbers(1, 4) },
    priorMean: [0.5, 0.5, 0],
    priorSd: [10, 10, 3],
  },
  {
    name: "two responses, labels, a deterministic and a network of one layer",
    source: `model Two
dim K = 3
data "d.csv" { x: real[N, D]  group: K[N]  y: real[N]  z: real[N, D]  s: positive[D] }
network f: real[D] -> real { dense }
prior {
  f.weight ~ normal(0, 1 / sqrt(fan_in))
  f.bias ~ normal(1, 2)
  theta: real[K] ~ normal(-1, 3)
  a: real[D] ~ normal(0, s)
  centre = sum(theta over K) / 3
}
likelihood {
  y ~ normal(f(x) + theta[group] - centre + 7, 0.5)
  z ~ normal(x * a + centre, s)
}
infer exact
`,
    sizes: { N: 4, D: 2 },
    data: { x: numbers(8, 1), group: [0, 2, 1, 2], y: numbers(4, 2), z: numbers(8, 5), s: [0.5, 2] },
    latents: {
      "f.out.weight": numbers(2, 3),
      "f.out.bias": [0.4],
      theta: numbers(3, 6),
      a: numbers(2, 7),
    },
    priorMean: [0, 0, 1, -1, -1, -1, 0, 0],
    priorSd: [Math.SQRT1_2, Math.SQRT1_2, 2, 3, 3, 3, 0.5, 2],
  },
];

describe.each(cases)("$name", ({ source, sizes: byName, data, latents, priorMean, priorSd }) => {
  const model = modelOf(source);
  const sizes = sizesOf(model, byName);

  // Planted: the directions in the columns of the identity, not its rows; no offset; one response forgotten.
  test("design · latents + offset is the mean of the responses, for any latents", () => {
    const [design = [], offset = [], noise = [], response = [], mean = [], sd = []] = run(
      model,
      sizes,
      { ...data, ...latents },
      (b, env) => {
        const form = linearGaussianForm(b, model, sizes, env);
        return [
          form.design,
          form.offset,
          form.noiseSd,
          form.response ?? b.constant(NaN),
          form.priorMean,
          form.priorSd,
        ];
      },
    );
    const flat = model.sites.flatMap(({ name }) => latents[name] ?? []);
    const wanted = run(model, sizes, { ...data, ...latents }, (b, env) => {
      const found = predictive(b, model, sizes, deterministics(b, model, sizes, env));
      return model.observations.flatMap((o) => found.get(o.response.name)?.mean ?? []);
    }).flat();
    const responses = model.observations.flatMap((o) => data[o.response.name] ?? []);
    expect(offset).toHaveLength(responses.length);
    wanted.forEach((value, r) => {
      const row = design.slice(r * flat.length, (r + 1) * flat.length);
      const product = row.reduce((sum, d, p) => sum + d * (flat[p] ?? NaN), offset[r] ?? NaN);
      expect(product).toBeCloseTo(value, 12);
    });
    expect(response).toEqual(responses);
    expect(noise).toHaveLength(responses.length);
    expect(mean).toEqual(priorMean);
    priorSd.forEach((value, p) => expect(sd[p]).toBeCloseTo(value, 14));
  });
});

test("the noise is that of each response scalar", () => {
  const [, second] = cases;
  if (second === undefined) throw new Error("there are two cases");
  const model = modelOf(second.source);
  const sizes = sizesOf(model, second.sizes);
  const [noise] = run(model, sizes, second.data, (b, env) => [
    linearGaussianForm(b, model, sizes, env).noiseSd,
  ]);
  expect(noise).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 2, 0.5, 2, 0.5, 2, 0.5, 2]);
});

test("data to predict on needs no response", () => {
  const model = modelOf(line);
  const sizes = sizesOf(model, { N: 3, D: 2 });
  run(model, sizes, { x: numbers(6, 1) }, (b, env) => {
    const form = linearGaussianForm(b, model, sizes, env);
    expect(form.response).toBeNull();
    expect(form.design.shape).toEqual([3, 3]);
    return [form.design];
  });
});

test("a model that has no closed form is a bug of the caller", () => {
  const model = modelOf(network);
  expect(() =>
    run(model, sizesOf(model, { N: 1, D: 1 }), {}, (b, env) => [
      linearGaussianForm(b, model, new Map(), env).design,
    ]),
  ).toThrow(Bug);
});
