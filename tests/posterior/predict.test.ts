import { describe, expect, test } from "vitest";
import { plainChains } from "../../src/posterior/chains.ts";
import { predict, predictionCsv, predictionJson, quantileName } from "../../src/posterior/predict.ts";
import type { Posterior } from "../../src/posterior/posterior.ts";
import {
  coin,
  counts,
  createInterpreter,
  fresh,
  kinds,
  line,
  modelOf,
  posteriorOf,
  scale,
  sites,
  train,
} from "./model.ts";

const options = { seed: 1, runtime: createInterpreter() };

function column(prediction: Awaited<ReturnType<typeof predict>>, name: string): number[] {
  const found = prediction.columns.get(name);
  if (found === undefined) throw new Error(`no column ${name}: ${[...prediction.columns.keys()].join(" ")}`);
  return [...found];
}

/** log N(y; m, s²) */
function logNormal(y: number, m: number, s: number): number {
  return -0.5 * ((y - m) / s) ** 2 - Math.log(s) - 0.5 * Math.log(2 * Math.PI);
}

describe("the exact predictive of a linear-Gaussian model", () => {
  const model = modelOf(line);
  const bound = train(model, {
    x: [
      [1, 2],
      [3, 4],
      [5, 7],
    ],
    y: [1, 2, 3],
  });
  const covariance = [0.5, 0.1, -0.05, 0.1, 0.3, 0.02, -0.05, 0.02, 0.2];
  const posterior = posteriorOf(model, bound, {
    kind: "gaussian",
    mean: Float64Array.of(1, -0.5, 0.25),
    covariance: Float64Array.from(covariance),
  });

  // Planted: the Cholesky factor's rows in place of its columns; the noise's sd in place of its variance.
  test("is normal with variance a Σ aᵀ + σ²", async () => {
    const rows = [
      [0.3, -2],
      [1, 5],
      [10, 0],
    ];
    const y = [0.1, -2, 12];
    const prediction = await predict(posterior, fresh(posterior, { x: rows, y }), options);
    rows.forEach((x, i) => {
      const a = [...x, 1];
      const mean = (a[0] as number) * 1 - (a[1] as number) * 0.5 + 0.25;
      let epistemic = 0;
      for (let j = 0; j < 3; j++)
        for (let k = 0; k < 3; k++)
          epistemic += (a[j] as number) * (covariance[j * 3 + k] as number) * (a[k] as number);
      const sd = Math.sqrt(epistemic + 0.25);
      expect(column(prediction, "y_mean")[i]).toBeCloseTo(mean, 12);
      expect(column(prediction, "y_epistemic_sd")[i]).toBeCloseTo(Math.sqrt(epistemic), 10);
      expect(column(prediction, "y_aleatoric_sd")[i]).toBeCloseTo(0.5, 12);
      expect(column(prediction, "y_sd")[i]).toBeCloseTo(sd, 10);
      expect(column(prediction, "y_q05")[i]).toBeCloseTo(mean - 1.6448536269514722 * sd, 8);
      expect(column(prediction, "y_q95")[i]).toBeCloseTo(mean + 1.6448536269514722 * sd, 8);
      expect(column(prediction, "y_log_density")[i]).toBeCloseTo(logNormal(y[i] as number, mean, sd), 10);
    });
  });

  test("agrees with the mixture over draws of the same posterior", async () => {
    const data = { x: [[0.3, -2]], y: [0.1] };
    const exact = await predict(posterior, fresh(posterior, data), options);
    const other = {
      ...posterior,
      model: { ...model, conjugacy: { kind: "none" as const, why: null as never } },
    };
    const drawn = await predict(other, fresh(other, data), { ...options, draws: 4000 });
    const sd = column(exact, "y_sd")[0] as number;
    for (const name of ["y_mean", "y_sd", "y_epistemic_sd", "y_q05", "y_q50", "y_q95"]) {
      expect(Math.abs((column(exact, name)[0] as number) - (column(drawn, name)[0] as number))).toBeLessThan(
        0.06 * sd,
      );
    }
    expect(column(drawn, "y_log_density")[0]).toBeCloseTo(column(exact, "y_log_density")[0] as number, 1);
  });
});

