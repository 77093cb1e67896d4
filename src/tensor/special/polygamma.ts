/** The polygamma functions ψ⁽ⁿ⁾, derivatives of log Γ: recurrence upward, then the asymptotic series (DLMF 5.11.2, 5.15). */

/** Bernoulli's numbers B₂ₖ for k = 1, 2, … */
export const bernoulli = [
  1 / 6,
  -1 / 30,
  1 / 42,
  -1 / 30,
  5 / 66,
  -691 / 2730,
  7 / 6,
  -3617 / 510,
  43867 / 798,
  -174611 / 330,
  854513 / 138,
] as const;

function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
}

/** dⁿ/dxⁿ cot πx = πⁿ pₙ(c), c = cot πx, with p₀ = c and pₙ₊₁ = −(1 + c²) pₙ′. */
function cotangentDerivative(order: number, x: number): number {
  const c = 1 / Math.tan(Math.PI * (x - Math.round(x)));
  let coefficients = [0, 1];
  for (let n = 0; n < order; n++) {
    const next = [...coefficients.map(() => 0), 0];
    coefficients.forEach((value, power) => {
      if (power === 0) return;
      next[power - 1] = (next[power - 1] ?? 0) - power * value;
      next[power + 1] = (next[power + 1] ?? 0) - power * value;
    });
    coefficients = next;
  }
  const value = coefficients.reduceRight((sum, coefficient) => sum * c + coefficient, 0);
  return Math.PI ** order * value;
}

/** log x − 1/(2x) − Σ B₂ₖ / (2k x²ᵏ), for x ≥ 12. */
function asymptoticDigamma(x: number): number {
  const inverseSquare = 1 / (x * x);
  let sum = 0;
  for (let k = bernoulli.length; k >= 1; k--) {
    sum = inverseSquare * (sum + (bernoulli[k - 1] as number) / (2 * k));
  }
  return Math.log(x) - 0.5 / x - sum;
}

/** (n−1)!/xⁿ + n!/(2xⁿ⁺¹) + Σ B₂ₖ (2k + n − 1)! / ((2k)! x²ᵏ⁺ⁿ), for x ≥ 12 + n: |ψ⁽ⁿ⁾(x)|. */
function asymptotic(n: number, x: number): number {
  let term = (factorial(n - 1) * n * (n + 1)) / 2; // (2k + n − 1)! / (2k)! at k = 1
  let power = x ** -2;
  let sum = 0;
  for (let k = 1; k <= bernoulli.length; k++) {
    sum += (bernoulli[k - 1] as number) * term * power;
    term *= ((2 * k + n) * (2 * k + n + 1)) / ((2 * k + 1) * (2 * k + 2));
    power /= x * x;
  }
  return (factorial(n - 1) + (0.5 * factorial(n)) / x + sum) * x ** -n;
}

/** ψ⁽ⁿ⁾(x); NaN at 0 and the negative integers, where it has poles. */
export function polygamma(order: number, x: number): number {
  if (x === Infinity) return order === 0 ? Infinity : 0;
  if (x <= 0 && (Number.isInteger(x) || x === -Infinity)) return NaN;
  // (−1)ⁿ ψ⁽ⁿ⁾(1 − x) − ψ⁽ⁿ⁾(x) = π dⁿ/dxⁿ cot πx
  if (x < 0) {
    const reflected = polygamma(order, 1 - x);
    return (order % 2 === 0 ? reflected : -reflected) - Math.PI * cotangentDerivative(order, x);
  }
  // ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x + 1) − (−1)ⁿ n! / xⁿ⁺¹
  const from = 12 + order;
  let sum = 0;
  let z = x;
  for (; z < from; z += 1) sum += z ** -(order + 1);
  if (order === 0) return asymptoticDigamma(z) - sum;
  const magnitude = asymptotic(order, z) + factorial(order) * sum;
  return order % 2 === 0 ? -magnitude : magnitude;
}
