import { describe, expect, test } from "vitest";
import { deterministics, logLikelihood } from "../../src/model/density.ts";
import { predictive } from "../../src/model/predictive.ts";
import type { Predictive } from "../../src/model/model.ts";
import type { Tensor } from "../../src/tensor/builder.ts";
import { modelOf, numbers, run, sizesOf, type Values } from "./programs.ts";
import { classes, counts, line, logistic } from "./sources.ts";

interface Question {
  readonly source: string;
  readonly sizes: Readonly<Record<string, number>>;
  readonly values: Values;
  readonly response: string;
}

function ask(
  { source, sizes: byName, values, response }: Question,
  of: (p: Predictive) => readonly (Tensor | null | undefined)[],
): readonly (readonly number[])[] {
  const model = modelOf(source);
  const sizes = sizesOf(model, byName);
  return run(model, sizes, values, (b, env) => {
    const all = deterministics(b, model, sizes, env);
    const found = predictive(b, model, sizes, all).get(response);
    if (found === undefined) throw new Error(`no response ${response}`);
    const parts = of(found).flatMap((part) => part ?? []);
    return [...parts, logLikelihood(b, model, sizes, all)];
  });
}

const straight: Question = {
  source: line,
  sizes: { N: 3, D: 2 },
  values: { x: [1, 2, 3, 4, 5, 6], y: [0, 1, 2], w: [0.5, -1], b: [2] },
  response: "y",
};

// Planted: sd for its square as the variance; parameters left scalars.
describe("the predictive", () => {
  test("of a number has its parameters, mean and variance on every row", () => {
    const [mean, sd, expected, variance, log, rows] = ask(straight, (p) => [
      p.parameters["mean"],
      p.parameters["sd"],
      p.mean,
      p.variance,
      p.logDensity,
    ]);
    expect(mean).toEqual([0.5, -0.5, -1.5]);
    expect(sd).toEqual([0.5, 0.5, 0.5]);
    expect(expected).toEqual(mean);
    expect(variance).toEqual([0.25, 0.25, 0.25]);
    expect(log).toEqual(rows);
  });

  test("of a label has probabilities by class, and no mean", () => {
    const question: Question = {
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
      response: "species",
    };
    const [probabilities = [], logits = [], rows = []] = ask(question, (p) => {
      expect([p.mean, p.variance]).toEqual([null, null]);
      expect(p.probabilities?.shape).toEqual([4, 3]);
      return [p.probabilities, p.parameters["logits"]];
    });
    expect(logits).toHaveLength(12);
    [2, 0, 1, 2].forEach((label, n) =>
      expect(Math.log(probabilities[n * 3 + label] ?? NaN)).toBeCloseTo(rows[n] ?? NaN, 12),
    );
  });

  test("of a bool has the probabilities of 0 and 1, a mean and a variance", () => {
    const question: Question = {
      source: logistic,
      sizes: { N: 2, D: 1 },
      values: { x: [1, -2], admitted: [1, 0], w: [0.7], b: [0.1] },
      response: "admitted",
    };
    const [probabilities = [], mean = [], variance = []] = ask(question, (p) => [
      p.probabilities,
      p.mean,
      p.variance,
    ]);
    expect(probabilities[1]).toBeCloseTo(1 / (1 + Math.exp(-0.8)), 12);
    expect(probabilities.filter((_, i) => i % 2 === 1)).toEqual(mean);
    mean.forEach((p, i) => expect(variance[i]).toBeCloseTo(p * (1 - p), 12));
  });

  test("of a count has the rate twice", () => {
    const question: Question = {
      source: counts,
      sizes: { N: 2, D: 1 },
      values: { x: [1, 2], n: [0, 1], relevance: [1], w: [0.3], level: [0] },
      response: "n",
    };
    const [mean, variance] = ask(question, (p) => [p.mean, p.variance]);
    expect(mean).toEqual([expect.closeTo(2 * Math.exp(0.3), 12), expect.closeTo(2 * Math.exp(0.6), 12)]);
    expect(variance).toEqual(mean);
  });

  test("needs no response, and scores none then", () => {
    const model = modelOf(line);
    const sizes = sizesOf(model, straight.sizes);
    const { y: _, ...values } = straight.values;
    run(model, sizes, values, (b, env) => {
      const found = predictive(b, model, sizes, env).get("y");
      expect(found?.logDensity).toBeNull();
      expect(found?.dimensions.map(({ name }) => name)).toEqual(["N"]);
      return [found?.mean ?? b.constant(0)];
    });
  });

  test("of responses without a common dimension is one row", () => {
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
    run(apart, sizes, { y: [1, 2], z: [0], mu: [0.5] }, (b, env) => {
      const found = predictive(b, apart, sizes, env).get("y");
      expect(found?.mean?.shape).toEqual([1, 2]);
      expect(found?.logDensity?.shape).toEqual([1]);
      return [b.constant(0)];
    });
  });
});
