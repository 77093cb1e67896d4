/** The normal distribution of vectors. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Shape } from "../../tensor/graph.ts";
import type { Arguments, Distribution } from "../distribution.ts";
import { matrix, positive, real } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { diagonalOf } from "../triangle.ts";
import { lastOf, leadingAxes, toShape } from "../vectors.ts";
import { normal } from "./normal.ts";

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** The matrix whose factor is taken: the covariance, or the correlation where scales are given apart. */
function matrixOf(p: Arguments): Tensor {
  return p.correlation ?? pick(p, "covariance").covariance;
}

/** L⁻¹ r for each vector r: all at once where they share L, else one system each. */
function whitened(b: Builder, factor: Tensor, r: Tensor): Tensor {
  const size = lastOf(r);
  if (factor.shape.length > 2) {
    return b.reshape(b.triangularSolve(factor, b.reshape(r, [...r.shape, 1])), r.shape);
  }
  const columns = b.transpose(b.reshape(r, [countOf(r.shape) / size, size]), [1, 0]);
  return b.reshape(b.transpose(b.triangularSolve(factor, columns), [1, 0]), r.shape);
}

/** L ε for each vector ε. */
function coloured(b: Builder, factor: Tensor, noise: Tensor): Tensor {
  const rank = noise.shape.length;
  if (factor.shape.length === 2) return b.dot(noise, factor, [[rank - 1], [1]]);
  const batch = leadingAxes(noise, 1);
  return b.dot(factor, noise, [[rank], [rank - 1]], [batch, batch]);
}

function countOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

function spread(b: Builder, x: Tensor, value: Shape): Tensor {
  return x.shape.length === 0 ? b.broadcast(x, value, []) : x;
}

export const multiNormal: Distribution = {
  name: "multi_normal",
  doc: "Vectors whose entries vary together; normal, which is much cheaper, where they are independent.",
  support: () => ({ kind: "real" }),
  event: 1,
  signatures: [
    {
      parameters: [
        real("mean", "where it is centred"),
        matrix("covariance", "covariance", "how the entries vary and vary together"),
      ],
    },
    {
      parameters: [
        real("mean", "where it is centred"),
        matrix("correlation", "correlation", "how the entries vary together"),
        positive("scale", "the standard deviation of each entry"),
      ],
      keywordOnly: true,
    },
  ],
  // log p(x) = −½ |L⁻¹ r|² − Σ log Lₖₖ − Σ log sₖ − ½ K log 2π, r = (x − μ) / s, L Lᵀ the covariance or the correlation
  logDensity: (b, x, p) => {
    const { mean } = pick(p, "mean");
    const centred = b.sub(x, mean);
    const scale = p.scale === undefined ? null : spread(b, p.scale, x.shape);
    const factor = b.cholesky(matrixOf(p));
    const z = whitened(b, factor, scale === null ? centred : b.div(centred, scale));
    const last = x.shape.length - 1;
    const logFactor = b.sum(b.log(diagonalOf(b, factor)), [factor.shape.length - 2]);
    const distance = b.mul(-0.5, b.sum(b.square(z), [last]));
    const unscaled = b.sub(distance, b.add(logFactor, lastOf(x) * halfLogTwoPi));
    return scale === null ? unscaled : b.sub(unscaled, b.sum(b.log(scale), [last]));
  },
  // x = μ + s L ε
  sample: (b, noise, p, value = valueShape(p).slice(0, -1)) => {
    const moved = coloured(b, b.cholesky(matrixOf(p)), noise.normal(value));
    const scaled = p.scale === undefined ? moved : b.mul(p.scale, moved);
    return b.add(pick(p, "mean").mean, scaled);
  },
  reparameterised: true,
  mean: (_, p) => pick(p, "mean").mean,
  variance: (b, p) => (p.scale === undefined ? diagonalOf(b, matrixOf(p)) : b.square(p.scale)),
  nonCentring: {
    // u = μ + s L z; log |du / dz| = Σ log Lₖₖ + Σ log sₖ, one value a vector
    place: (b, z, p) => {
      const factor = b.cholesky(matrixOf(p));
      const moved = coloured(b, factor, z);
      const scale = p.scale === undefined ? null : spread(b, p.scale, z.shape);
      const vectors = z.shape.slice(0, -1);
      const logFactor = spread(b, b.sum(b.log(diagonalOf(b, factor)), [factor.shape.length - 2]), vectors);
      return {
        u: b.add(pick(p, "mean").mean, scale === null ? moved : b.mul(scale, moved)),
        logDeterminant:
          scale === null ? logFactor : b.add(logFactor, b.sum(b.log(scale), [z.shape.length - 1])),
      };
    },
    standardise: (b, u, p) => {
      const centred = b.sub(u, pick(p, "mean").mean);
      return whitened(b, b.cholesky(matrixOf(p)), p.scale === undefined ? centred : b.div(centred, p.scale));
    },
    standard: {},
  },
  entry: {
    of: normal,
    parameters: (b, p, value) => {
      const sd = p.scale ?? b.sqrt(diagonalOf(b, matrixOf(p)));
      return { mean: toShape(b, pick(p, "mean").mean, value), sd: toShape(b, sd, value) };
    },
  },
  example: {
    mean: [0.5, -1, 2],
    covariance: [1.5, 0.4, -0.3, 0.4, 0.8, 0.2, -0.3, 0.2, 2.1],
  },
};
