/** Stochastic gradient descent with heavy-ball momentum: Polyak (1964). */

import { Bug } from "../../diagnostic/bug.ts";
import type { Optimiser } from "../optimiser.ts";
import { pick } from "../rows.ts";

export const sgd: Optimiser = {
  name: "sgd",
  doc: "Plain steps down the gradient, with momentum if asked; adam needs less tuning.",
  parameters: [
    { name: "rate", default: 0.001, low: 0, high: 10, doc: "the size of a step, before the schedule" },
    { name: "momentum", default: 0, low: 0, high: 0.9999, doc: "how much of the last step is repeated" },
  ],
  slots: ["velocity"],
  // v′ = μ v + g;  θ′ = θ − r v′
  update: (b, { parameter, gradient, slots, rate, options }) => {
    const { momentum } = pick(options, "momentum");
    const [velocity] = slots;
    if (velocity === undefined) throw new Bug("sgd keeps one slot");
    const next = b.add(b.mul(momentum, velocity), gradient);
    return { parameter: b.sub(parameter, b.mul(rate, next)), slots: [next] };
  },
};
