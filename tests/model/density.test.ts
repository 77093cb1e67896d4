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
import { at, cases, get, logNormal, sum } from "./cases.ts";
import { modelOf, run, sizesOf, type Values } from "./programs.ts";
import { classes, network } from "./sources.ts";

function total(b: Builder, parts: Iterable<Tensor>): Tensor {
  return [...parts].reduce((all, part) => b.add(all, part), b.constant(0));
}

const relative = (found: number, wanted: number) => Math.abs(found - wanted) / Math.max(1, Math.abs(wanted));

describe.each(cases)("$name", ({ source, sizes: byName, values, prior, likelihood }) => {
  const model = modelOf(source);
  const sizes = sizesOf(model, byName);
  const withPrior = (b: Builder, env: Environment) => deterministics(b, model, sizes, env);

  // Planted: σ² for σ in normal; sqrt the identity; activations forgotten.
  test("the graph has the density written by hand, to 1e-12", () => {
    const [priors = [], rows = []] = run(model, sizes, values, (b, env) => {
      const all = withPrior(b, env);
      return [total(b, logPriors(b, model, sizes, all).values()), logLikelihood(b, model, sizes, all)];
    });
    expect(relative(at(priors, 0), prior(values))).toBeLessThan(1e-12);
    expect(rows).toHaveLength(byName["N"] ?? 0);
    rows.forEach((value, n) => expect(relative(value, likelihood(values, n))).toBeLessThan(1e-12));
  });

  // Planted: tanh's derivative without its square.
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
  const { values, logDeterminants } = constrain(b, model, sizes, free, env);
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
