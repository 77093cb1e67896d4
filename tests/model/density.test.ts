import { describe, expect, test } from "vitest";
import { gradient } from "../../src/tensor/differentiate.ts";
import type { Environment, Model } from "../../src/model/model.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import {
  constrain,
  dataSlots,
  deterministics,
  klDivergence,
  logLikelihood,
  logPriors,
  rowCapacity,
} from "../../src/model/density.ts";
import { modelOf, numbers, run, sizesOf, type Values } from "./programs.ts";
import { classes, counts, line, logistic, network, schools } from "./sources.ts";

// The densities again, in plain numbers.

const logNormal = (x: number, mean: number, sd: number) =>
  -0.5 * ((x - mean) / sd) ** 2 - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
const sum = (xs: readonly number[]) => xs.reduce((total, x) => total + x, 0);
const lgamma = (n: number) => sum(Array.from({ length: n - 1 }, (_, i) => Math.log(i + 1)));
const at = (xs: readonly number[] | undefined, i: number) => xs?.[i] ?? NaN;
const get = (values: Values, name: string) => values[name] ?? [];

/** Row n of x [N, D] times w [D]. */
const row = (x: readonly number[], w: readonly number[], n: number) =>
  sum(w.map((weight, d) => weight * at(x, n * w.length + d)));

/** Example h [in] through a dense layer. */
function dense(h: readonly number[], weight: readonly number[], bias: readonly number[]): number[] {
  return bias.map((offset, j) => offset + sum(h.map((value, i) => value * at(weight, i * bias.length + j))));
}

interface Case {
  readonly name: string;
  readonly source: string;
  readonly sizes: Readonly<Record<string, number>>;
  readonly values: Values;
  readonly prior: (v: Values) => number;
  readonly likelihood: (v: Values, n: number) => number;
}

const priorOf = (v: Values, names: readonly string[], sd: number, mean = 0) =>
  sum(names.flatMap((name) => get(v, name).map((x) => logNormal(x, mean, sd))));

const cases: readonly Case[] = [
  {
    name: "linear regression",
    source: line,
    sizes: { N: 5, D: 3 },
    values: { x: numbers(15, 1), y: numbers(5, 2), w: numbers(3, 3), b: [0.3] },
    prior: (v) => priorOf(v, ["w"], 10, 0.5) + priorOf(v, ["b"], 3),
    likelihood: (v, n) => logNormal(at(v["y"], n), row(get(v, "x"), get(v, "w"), n) + at(v["b"], 0), 0.5),
  },
  {
    name: "logistic regression",
    source: logistic,
    sizes: { N: 5, D: 3 },
    values: { x: numbers(15, 1), admitted: [0, 1, 1, 0, 1], w: numbers(3, 3), b: [-0.4] },
    prior: (v) => priorOf(v, ["w"], 2) + priorOf(v, ["b"], 5),
    likelihood: (v, n) => {
      const p = 1 / (1 + Math.exp(-(row(get(v, "x"), get(v, "w"), n) + at(v["b"], 0))));
      return Math.log(at(v["admitted"], n) === 1 ? p : 1 - p);
    },
  },
  {
    name: "Poisson regression with automatic relevance",
    source: counts,
    sizes: { N: 4, D: 2 },
    values: { x: numbers(8, 1, 0.4), n: [0, 3, 1, 7], relevance: [0.6, 2.5], w: [0.2, -0.7], level: [0.1] },
    prior: (v) =>
      sum(get(v, "relevance").map((r) => -3 * Math.log(r) - 1 / r)) +
      sum(get(v, "w").map((w, d) => logNormal(w, 0, Math.sqrt(at(v["relevance"], d))))) +
      logNormal(at(v["level"], 0), 0, 1),
    likelihood: (v, n) => {
      const rate = (Math.exp(at(v["level"], 0)) + 1) * Math.exp(row(get(v, "x"), get(v, "w"), n));
      const count = at(v["n"], n);
      return count * Math.log(rate) - rate - lgamma(count + 1);
    },
  },
  {
    name: "a network of two hidden layers",
    source: network,
    sizes: { N: 6, D: 2 },
    values: {
      x: numbers(12, 1),
      y: numbers(6, 2),
      "f.hidden.weight": numbers(8, 3),
      "f.hidden.bias": numbers(4, 4),
      "f.second.weight": numbers(12, 5),
      "f.second.bias": numbers(3, 6),
      "f.out.weight": numbers(3, 7),
      "f.out.bias": [0.2],
      noise: [0.7],
    },
    prior: (v) =>
      priorOf(v, ["f.hidden.weight"], Math.SQRT1_2) +
      priorOf(v, ["f.second.weight"], 0.5) +
      priorOf(v, ["f.out.weight"], 1 / Math.sqrt(3)) +
      priorOf(v, ["f.hidden.bias", "f.second.bias", "f.out.bias"], 1) +
      Math.LN2 +
      logNormal(at(v["noise"], 0), 0, 1),
    likelihood: (v, n) => {
      const hidden = dense(
        get(v, "x").slice(2 * n, 2 * n + 2),
        get(v, "f.hidden.weight"),
        get(v, "f.hidden.bias"),
      );
      const second = dense(hidden.map(Math.tanh), get(v, "f.second.weight"), get(v, "f.second.bias"));
      const [mean = NaN] = dense(
        second.map((h) => Math.log1p(Math.exp(h))),
        get(v, "f.out.weight"),
        get(v, "f.out.bias"),
      );
      return logNormal(at(v["y"], n), mean, at(v["noise"], 0));
    },
  },
  {
    name: "a classifying network",
    source: classes,
    sizes: { N: 4, D: 2, Species: 3 },
    values: {
      x: numbers(8, 1),
      species: [2, 0, 1, 2],
      "f.hidden.weight": numbers(6, 3),
      "f.hidden.bias": numbers(3, 4),
      "f.out.weight": numbers(9, 5),
      "f.out.bias": numbers(3, 6),
    },
    prior: (v) => priorOf(v, ["f.hidden.weight", "f.hidden.bias", "f.out.weight", "f.out.bias"], 1),
    likelihood: (v, n) => {
      const hidden = dense(
        get(v, "x").slice(2 * n, 2 * n + 2),
        get(v, "f.hidden.weight"),
        get(v, "f.hidden.bias"),
      );
      const logits = dense(
        hidden.map((h) => Math.max(h, 0)),
        get(v, "f.out.weight"),
        get(v, "f.out.bias"),
      );
      return at(logits, at(v["species"], n)) - Math.log(sum(logits.map(Math.exp)));
    },
  },
  {
    name: "schools looked up by label",
    source: schools,
    sizes: { N: 5, School: 3 },
    values: {
      y: numbers(5, 1),
      sigma: [1, 2, 0.5, 1, 3],
      school: [0, 2, 1, 2, 0],
      mu: [0.4],
      theta: [1, -2, 0.3],
    },
    prior: (v) => priorOf(v, ["mu"], 5) + priorOf(v, ["theta"], 2, at(v["mu"], 0)),
    likelihood: (v, n) => logNormal(at(v["y"], n), at(v["theta"], at(v["school"], n)), at(v["sigma"], n)),
  },
];

