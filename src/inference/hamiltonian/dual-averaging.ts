/**
 * The step size that meets an acceptance rate, by Nesterov's dual averaging (Hoffman & Gelman 2014, section 3.2.1):
 * H̄ₜ = (1 − 1/(t + t₀)) H̄ₜ₋₁ + (δ − αₜ)/(t + t₀), ln εₜ = μ − √t/γ H̄ₜ, ln ε̄ₜ = t^−κ ln εₜ + (1 − t^−κ) ln ε̄ₜ₋₁.
 */

export interface Averaging {
  readonly count: number;
  /** μ: what ln ε shrinks towards, ln 10 ε₀. */
  readonly centre: number;
  /** H̄ */
  readonly error: number;
  /** ln ε̄ */
  readonly logAverage: number;
}

// Stan's constants.
const gamma = 0.05;
const t0 = 10;
const kappa = 0.75;

export function beginAveraging(stepSize: number): Averaging {
  return { count: 0, centre: Math.log(10 * stepSize), error: 0, logAverage: 0 };
}

/** One acceptance rate seen: the average after it, and the step size to try next. */
export function average(
  before: Averaging,
  acceptance: number,
  target: number,
): { readonly averaging: Averaging; readonly stepSize: number } {
  const count = before.count + 1;
  const share = 1 / (count + t0);
  const error = (1 - share) * before.error + share * (target - acceptance);
  const log = before.centre - (Math.sqrt(count) / gamma) * error;
  const weight = count ** -kappa;
  const logAverage = (1 - weight) * before.logAverage + weight * log;
  return { averaging: { ...before, count, error, logAverage }, stepSize: Math.exp(log) };
}

/** What to go on with once warm-up is over. */
export function averaged({ logAverage }: Averaging): number {
  return Math.exp(logAverage);
}
