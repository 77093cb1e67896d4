/** The von Mises distribution: the normal's cousin on the circle. */

import type { Distribution } from "../distribution.ts";
import { positive, real } from "../parameters.ts";
import { pick, valueShape } from "../rows.ts";
import { logBesselZero, turn, vonMisesCdf, vonMisesDraw } from "../circle.ts";
import { onSupport } from "../support-mask.ts";

export const vonMises: Distribution = {
  name: "von_mises",
  doc: "Directions, in radians from −π to π; normal where the angles stay near one another and far from ±π.",
  support: () => ({ kind: "interval", low: -Math.PI, high: Math.PI }),
  signatures: [
    {
      parameters: [
        real("loc", "the commonest direction, in radians"),
        positive("concentration", "about one over the variance where it is large"),
      ],
    },
  ],
  // log p(x) = κ (cos(x − μ) − 1) − log 2π − log(e^(−κ) I₀(κ)), −π ≤ x ≤ π
  logDensity: (b, x, p) => {
    const { loc, concentration } = pick(p, "loc", "concentration");
    const constant = b.add(logBesselZero(b, concentration), Math.log(2 * Math.PI));
    return onSupport(b, x, b.and(b.ge(x, -Math.PI), b.le(x, Math.PI)), 0, (inside) => {
      // cos d − 1 = −2 sin²(d/2) keeps its digits where d is small.
      const away = b.square(b.sin(b.mul(0.5, b.sub(inside, loc))));
      return b.sub(b.mul(concentration, b.mul(-2, away)), constant);
    });
  },
  sample: (b, noise, p) => {
    const { loc, concentration } = pick(p, "loc", "concentration");
    return turn(b, b.add(loc, vonMisesDraw(b, noise, concentration, valueShape(p))));
  },
  reparameterised: false,
  // The plain mean of angles has no closed form and says little: they meet again at ±π.
  mean: null,
  variance: null,
  cdf: (x, p) => {
    const { loc, concentration } = pick(p, "loc", "concentration");
    return vonMisesCdf(x, loc, concentration);
  },
  example: { loc: 0.6, concentration: 2.1 },
};
