/** A distribution over correlation matrices: Lewandowski, Kurowicka & Joe (2009). */

import { Bug } from "../../diagnostic/bug.ts";
import type { Builder, Tensor } from "../../tensor/builder.ts";
import { correlationOf, factorOfPartials } from "../bijectors/correlation.ts";
import type { Distribution } from "../distribution.ts";
import { gammaDraw } from "../draws.ts";
import { positiveEach } from "../parameters.ts";
import { pick } from "../rows.ts";
import { incompleteBeta } from "../special.ts";
import { columnsBelow, diagonalOf, onDiagonal } from "../triangle.ts";
import { lastOf, leadingAxes, repeatLast } from "../vectors.ts";

/**
 * log of the integral of |x|^(η − 1) over the K × K correlation matrices; their equation 16: with d = K − k,
 * Σₖ d ((2η − 2 + d) log 2 + log B(η + (d − 1)/2, η + (d − 1)/2)), k = 1 … K − 1.
 */
function logNormaliser(b: Builder, eta: Tensor, size: number): Tensor {
  let sum = b.constant(0, eta.shape, eta.dtype);
  for (let d = 1; d < size; d += 1) {
    const shape = b.add(eta, (d - 1) / 2);
    const logBeta = b.sub(b.mul(2, b.lgamma(shape)), b.lgamma(b.mul(2, shape)));
    const power = b.mul(Math.LN2, b.add(b.mul(2, eta), d - 2));
    sum = b.add(sum, b.mul(d, b.add(power, logBeta)));
  }
  return sum;
}

/** One correlation, or 1 on the diagonal. */
const correlationEntry: Distribution = {
  name: "lkj",
  doc: "one entry of a correlation matrix",
  support: () => ({ kind: "interval", low: -1, high: 1 }),
  signatures: [],
  logDensity: () => {
    throw new Bug("a matrix has a density, one of its entries none that is asked for");
  },
  sample: () => {
    throw new Bug("matrices are drawn whole");
  },
  reparameterised: false,
  mean: (_, p) => pick(p, "fixed").fixed,
  // 1 / (2a + 1)
  variance: (b, p) => {
    const { shape, fixed } = pick(p, "shape", "fixed");
    return b.div(b.sub(1, fixed), b.add(b.mul(2, shape), 1));
  },
  cdf: (x, p) => {
    const { shape, fixed } = pick(p, "shape", "fixed");
    if (fixed === 1) return x < 1 ? 0 : 1;
    return incompleteBeta((x + 1) / 2, shape, shape);
  },
  example: {},
};

export const lkj: Distribution = {
  name: "lkj",
  doc: "Correlation matrices: all equally likely at concentration 1, nearer to none the greater it is.",
  support: () => ({ kind: "correlation" }),
  event: 2,
  signatures: [
    {
      parameters: [
        positiveEach("concentration", "1 is uniform over the matrices; above 1, correlations are small"),
      ],
    },
  ],
  // log p(x) = (η − 1) log |x| − log c(η), log |x| = 2 Σ log Lₖₖ
  logDensity: (b, x, p) => {
    const { concentration: eta } = pick(p, "concentration");
    const factor = b.cholesky(x);
    const rank = x.shape.length;
    const logDeterminant = b.mul(2, b.sum(b.log(diagonalOf(b, factor)), [rank - 2]));
    return b.sub(b.mul(b.sub(eta, 1), logDeterminant), logNormaliser(b, eta, lastOf(x)));
  },
  // The partial correlation of i and j given 1 … j − 1 is 2 Beta(a, a) − 1, a = η + (K − 1 − j)/2: their section 2.4.
  sample: (b, noise, p, value) => {
    const { concentration: eta } = pick(p, "concentration");
    const size = value?.[value.length - 1];
    if (value === undefined || size === undefined)
      throw new Bug("lkj draws matrices of a size that is given");
    const places = columnsBelow(size);
    const shape = [...value.slice(0, -2), places.length];
    const offsets = b.literal(
      places.map(([, column]) => (size - 2 - column) / 2),
      [places.length],
      eta.dtype,
    );
    const each = eta.shape.length === 0 ? b.broadcast(eta, shape, []) : repeatLast(b, eta, places.length);
    const a = b.add(each, b.broadcast(offsets, shape, [shape.length - 1]));
    const [one, other] = [gammaDraw(b, noise, a, shape), gammaDraw(b, noise, a, shape)];
    const z = b.div(b.sub(one, other), b.add(one, other));
    const factor = factorOfPartials(b, z, b.log(b.sub(1, b.square(z))), size);
    return correlationOf(b, factor);
  },
  reparameterised: false,
  mean: null,
  variance: null,
  // Their section 1: a correlation is 2 Beta(a, a) − 1, a = η − 1 + K/2.
  entry: {
    of: correlationEntry,
    parameters: (b, p, value) => {
      const { concentration: eta } = pick(p, "concentration");
      const size = value[value.length - 1] ?? 1;
      const shape = b.add(b.sub(eta, 1), size / 2);
      const wide =
        shape.shape.length === 0
          ? b.broadcast(shape, value, [])
          : b.broadcast(shape, value, leadingAxes(shape, 0));
      return { shape: wide, fixed: b.select(onDiagonal(b, wide), b.constant(1, value), 0) };
    },
  },
  example: { concentration: 1.5 },
};
