/** log |Γ(x)|, to a few units in the last place: the zeta series about 1 and 2, Stirling's series beyond 10 (DLMF 5.7.3, 5.11.1). */

/** ζ(k) − 1 for k = 2, 3, … */
const zetaMinusOne = [
  0.64493406684822643647, 0.2020569031595942854, 0.082323233711138191516, 0.036927755143369926331,
  0.017343061984449139715, 0.0083492773819228268398, 0.0040773561979443393787, 0.0020083928260822144179,
  9.9457512781808533715e-4, 4.941886041194645587e-4, 2.4608655330804829864e-4, 1.2271334757848914675e-4,
  6.1248135058704829259e-5, 3.0588236307020493552e-5, 1.5282259408651871733e-5, 7.6371976378997622736e-6,
  3.8172932649998398565e-6, 1.9082127165539389257e-6, 9.5396203387279611315e-7, 4.7693298678780646312e-7,
  2.3845050272773299e-7, 1.1921992596531107307e-7, 5.9608189051259479612e-8, 2.9803503514652280186e-8,
  1.4901554828365041235e-8, 7.450711789835429492e-9,
] as const;

/** 1 − γ, γ being Euler's constant. */
const oneMinusEuler = 0.42278433509846713939;

/** B₂ₖ / (2k (2k − 1)) for k = 1, 2, … */
const stirling = [
  0.083333333333333333333, -0.0027777777777777777778, 7.9365079365079365079e-4, -5.952380952380952381e-4,
  8.4175084175084175084e-4, -0.0019175269175269175269, 0.0064102564102564102564,
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
