/** Adam: Kingma & Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1. */

import { Bug } from "../../diagnostic/bug.ts";
import type { Optimiser } from "../optimiser.ts";
import { pick } from "../rows.ts";

export const adam: Optimiser = {
  name: "adam",
  doc: "Steps scaled by running moments of the gradient; works unattended on most models.",
  parameters: [
    { name: "rate", default: 0.01, low: 0, high: 10, doc: "the size of a step, before the schedule" },
    { name: "beta1", default: 0.9, low: 0, high: 0.9999, doc: "memory of the gradient" },
    { name: "beta2", default: 0.999, low: 0, high: 0.999999, doc: "memory of its square" },
    { name: "epsilon", default: 1e-8, low: 0, high: 1, doc: "keeps the division finite" },
  ],
  slots: ["first", "second"],
  // m′ = β₁ m + (1 − β₁) g;  v′ = β₂ v + (1 − β₂) g²;  θ′ = θ − r (m′ / (1 − β₁ᵗ)) / (√(v′ / (1 − β₂ᵗ)) + ε)
  update: (b, { parameter, gradient, slots, rate, step, options }) => {
    const { beta1, beta2, epsilon } = pick(options, "beta1", "beta2", "epsilon");
    const [m, v] = slots;
    if (m === undefined || v === undefined) throw new Bug("adam keeps two slots");
    const first = b.add(b.mul(beta1, m), b.mul(1 - beta1, gradient));
    const second = b.add(b.mul(beta2, v), b.mul(1 - beta2, b.square(gradient)));
    const correction = (beta: number) => b.sub(1, b.pow(beta, step));
    const scaled = b.div(rate, correction(beta1));
    const root = b.add(b.sqrt(b.div(second, correction(beta2))), epsilon);
    return { parameter: b.sub(parameter, b.mul(scaled, b.div(first, root))), slots: [first, second] };
  },
};