function total(b: Builder, parts: Iterable<Tensor>): Tensor {
  return [...parts].reduce((all, part) => b.add(all, part), b.constant(0));
}

const relative = (found: number, wanted: number) => Math.abs(found - wanted) / Math.max(1, Math.abs(wanted));

describe.each(cases)("$name", ({ source, sizes: byName, values, prior, likelihood }) => {
  const model = modelOf(source);
  const sizes = sizesOf(model, byName);
  const withPrior = (b: Builder, env: Environment) => deterministics(b, model, sizes, env);

  // Planted: every prior's sd squared in normal; w's prior without its sqrt; hidden's activation forgotten.
  test("the graph has the density written by hand, to 1e-12", () => {
    const [priors = [], rows = []] = run(model, sizes, values, (b, env) => {
      const all = withPrior(b, env);
      return [total(b, logPriors(b, model, sizes, all).values()), logLikelihood(b, model, sizes, all)];
    });
    expect(relative(at(priors, 0), prior(values))).toBeLessThan(1e-12);
    expect(rows).toHaveLength(byName["N"] ?? 0);
    rows.forEach((value, n) => expect(relative(value, likelihood(values, n))).toBeLessThan(1e-12));
  });

  // Planted: −u for u as exp's log-determinant is in both and stays green; a tangent of tanh without its square does not.
  test("the gradient on the unconstrained scale is that of central differences", () => {
    const free = Object.fromEntries(
      model.sites.map(({ name, bijector }) => {
        const declared = values[name] ?? [];
        return [name, bijector.name === "positive" ? declared.map(Math.log) : declared];
      }),
    );
    const point = { ...values, ...free };
    const joint = (b: Builder, env: Environment) => jointOf(b, model, sizes, env);
    const gradients = run(model, sizes, point, (b, env) =>
      gradient(
        b,
        joint(b, env),
        model.sites.flatMap(({ name }) => env.get(name)?.tensor ?? []),
      ),
    );
    const evaluate = (moved: Values) => at(run(model, sizes, moved, (b, env) => [joint(b, env)])[0], 0);
    model.sites.forEach(({ name }, s) => {
      (point[name] ?? []).forEach((x, i) => {
        const h = 1e-5;
        const side = (by: number) => evaluate({ ...point, [name]: (point[name] ?? []).with(i, x + by) });
        const difference = (side(h) - side(-h)) / (2 * h);
        expect(relative(at(gradients[s], i), difference)).toBeLessThan(1e-6);
      });
    });
  });

  // Planted: u + 1 for u as exp's log-determinant.
  test("the unconstrained density is the declared one plus the log-determinants", () => {
    const unconstrained = Object.fromEntries(
      model.sites.map(({ name, bijector }) => {
        const declared = values[name] ?? [];
        return [name, bijector.name === "positive" ? declared.map(Math.log) : declared];
      }),
    );
    const positives = model.sites.filter(({ bijector }) => bijector.name === "positive");
    const jacobian = sum(positives.flatMap(({ name }) => (values[name] ?? []).map(Math.log)));
    const rows = Array.from({ length: byName["N"] ?? 0 }, (_, n) => likelihood(values, n));
    const [found = []] = run(model, sizes, { ...values, ...unconstrained }, (b, env) => [
      jointOf(b, model, sizes, env),
    ]);
    expect(relative(at(found, 0), prior(values) + sum(rows) + jacobian)).toBeLessThan(1e-12);
  });
});

