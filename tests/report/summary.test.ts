import { expect, test } from "vitest";
import { summaryTable } from "../../src/report/summary.ts";

const plain = { colour: false, columns: 100 };
const scalar = (mean: number) => ({
  mean,
  sd: 0.5,
  q05: mean - 0.8,
  q50: mean,
  q95: mean + 0.8,
  rhat: null,
  ess_bulk: null,
});
const vector = (size: number) => {
  const of = (value: number) => Array.from({ length: size }, (_, i) => i + value);
  return { mean: of(0), sd: of(0.5), q05: of(-1), q50: of(0), q95: of(1), rhat: of(0), ess_bulk: of(0) };
};
const weights = {
  shape: [5, 10],
  dims: ["D", "hidden"],
  mean: 0.01,
  sd: 0.2,
  mean_abs: 0.1,
  mean_posterior_sd: 0.3,
};
const numbered = (_: string, __: number, index: number) => String(index + 1);

test("latents element by element, weights by tensor, each row in its own decimals", () => {
  const table = summaryTable(
    { mu: scalar(123.4), theta: vector(2), "f.hidden.weight": weights },
    numbered,
    plain,
  );
  expect(table).toEqual([
    "latent      mean    sd     5 %    50 %    95 %",
    "mu        123.40  0.50  122.60  123.40  124.20",
    "theta[1]    0.00  0.50   -1.00    0.00    1.00",
    "theta[2]    1.00  1.50    0.00    1.00    2.00",
    "",
    "weights                           mean     sd  mean |·|  mean posterior sd",
    "f.hidden.weight[D 5, hidden 10]  0.010  0.200     0.100              0.300",
  ]);
});

test("positions have their labels; long arrays are cut, and say so", () => {
  const labelled = summaryTable({ theta: vector(2) }, (_, __, i) => ["red", "blue"][i] ?? "", plain);
  expect(labelled[1]).toContain("theta[red]");
  const long = summaryTable({ theta: vector(100) }, numbered, plain);
  expect(long).toHaveLength(26);
  expect(long.at(-1)).toBe("… 76 more of theta");
});
