/** A distribution over simplexes. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Shape } from "../../tensor/graph.ts";
import type { Arguments, Distribution } from "../distribution.ts";
import { gammaDraw } from "../draws.ts";
import { positive } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { lastOf, repeatLast, sumOfLast } from "../vectors.ts";
import { beta } from "./beta.ts";

/** The concentrations, one for each entry. */
function concentrations(b: Builder, p: Arguments, value: Shape): Tensor {
  const { concentration } = pick(p, "concentration");
  return concentration.shape.length === 0 ? b.broadcast(concentration, value, []) : concentration;
}

function total(b: Builder, x: Tensor): Tensor {
  return repeatLast(b, sumOfLast(b, x), lastOf(x));
}

export const dirichlet: Distribution = {
  name: "dirichlet",
  doc: "Shares that sum to one: the conjugate prior of a categorical's probabilities; beta where there are two.",
  support: () => ({ kind: "simplex" }),
  event: 1,
  signatures: [
    {
      parameters: [
        positive("concentration", "of each entry: the count of earlier sightings it is worth; 1 is uniform"),
      ],
    },
  ],
  // log p(x) = log Γ(Σ αₖ) − Σ log Γ(αₖ) + Σ (αₖ − 1) log xₖ; (α − 1) log 0 is 0 at α = 1
  logDensity: (b, x, p) => {
    const alpha = concentrations(b, p, x.shape);
    const power = b.sub(alpha, 1);
    const none = b.and(b.eq(x, 0), b.eq(power, 0));
    const kernel = b.select(none, 0, b.mul(power, b.log(b.select(none, 1, x))));
    return b.add(
      b.sub(b.lgamma(sumOfLast(b, alpha)), sumOfLast(b, b.lgamma(alpha))),
      b.sum(kernel, [x.shape.length - 1]),
    );
  },
  // gₖ / Σ gⱼ of gammas with these shapes
  sample: (b, noise, p, value = valueShape(p)) => {
    const draws = gammaDraw(b, noise, concentrations(b, p, value), value);
    return b.div(draws, total(b, draws));
  },
  reparameterised: false,
  // αₖ / Σ αⱼ
  mean: (b, p) =>
    b.div(pick(p, "concentration").concentration, total(b, pick(p, "concentration").concentration)),
  // m (1 − m) / (Σ αⱼ + 1)
  variance: (b, p) => {
    const { concentration } = pick(p, "concentration");
    const sum = total(b, concentration);
    const mean = b.div(concentration, sum);
    return b.div(b.mul(mean, b.sub(1, mean)), b.add(sum, 1));
  },
  // One share and the rest.
  entry: {
    of: beta,
    parameters: (b, p, value) => {
      const a = concentrations(b, p, value);
      return { a, b: b.sub(total(b, a), a) };
    },
  },
  example: { concentration: [0.8, 2.5, 1.7] },
};