/** log p(data, latents) + log-determinants, where `env` holds the latents' unconstrained values. */
function jointOf(b: Builder, model: Model, sizes: ReadonlyMap<string, number>, env: Environment): Tensor {
  const free = new Map(
    model.sites.flatMap(({ name }) => [[name, env.get(name)?.tensor ?? b.constant(NaN)]] as const),
  );
  const { values, logDeterminants } = constrain(b, model, sizes, free);
  const all = deterministics(b, model, sizes, new Map([...env, ...values]));
  const parts = [...logPriors(b, model, sizes, all).values(), ...logDeterminants.values()];
  return total(b, [...parts, b.sum(logLikelihood(b, model, sizes, all))]);
}

describe("the pieces", () => {
  const model = modelOf(network);
  const sizes = sizesOf(model, { N: 6, D: 2 });

  // Planted: KL averaged over a tensor's weights; a halved KL.
  test("KL comes one scalar a weight tensor, and not for a constrained site", () => {
    const all = cases.find(({ source }) => source === network)?.values ?? {};
    const weights = model.sites.filter(({ name }) => name !== "noise");
    const found = run(model, sizes, all, (b, env) =>
      model.sites.flatMap((site) => {
        const mean = env.get(site.name)?.tensor ?? b.constant(0);
        const sd = b.constant(0.3, mean.shape);
        return klDivergence(b, model, sizes, site, { mean, sd, logSd: b.log(sd) }, env) ?? [];
      }),
    );
    expect(found).toHaveLength(weights.length);
    weights.forEach(({ name }, i) => {
      const sd =
        { "f.hidden.weight": Math.SQRT1_2, "f.second.weight": 0.5, "f.out.weight": 1 / Math.sqrt(3) }[name] ??
        1;
      const wanted = sum(
        get(all, name).map((m) => Math.log(sd / 0.3) + (0.09 + m * m) / (2 * sd * sd) - 0.5),
      );
      expect(relative(at(found[i], 0), wanted)).toBeLessThan(1e-12);
    });
  });

  test("data come in one slot a variable, labels and bools whole", () => {
    const slots = dataSlots(modelOf(classes), sizesOf(modelOf(classes), { N: 7, D: 2, Species: 3 }), "f32");
    expect(slots.map(({ slot }) => slot)).toEqual([
      { name: "x", shape: [7, 2], dtype: "f32" },
      { name: "species", shape: [7], dtype: "i32" },
    ]);
    expect(slots[0]?.dimensions.map(({ name }) => name)).toEqual(["N", "D"]);
  });

  test("the capacity is the size of the rows", () => {
    expect(rowCapacity(model, sizes)).toBe(6);
  });

  test("responses without a common dimension make one row", () => {
    const apart = modelOf(`model Apart
data "d.json" { y: real[N]  z: real[M] }
prior { mu ~ normal(0, 1) }
likelihood {
  y ~ normal(mu, 2)
  z ~ normal(mu, 1)
}
infer map
`);
    const sizes = sizesOf(apart, { N: 2, M: 1 });
    const [rows = []] = run(apart, sizes, { y: [1, 2], z: [0], mu: [0.5] }, (b, env) => [
      logLikelihood(b, apart, sizes, env),
    ]);
    const wanted = logNormal(1, 0.5, 2) + logNormal(2, 0.5, 2) + logNormal(0, 0.5, 1);
    expect(rows).toEqual([expect.closeTo(wanted, 12)]);
    expect(rowCapacity(apart, sizes)).toBe(1);
  });

  test("several responses, and their further dimensions, are summed row by row", () => {
    const two = modelOf(`model Two
data "d.csv" { x: real[N]  y: real[N, D]  z: real[N] }
prior { a: real[D] ~ normal(0, 1) }
likelihood {
  centre = a * x
  y ~ normal(centre, 1)
  z ~ normal(x, 2)
}
infer map
`);
    const values = { x: [1, 2], y: [1, 2, 3, 4, 5, 6], z: [0.5, 1], a: [0.1, 0.2, 0.3] };
    const [rows = []] = run(two, sizesOf(two, { N: 2, D: 3 }), values, (b, env) => [
      logLikelihood(b, two, sizesOf(two, { N: 2, D: 3 }), env),
    ]);
    const wanted = [0, 1].map((n) => {
      const terms = [0, 1, 2].map((d) =>
        logNormal(at(values.y, n * 3 + d), at(values.a, d) * at(values.x, n), 1),
      );
      return sum(terms) + logNormal(at(values.z, n), at(values.x, n), 2);
    });
    rows.forEach((value, n) => expect(relative(value, at(wanted, n))).toBeLessThan(1e-12));
    expect(rows).toHaveLength(2);
  });
});
