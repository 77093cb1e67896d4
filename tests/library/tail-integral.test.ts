import { expect, test } from "vitest";
import { fallOf, logIntegral } from "../../src/library/tail-integral.ts";
import { compute1, scalar, vector } from "../contract/compute.ts";
import { gradientsOf } from "../contract/differentiate.ts";
import { need } from "../contract/distribution-cases.ts";

// ∫ e^(−aw) = 1/a, ∫ e^(−w²/2a²) = a √(π/2). Planted: nodes up to five widths only; the width's logarithm left out.
test("exponentials and bells of every width, and their derivatives", () => {
  const widths = [1e-8, 0.02, 1, 300];
  const given = { a: vector(widths) };
  const exponential = (b: Parameters<typeof logIntegral>[0], a: Parameters<typeof logIntegral>[1]) =>
    logIntegral(b, a, (w, wide) => b.neg(b.div(w, wide(a))));
  compute1(given, (b, { a }) => exponential(b, a)).forEach((log, i) =>
    expect(log).toBeCloseTo(Math.log(need(widths[i])), 11),
  );
  const { gradients } = gradientsOf(given, (b, { a }) => b.sum(exponential(b, need(a))));
  widths.forEach((width, i) => expect(need(gradients["a"]?.[i]) * width).toBeCloseTo(1, 11));
  const bells = compute1(given, (b, { a }) =>
    logIntegral(b, a, (w, wide) => b.mul(-0.5, b.square(b.div(w, wide(a))))),
  );
  bells.forEach((log, i) => expect(log).toBeCloseTo(Math.log(need(widths[i]) * Math.sqrt(Math.PI / 2)), 11));
});

test("a width a third off changes nothing", () => {
  const [one = NaN, other = NaN] = [1, 1.35].map(
    (d) => compute1({ d: scalar(d) }, (b, p) => logIntegral(b, p.d, (w) => b.sub(b.log1p(w), w)))[0],
  );
  // ∫ (1 + w) e^(−w) = 2
  expect(one).toBeCloseTo(Math.LN2, 13);
  expect(other).toBeCloseTo(Math.LN2, 13);
});

// Planted: no step of Newton's.
test("the width is where the function has fallen to 1/e", () => {
  const [d = NaN] = compute1({ a: scalar(3) }, (b, { a }) =>
    fallOf(b, b.sub(a, 3), a, 0, (w) => ({
      phi: b.sub(b.mul(a, w), b.mul(3, b.expm1(w))),
      slope: b.sub(a, b.mul(3, b.exp(w))),
    })),
  );
  expect(3 * d - 3 * Math.expm1(d)).toBeCloseTo(-1, 6);
});
