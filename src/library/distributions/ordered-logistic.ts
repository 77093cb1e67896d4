/** One label of several that have an order: McCullagh, "Regression models for ordinal data" (1980), the proportional odds. */

import type { Builder, Tensor } from "../../tensor/builder.ts";
import type { Arguments, Distribution } from "../distribution.ts";
import { logOneMinusExp } from "../log-space.ts";
import { cuts, eventDimension, real } from "../parameters.ts";
import { pick } from "../rows.ts";
import { lastOf, leadingAxes } from "../vectors.ts";

/** η beside every cutpoint: both of the shape of the cutpoints, or of η with an axis for them. */
function besideCuts(b: Builder, p: Arguments): { readonly eta: Tensor; readonly c: Tensor } {
  const { eta, cutpoints } = pick(p, "eta", "cutpoints");
  const value = eta.shape.length < cutpoints.shape.length ? cutpoints.shape.slice(0, -1) : eta.shape;
  const shape = [...value, lastOf(cutpoints)];
  const wide = cutpoints.shape.length < shape.length;
  return {
    eta: b.broadcast(eta, shape, leadingAxes(eta, 0)),
    c: wide ? b.broadcast(cutpoints, shape, [shape.length - 1]) : cutpoints,
  };
}

export const orderedLogistic: Distribution = {
  name: "ordered_logistic",
  doc: "One label of a dimension whose labels have an order, by where η and logistic noise fall between cuts; categorical where they have none.",
  support: () => ({ kind: "label", dimension: eventDimension }),
  signatures: [
    {
      parameters: [
        real("eta", "the greater, the likelier are later labels"),
        cuts("cutpoints", "what separates each label from the next: one fewer than there are labels"),
      ],
    },
  ],
  // With c₋₁ = −∞, c_K₋₁ = ∞: p(k) = σ(cₖ − η) − σ(cₖ₋₁ − η) = σ(cₖ − η) σ(η − cₖ₋₁) (1 − e^(cₖ₋₁ − cₖ))
  logDensity: (b, x, p) => {
    const { cutpoints } = pick(p, "cutpoints");
    const count = lastOf(cutpoints);
    const shape = [...x.shape, count];
    const wide = b.broadcast(x, shape, leadingAxes(x, 0));
    const places = b.iota(shape, x.shape.length, x.dtype);
    const c = cutpoints.shape.length === 1 ? b.broadcast(cutpoints, shape, [x.shape.length]) : cutpoints;
    const cut = (at: Tensor): Tensor => b.sum(b.select(b.eq(places, at), c, 0), [x.shape.length]);
    const [below, above] = [b.gt(x, 0), b.lt(x, count)];
    const [lower, upper] = [cut(b.sub(wide, 1)), cut(wide)];
    const { eta } = pick(p, "eta");
    const leftOf = b.select(above, b.softplus(b.sub(eta, upper)), 0);
    const rightOf = b.select(below, b.softplus(b.sub(lower, eta)), 0);
    const gap = b.select(b.and(below, above), b.sub(lower, upper), -Infinity);
    const log = b.sub(logOneMinusExp(b, gap), b.add(leftOf, rightOf));
    return b.select(b.and(b.ge(x, 0), b.le(x, count)), log, -Infinity);
  },
  // How many cutpoints η + log u/(1 − u) passes.
  sample: (b, noise, p) => {
    const { eta, c } = besideCuts(b, p);
    const u = noise.uniform(c.shape.slice(0, -1));
    const logistic = b.broadcast(b.sub(b.log(u), b.log1p(b.neg(u))), c.shape, leadingAxes(u, 0));
    const passed = b.cast(b.gt(b.add(eta, logistic), c), "i32");
    return b.sum(passed, [c.shape.length - 1]);
  },
  reparameterised: false,
  mean: null,
  variance: null,
  probabilities: (b, p) => {
    const { eta, c } = besideCuts(b, p);
    const axis = c.shape.length - 1;
    const count = lastOf(c);
    const edge = b.constant(0, [...c.shape.slice(0, -1), 1], c.dtype);
    const part = (from: number, to: number): Tensor =>
      b.slice(c, [...c.shape.slice(0, -1).map(() => 0), from], [...c.shape.slice(0, -1), to]);
    const gaps = count < 2 ? [] : [logOneMinusExp(b, b.sub(part(0, count - 1), part(1, count)))];
    const leftOf = b.concat([b.neg(b.softplus(b.sub(eta, c))), edge], axis);
    const rightOf = b.concat([edge, b.neg(b.softplus(b.sub(c, eta)))], axis);
    const between = b.concat([edge, ...gaps, edge], axis);
    return b.exp(b.add(between, b.add(leftOf, rightOf)));
  },
  example: { eta: 0.4, cutpoints: [-1.1, 0.2, 1.6] },
};
