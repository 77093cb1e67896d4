/** Ordinal regression: log density and gradient are those of plain code, and predictions are probabilities of the labels. */

import { describe, expect, test } from "vitest";
import { bind, density, fit, predict } from "../src/pipeline.ts";
import { compiled, source, value } from "./pipeline-models.ts";

const text = `model Ordinal
dim Grade = { poor, fair, good, best }
data { x: real[N]  grade: Grade[N] }
prior {
  w ~ normal(0, 2)
  cutpoints: ordered[3] ~ normal(0, 5)
}
likelihood { grade ~ ordered_logistic(w * x, cutpoints) }
infer map { steps = 300 }
`;

const x = [-1.5, 0.2, 0.9, 2, -30];
const grade = ["poor", "good", "fair", "best", "best"];
const order = ["poor", "fair", "good", "best"];
const sigmoid = (z: number) => (z > 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
const logNormal = (z: number, sd: number) =>
  -0.5 * (z / sd) ** 2 - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);

/** σ(cₖ − η) − σ(cₖ₋₁ − η), written so that neither tail cancels. */
function probability(k: number, eta: number, cuts: readonly number[]): number {
  const [low, high] = [cuts[k - 1] ?? -Infinity, cuts[k] ?? Infinity];
  return low > eta ? sigmoid(eta - low) - sigmoid(eta - high) : sigmoid(high - eta) - sigmoid(low - eta);
}

function byHand(w: number, cuts: readonly number[]): number {
  const prior = logNormal(w, 2) + cuts.reduce((sum, c) => sum + logNormal(c, 5), 0);
  return x.reduce(
    (sum, each, n) => sum + Math.log(probability(order.indexOf(grade[n] ?? ""), w * each, cuts)),
    prior,
  );
}

const model = compiled(text);
const bound = async () => value(await bind(model, [await source({ x, grade })]));

describe.each([
  { w: 0.7, cuts: [-1.2, 0.3, 2.1] },
  { w: -1.1, cuts: [0.4, 0.5, 4] },
])("at w = $w", ({ w, cuts }) => {
  // Planted: the cutpoint above for the one below; log(1 − e^gap) left out of the middle labels.
  test("the log density is that of plain code", async () => {
    const found = value(
      await density(model, await bound(), { w, cutpoints: cuts }, { unconstrained: false }),
    );
    expect(found.logJoint / byHand(w, cuts)).toBeCloseTo(1, 12);
  });

  // Planted: the cutpoint below without its gradient.
  test("so is the gradient on the unconstrained scale, by a five-point rule", async () => {
    const free = [
      cuts[0] ?? NaN,
      Math.log((cuts[1] ?? NaN) - (cuts[0] ?? NaN)),
      Math.log((cuts[2] ?? NaN) - (cuts[1] ?? NaN)),
    ];
    const at = (u: readonly number[]) => {
      const [first = NaN, second = NaN, third = NaN, slope = NaN] = u;
      const grown = [first, first + Math.exp(second), first + Math.exp(second) + Math.exp(third)];
      return byHand(slope, grown) + second + third;
    };
    const point = [...free, w];
    const found = value(await density(model, await bound(), { w, cutpoints: free }, { unconstrained: true }));
    expect(found.logJoint / at(point)).toBeCloseTo(1, 12);
    const gradient = [...[found.gradient["cutpoints"]].flat(), found.gradient["w"]];
    point.forEach((value, i) => {
      const h = 1e-3;
      const side = (steps: number) => at(point.map((u, j) => (j === i ? u + steps * h : u)));
      const slope = (8 * (side(1) - side(-1)) - (side(2) - side(-2))) / (12 * h);
      expect(Math.abs(Number(gradient[i]) - slope)).toBeLessThan(
        1e-8 * (1 + Math.abs(slope) + Math.abs(value)),
      );
    });
  });
});

// Planted: cₖ − η for η − cₖ in the probabilities.
test("predictions are the labels' probabilities", async () => {
  const fitted = value(await fit(model, [await source({ x: x.slice(0, 4), grade: grade.slice(0, 4) })]));
  const { columns } = value(await predict(fitted, [await source({ x: [0, 3] })]));
  const names = order.map((label) => `grade_p_${label}`);
  expect([...columns.keys()].slice(1, 5)).toEqual(names);
  expect(columns.get("grade_p_best")?.[1]).toBeGreaterThan(columns.get("grade_p_best")?.[0] ?? NaN);
  for (const row of [0, 1])
    expect(names.reduce((sum, name) => sum + (columns.get(name)?.[row] ?? NaN), 0)).toBeCloseTo(1, 12);
});