describe("numbers, in the data's own units", () => {
  const model = modelOf(scale);
  const data = { y: [10, 20, 30, 60] };
  const bound = train(model, data);
  const standardisation = bound.facts.standardisations.get("y");
  const shift = standardisation?.mean[0] ?? 0;
  const unit = standardisation?.sd[0] ?? 1;

  // Planted: unstandardising without the Jacobian (log density off by log sd); sd for variance in the aleatoric part.
  test("a mixture of two draws by hand", async () => {
    const posterior = posteriorOf(model, bound, plainChains(1, 2, sites({ mu: [-1, 1], s: [0.5, 2] })));
    const prediction = await predict(posterior, fresh(posterior, { y: [25, 50] }), options);
    expect(column(prediction, "y_mean")[0]).toBeCloseTo(shift, 12);
    expect(column(prediction, "y_epistemic_sd")[0]).toBeCloseTo(unit, 12);
    expect(column(prediction, "y_aleatoric_sd")[0]).toBeCloseTo(unit * Math.sqrt((0.25 + 4) / 2), 12);
    const components = [
      [shift - unit, 0.5 * unit],
      [shift + unit, 2 * unit],
    ] as const;
    const density = components.reduce((sum, [m, s]) => sum + Math.exp(logNormal(25, m, s)) / 2, 0);
    expect(column(prediction, "y_log_density")[0]).toBeCloseTo(Math.log(density), 12);
  });

  test("total variance is epistemic plus aleatoric, each at least zero; quantiles ascend and are the mixture's", async () => {
    const posterior = posteriorOf(model, bound, {
      kind: "mean_field",
      mean: sites({ mu: [0.2], s: [-0.3] }),
      sd: sites({ mu: [0.4], s: [0.2] }),
    });
    const prediction = await predict(posterior, fresh(posterior, data), {
      ...options,
      draws: 50,
      level: 0.95,
    });
    for (const row of [0, 1, 2, 3]) {
      const [sd, epistemic, aleatoric] = ["y_sd", "y_epistemic_sd", "y_aleatoric_sd"].map(
        (name) => column(prediction, name)[row] as number,
      ) as [number, number, number];
      expect(sd ** 2).toBeCloseTo(epistemic ** 2 + aleatoric ** 2, 8);
      expect(epistemic).toBeGreaterThan(0);
      const quantiles = ["y_q025", "y_q50", "y_q975"].map((name) => column(prediction, name)[row] as number);
      expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
    }
  });

  test("a point has no epistemic part", async () => {
    const posterior = posteriorOf(model, bound, { kind: "point", values: sites({ mu: [0.2], s: [0.7] }) });
    const prediction = await predict(posterior, fresh(posterior, data), options);
    expect(column(prediction, "y_epistemic_sd")).toEqual([0, 0, 0, 0]);
    expect(column(prediction, "y_q50")[0]).toBeCloseTo(shift + 0.2 * unit, 8);
  });
});

