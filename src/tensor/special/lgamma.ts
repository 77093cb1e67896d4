/** log |Γ(x)|, to a few units in the last place: the zeta series about 1 and 2, Stirling's series beyond 10 (DLMF 5.7.3, 5.11.1). */

/** ζ(k) − 1 for k = 2, 3, … */
const zetaMinusOne = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853,
  0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5,
  3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6,
  9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7, 1.1921992596531106e-7,
  5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8, 7.45071178983543e-9,
] as const;

/** 1 − γ, γ being Euler's constant. */
const oneMinusEuler = 0.42278433509846713;

/** B₂ₖ / (2k (2k − 1)) for k = 1, 2, … */
const stirling = [
  0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953,
  0.0008417508417508417, -0.0019175269175269176, 0.00641025641025641,
] as const;

/** log Γ(2 + z) = (1 − γ) z + Σ (ζ(k) − 1) (−z)ᵏ / k, for |z| ≤ ½. */
function aboutTwo(z: number): number {
  let sum = 0;
  for (let i = zetaMinusOne.length - 1; i >= 0; i--) sum = -z * sum + (zetaMinusOne[i] as number) / (i + 2);
  return z * (oneMinusEuler + z * sum);
}

/** log Γ(x) = (x − ½) log x − x + ½ log 2π + Σ B₂ₖ / (2k (2k − 1) x²ᵏ⁻¹), for x ≥ 10. */
function beyondTen(x: number): number {
  const inverseSquare = 1 / (x * x);
  let sum = 0;
  for (let i = stirling.length - 1; i >= 0; i--) sum = sum * inverseSquare + (stirling[i] as number);
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + sum / x;
}

/** sin πx, exact in the reduction of x. */
export function sinPi(x: number): number {
  const turn = x - 2 * Math.floor(x / 2);
  if (turn > 1) return -sinPi(turn - 1);
  return turn > 0.5 ? Math.sin(Math.PI * (1 - turn)) : Math.sin(Math.PI * turn);
}

/** log |Γ(x)|; ∞ at 0 and the negative integers. */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x === Infinity) return Infinity;
  if (x <= 0) {
    // Γ(x) Γ(1 − x) = π / sin πx
    return Number.isInteger(x) || x === -Infinity
      ? Infinity
      : Math.log(Math.PI / Math.abs(sinPi(x))) - lgamma(1 - x);
  }
  if (x < 0.5) return aboutTwo(x) - Math.log1p(x) - Math.log(x);
  if (x <= 1.5) return aboutTwo(x - 1) - Math.log1p(x - 1);
  if (x >= 10) return beyondTen(x);
  // Γ(x) = (x − 1) Γ(x − 1), down to the interval about 2.
  let product = 1;
  let base = x;
  while (base > 2.5) {
    base -= 1;
    product *= base;
  }
  return Math.log(product) + aboutTwo(base - 2);
}
