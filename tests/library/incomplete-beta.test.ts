import { expect, test } from "vitest";
import { logBetaDensity, logIncompleteBeta } from "../../src/library/incomplete-beta.ts";
import type { Builder, Tensor } from "../../src/tensor/builder.ts";
import { compute1, scalar } from "../contract/compute.ts";
import { need } from "../contract/distribution-cases.ts";
import { expectFigures, figuresOf } from "./tail-figures.ts";

const share = (b: Builder, x: Tensor) => ({ x, rest: b.sub(1, x) });

// Planted: b for b − 1 in the integral; α and β not exchanged above.
test.each(figuresOf("beta"))("I of $at and the rest, and their derivatives, are mpmath's", (figures) => {
  expectFigures(figures, (b, [alpha, beta, x]) => logIncompleteBeta(b, alpha, beta, share(b, need(x))));
});

// Planted: the greater of a and b where the smaller is meant in the normaliser.
test("the density of the logit", () => {
  const given = { a: scalar(2), c: scalar(3), x: scalar(0.3) };
  const [log = NaN] = compute1(given, (b, { a, c, x }) => logBetaDensity(b, a, c, share(b, x)));
  expect(log).toBeCloseTo(Math.log(12 * 0.3 ** 2 * 0.7 ** 3), 13);
});
