import { expect, test } from "vitest";
import {
  emptyEstimate,
  forget,
  identity,
  include,
  regularised,
} from "../../../src/inference/hamiltonian/covariance.ts";
import { createStream } from "../../../src/tensor/random.ts";

const random = createStream([3, 1]);
const draws = Array.from({ length: 40 }, () => {
  const z = random.normal();
  return Float64Array.of(1e6 + z, 2 * z + random.normal(), 1e-3 * random.normal());
});
const mean = (f: (draw: Float64Array) => number) =>
  draws.reduce((sum, draw) => sum + f(draw), 0) / draws.length;
const means = [0, 1, 2].map((i) => mean((draw) => draw[i] ?? 0));
const covariance = (i: number, j: number) =>
  (mean((draw) => ((draw[i] ?? 0) - (means[i] ?? 0)) * ((draw[j] ?? 0) - (means[j] ?? 0))) * 40) / 39;

// Seen red: a divisor n, the floor without 10⁻³, and the shrinkage's 5 left out.
test("sample covariances, shrunk as Stan does", () => {
  const diagonal = emptyEstimate("diag", 3);
  const full = emptyEstimate("dense", 3);
  for (const draw of draws) {
    include("diag", diagonal, draw);
    include("dense", full, draw);
  }
  const [d, f] = [new Float64Array(3), new Float64Array(9)];
  regularised("diag", diagonal, d);
  regularised("dense", full, f);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const wanted = (40 / 45) * covariance(i, j) + (i === j ? (1e-3 * 5) / 45 : 0);
      expect((f[3 * i + j] ?? 0) / wanted).toBeCloseTo(1, 8);
      if (i === j) expect((d[i] ?? 0) / wanted).toBeCloseTo(1, 8);
    }
  }
});

test("it begins anew once it has been forgotten", () => {
  const [again, once] = [emptyEstimate("dense", 3), emptyEstimate("dense", 3)];
  for (const draw of draws) include("dense", again, draw);
  forget(again);
  for (const draw of draws.slice(5)) {
    include("dense", again, draw);
    include("dense", once, draw);
  }
  expect(again).toEqual(once);
});

test("the metric before anything is known", () => {
  expect([...identity("diag", 2)]).toEqual([1, 1]);
  expect([...identity("dense", 2)]).toEqual([1, 0, 0, 1]);
});
