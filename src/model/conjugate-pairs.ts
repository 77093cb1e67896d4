/**
 * The conjugate pairs of one latent and one likelihood: Gelman, Carlin, Stern, Dunson, Vehtari & Rubin, "Bayesian data analysis" (2013),
 * sections 2.4–2.6 and 3.4. Each element of the latent is updated by itself.
 */

export interface Pair {
  readonly prior: "beta" | "gamma" | "inverse_gamma" | "dirichlet";
  readonly likelihood: string;
  /** The one parameter that depends on the latent: c · latent^power. */
  readonly parameter: string;
  readonly power: number;
  /** Whether c may be other than one. */
  readonly factor: boolean;
}

export const pairs: readonly Pair[] = [
  { prior: "beta", likelihood: "bernoulli", parameter: "p", power: 1, factor: false },
  { prior: "beta", likelihood: "binomial", parameter: "p", power: 1, factor: false },
  { prior: "dirichlet", likelihood: "categorical", parameter: "probabilities", power: 1, factor: false },
  { prior: "gamma", likelihood: "poisson", parameter: "rate", power: 1, factor: true },
  { prior: "gamma", likelihood: "exponential", parameter: "rate", power: 1, factor: true },
  { prior: "gamma", likelihood: "gamma", parameter: "rate", power: 1, factor: true },
  { prior: "inverse_gamma", likelihood: "exponential", parameter: "rate", power: -1, factor: true },
  { prior: "inverse_gamma", likelihood: "gamma", parameter: "rate", power: -1, factor: true },
  // A precision, and a variance, of a normal whose mean is known.
  { prior: "gamma", likelihood: "normal", parameter: "sd", power: -0.5, factor: true },
  { prior: "inverse_gamma", likelihood: "normal", parameter: "sd", power: 0.5, factor: true },
];

/** Priors that some likelihood leaves in their own family. */
export function isConjugatePrior(name: string): boolean {
  return pairs.some(({ prior }) => prior === name);
}
