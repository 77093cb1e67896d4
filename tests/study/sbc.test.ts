import { describe, expect, test } from "vitest";
import type { Builder } from "../../src/tensor/builder.ts";
import { calibrate } from "../../src/study/sbc.ts";
import { calibration, doctored, honest, modelOf, runtime, sized, uncalibrated } from "./fixture.ts";

const hierarchy = `model Hierarchy
data { y: real[G] }
prior { mu ~ normal(0, 2)  theta: real[G] ~ normal(mu, 1) }
likelihood { y ~ normal(theta, 1) }
infer exact`;

const rate = `model Rate
data { y: count[N] }
prior { lambda: positive ~ gamma(3, 0.5) }
likelihood { y ~ poisson(lambda) }
infer exact`;

describe("what is right passes", () => {
  test("a hierarchy in closed form", async () => {
    const found = await calibration(hierarchy, { G: 3 }, 150);
    expect(uncalibrated(found)).toEqual([]);
    expect([...found.quantities].map(([name, { shape, p }]) => [name, shape, p.length])).toEqual([
      ["mu", [], 1],
      ["theta", [3], 3],
      ["log_likelihood", [], 1],
    ]);
    expect(found.limit).toBeCloseTo(0.01 / 5, 14);
  });

  test("a conjugate pair, and a normal with an unknown variance", async () => {
    expect(uncalibrated(await calibration(rate, { N: 4 }, 150))).toEqual([]);
    const variance = `model V data { y: real[N] } prior { v: positive ~ inverse_gamma(3, 2)  mu ~ normal(0, 2 * sqrt(v)) } likelihood { y ~ normal(mu, sqrt(v)) } infer exact`;
    expect(uncalibrated(await calibration(variance, { N: 5 }, 150))).toEqual([]);
  });

  // Planted: ties ranked in the lowest fifth of their places.
  test("numbers that are always the same, as the diagonal of a correlation", async () => {
    const text = `model Same
dim K = 2
data { y: real[N] }
prior { r: correlation[K] ~ lkj(2)  m ~ normal(0, 1)  none = 0 * m }
likelihood { y ~ normal(m, 1) }
infer nuts { chains = 1  warmup = 100  draws = 100 }`;
    expect(uncalibrated(await calibration(text, { N: 3 }, 60))).toEqual([]);
  });

  test("replicates depend on the seed and their number alone", async () => {
    const few = await calibration(rate, { N: 4 }, 12);
    const more = await calibration(rate, { N: 4 }, 20);
    const of = (found: typeof few) => found.quantities.get("lambda")?.ranks.slice(0, 12);
    expect(of(few)).toEqual(of(more));
  });
});

// Each of these is the planted fault: inference of another model than the one that the data come from.
describe("a planted fault fails", () => {
  test("a prior's scale halved", async () => {
    const found = await calibration(
      hierarchy,
      { G: 3 },
      150,
      doctored(hierarchy.replace("normal(0, 2)", "normal(0, 1)")),
    );
    expect(uncalibrated(found)).toContain("mu");
  });

  // p(λ) without the Jacobian of λ = exp(u) is p(λ) / λ on the declared scale: a gamma prior of a shape less by one.
  test("a dropped Jacobian", async () => {
    const found = await calibration(
      rate,
      { N: 4 },
      150,
      doctored(rate.replace("gamma(3, 0.5)", "gamma(2, 0.5)")),
    );
    expect(uncalibrated(found)).toContain("lambda");
  });

  test("a Jacobian that nuts lacks, which nuts itself passes with", async () => {
    const text = rate.replace("infer exact", "infer nuts { chains = 1  warmup = 100  draws = 150 }");
    const model = modelOf(text);
    const sites = model.sites.map((site) => {
      const bijector = { ...site.bijector, logDeterminant: (b: Builder) => b.constant(0) };
      return { ...site, bijector };
    });
    const lacking: typeof honest = (task) => honest({ ...task, model: { ...model, sites } });
    expect(uncalibrated(await calibration(text, { N: 2 }, 150))).toEqual([]);
    expect(uncalibrated(await calibration(text, { N: 2 }, 150, lacking))).toContain("lambda");
  });

  test("a posterior that is its prior: latents are uniform, the log-likelihood is not", async () => {
    const blind = hierarchy.replace("normal(theta, 1)", "normal(theta, 1e6)");
    const found = await calibration(hierarchy, { G: 3 }, 150, doctored(blind));
    expect(uncalibrated(found)).toEqual(["log_likelihood"]);
  });
});

test("a point has no draws to be ranked among", async () => {
  const model = modelOf(rate.replace("infer exact", "infer map"));
  const [infer] = model.program.infers;
  if (infer === undefined) throw new Error("there is a block");
  const signal = new AbortController().signal;
  const options = { replicates: 10, seed: 1, runtime, signal, report: () => {}, fit: honest };
  const found = await calibrate(model, sized(model, { N: 4 }), infer, options);
  expect(found.ok ? [] : found.diagnostics.map(({ code }) => code)).toEqual(["H0753"]);
});

// Planted: ranks among 99 draws, made of two.
test("a handful of draws is too few to be ranked among", async () => {
  const model = modelOf(rate.replace("infer exact", "infer nuts { chains = 2  warmup = 100  draws = 1 }"));
  const [infer] = model.program.infers;
  if (infer === undefined) throw new Error("there is a block");
  const signal = new AbortController().signal;
  const options = { replicates: 10, seed: 1, runtime, signal, report: () => {}, fit: honest };
  const found = await calibrate(model, sized(model, { N: 4 }), infer, options);
  expect(found.ok ? [] : found.diagnostics.map(({ title }) => title)).toEqual([
    "nuts cannot be calibrated: it keeps 2 draws",
  ]);
});

test("a sampler's draws are thinned to what is independent", async () => {
  const text = rate.replace("infer exact", "infer nuts { chains = 1  warmup = 150  draws = 200 }");
  const found = await calibration(text, { N: 4 }, 12);
  expect(found.draws).toBeLessThan(99);
  expect(Math.max(...(found.quantities.get("lambda")?.ranks.flat() ?? []))).toBeLessThanOrEqual(found.draws);
});

test("weights may change places: networks are looked at instead", async () => {
  const text = `model N
data { x: real[N, D]  y: real[N] }
network f: real[D] -> real { dense }
prior { f.weight ~ normal(0, 1)  f.bias ~ normal(0, 1) }
likelihood { y ~ normal(f(x), 0.5) }
infer exact`;
  const model = modelOf(text);
  const [infer] = model.program.infers;
  if (infer === undefined) throw new Error("there is a block");
  const bare = sized(model, { N: 3, D: 2 });
  const x = model.program.tables[0]?.variables.find(({ name }) => name === "x");
  const values = Float64Array.of(1, 2, 0.5, -1, 0, 3);
  const dimensions = x?.type.dimensions ?? [];
  const array = { name: "x", dimensions, shape: [3, 2], values, integer: false };
  const bound = { ...bare, arrays: new Map([...bare.arrays, ["x", array] as const]) };
  const signal = new AbortController().signal;
  const options = { replicates: 10, seed: 1, runtime, signal, report: () => {}, fit: honest };
  const found = await calibrate(model, bound, infer, options);
  expect(found.ok && [...found.value.quantities.keys()]).toEqual(["log_likelihood", "f(x)"]);
});
