/** The error function, to a few units in the last place: its positive series, and the continued fraction of erfc (DLMF 7.6.2, 7.9.1). */

/** 2x e^(−x²)/√π Σ (2x²)ⁿ / (1·3·…·(2n + 1)), whose terms all have one sign. */
function series(x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return ((2 * x) / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc(x) = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))), for x ≥ 2. */
function complement(x: number): number {
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

export function erf(x: number): number {
  if (Math.abs(x) < 2) return series(x);
  if (Number.isNaN(x)) return x;
  return Math.abs(x) > 6 ? Math.sign(x) : Math.sign(x) * (1 - complement(Math.abs(x)));
}