describe("labels and bools", () => {
  const model = modelOf(kinds);
  const bound = train(model, { x: [1, 2, 3], k: ["a", "b", "c"] });

  test("probabilities are means over draws, and the entropy splits into noise and mutual information", async () => {
    const posterior = posteriorOf(model, bound, plainChains(1, 2, sites({ w: [1, 0, -1, -2, 0.5, 0] })));
    const prediction = await predict(posterior, fresh(posterior, { x: [1.5], k: ["c"] }), options);
    const softmax = (w: readonly number[]): number[] => {
      const e = w.map((each) => Math.exp(1.5 * each));
      const total = e.reduce((sum, each) => sum + each, 0);
      return e.map((each) => each / total);
    };
    const entropy = (p: readonly number[]): number =>
      -p.reduce((sum, each) => sum + each * Math.log(each), 0);
    const [p, q] = [softmax([1, 0, -1]), softmax([-2, 0.5, 0])];
    const mean = p.map((each, i) => (each + (q[i] as number)) / 2);
    mean.forEach((each, i) => expect(column(prediction, `k_p_${"abc"[i]}`)[0]).toBeCloseTo(each, 12));
    expect(column(prediction, "k_entropy")[0]).toBeCloseTo(entropy(mean), 12);
    expect(column(prediction, "k_aleatoric_entropy")[0]).toBeCloseTo((entropy(p) + entropy(q)) / 2, 12);
    expect(column(prediction, "k_mutual_information")[0]).toBeCloseTo(
      entropy(mean) - (entropy(p) + entropy(q)) / 2,
      12,
    );
    expect(column(prediction, "k_log_density")[0]).toBeCloseTo(Math.log(mean[2] as number), 12);
  });

  test("mutual information is at least zero, and zero for a point", async () => {
    const posterior = posteriorOf(model, bound, {
      kind: "mean_field",
      mean: sites({ w: [1, 0, -1] }),
      sd: sites({ w: [1e-9, 1e-9, 1e-9] }),
    });
    const xs = Array.from({ length: 40 }, (_, i) => i / 7 - 3);
    const prediction = await predict(posterior, fresh(posterior, { x: xs }), { ...options, draws: 30 });
    for (const information of column(prediction, "k_mutual_information"))
      expect(information).toBeGreaterThanOrEqual(0);
    const point = posteriorOf(model, bound, { kind: "point", values: sites({ w: [1, 0, -1] }) });
    const certain = await predict(point, fresh(point, { x: xs }), options);
    for (const information of column(certain, "k_mutual_information")) expect(information).toBe(0);
  });

  test("a bool's classes are 0 and 1", async () => {
    const model = modelOf(coin);
    const posterior = posteriorOf(model, train(model, { x: [1, 2], hit: [true, false] }), {
      kind: "point",
      values: sites({ a: [0.5] }),
    });
    const prediction = await predict(posterior, fresh(posterior, { x: [2], hit: [1] }), options);
    expect(column(prediction, "hit_p_1")[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 14);
    expect(
      (column(prediction, "hit_p_0")[0] as number) + (column(prediction, "hit_p_1")[0] as number),
    ).toBeCloseTo(1, 14);
    expect(column(prediction, "hit_log_density")[0]).toBeCloseTo(-Math.log1p(Math.exp(-1)), 14);
  });
});

describe("rows", () => {
  const model = modelOf(counts);
  const bound = train(model, { x: [0, 1], n: [1, 2] });
  const posterior = posteriorOf(model, bound, {
    kind: "mean_field",
    mean: sites({ a: [1] }),
    sd: sites({ a: [0.3] }),
  });

  test("quantiles of counts are whole numbers, the smallest whose cdf reaches the level", async () => {
    const point = posteriorOf(model, bound, { kind: "point", values: sites({ a: [Math.log(3)] }) });
    const prediction = await predict(point, fresh(point, { x: [0], n: [4] }), options);
    // Poisson(3): P(X ≤ 0) = 0.0498, P(X ≤ 1) = 0.199, P(X ≤ 2) = 0.423, P(X ≤ 3) = 0.647, P(X ≤ 5) = 0.916, P(X ≤ 6) = 0.966
    expect(["n_q05", "n_q50", "n_q95"].map((name) => column(prediction, name)[0])).toEqual([1, 3, 6]);
    expect(column(prediction, "n_log_density")[0]).toBeCloseTo(Math.log((3 ** 4 * Math.exp(-3)) / 24), 12);
  });

  test("their order and number change no row's prediction, whatever the blocks", async () => {
    const xs = Array.from({ length: 30 }, (_, i) => Math.sin(i));
    const order = xs.map((_, i) => (i * 7) % 30);
    const straight = await predict(posterior, fresh(posterior, { x: xs }), { ...options, draws: 20 });
    const mixed = await predict(posterior, fresh(posterior, { x: order.map((i) => xs[i]) }), {
      ...options,
      draws: 20,
      blockRows: 7,
    });
    for (const name of straight.columns.keys()) {
      if (name === "row") continue;
      expect(column(mixed, name)).toEqual(order.map((i) => column(straight, name)[i]));
    }
  });

  test("an incomplete row stays, empty; a missing response has no density", async () => {
    const dropping = modelOf(counts.replace("n: count[N] }", "n: count[N]  missing = drop }"));
    const fitted: Posterior = {
      ...posterior,
      model: dropping,
      facts: train(dropping, { x: [0, 1], n: [1, 2] }).facts,
    };
    const prediction = await predict(fitted, fresh(fitted, { x: [0, null, 1], n: [1, 2, null] }), {
      ...options,
      draws: 5,
    });
    const json = predictionJson(prediction);
    expect(json.columns["row"]).toEqual([0, 1, 2]);
    expect(json.columns["n_mean"]?.[1]).toBeNull();
    expect(json.columns["n_mean"]?.[2]).toBeGreaterThan(0);
    expect(json.columns["n_log_density"]?.map((each) => each === null)).toEqual([false, true, true]);
    expect(predictionCsv(prediction).split("\n")[2]).toBe("1,,,,,,,,");
  });
});

test("quantiles are named by their digits", () => {
  expect([0.05, 0.5, 0.95, 0.025, 0.975, 0.1].map(quantileName)).toEqual([
    "q05",
    "q50",
    "q95",
    "q025",
    "q975",
    "q10",
  ]);
});
