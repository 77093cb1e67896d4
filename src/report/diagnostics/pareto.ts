/**
 * k̂: how heavy the tail of importance ratios is, by a generalised Pareto fitted to the largest (Vehtari, Simpson, Gelman, Yao and Gabry 2024,
 * "Pareto smoothed importance sampling"; the fit is Zhang and Stephens' of 2009). Below 0.7 the ratios can correct the approximation
 * they are of; above, it misses too much of the target (Yao, Vehtari, Simpson and Gelman 2018). As ArviZ computes it.
 */

/** Of log ratios, log p − log q, one a draw. ∞ where fewer than five stand out from the rest; NaN where one is. */
export function paretoShape(logRatios: Float64Array): number {
  const count = logRatios.length;
  const sorted = logRatios.slice().sort();
  const greatest = sorted[count - 1] as number;
  if (sorted.some(Number.isNaN) || !Number.isFinite(greatest)) return Number.NaN;
  const size = Math.ceil(Math.min(count / 5, 3 * Math.sqrt(count)));
  const cut = Math.max((sorted[count - size - 1] as number) - greatest, Math.log(2 ** -1022));
  const tail = sorted
    .map((value) => value - greatest)
    .filter((value) => value > cut)
    .map((value) => Math.exp(value) - Math.exp(cut));
  return tail.length <= 4 ? Infinity : shapeOf(tail);
}

/** Of a generalised Pareto with excesses x, sorted: the mean over a grid of θ = −k/σ by profile likelihood, drawn to ½ as ten draws would. */
function shapeOf(x: Float64Array): number {
  const n = x.length;
  const points = 30 + Math.floor(Math.sqrt(n));
  const quarter = x[Math.floor(n / 4 + 0.5) - 1] as number;
  const grid = Float64Array.from(
    { length: points },
    (_, i) => 1 / (x[n - 1] as number) + (1 - Math.sqrt(points / (i + 0.5))) / (3 * quarter),
  );
  const shapeAt = (theta: number): number => x.reduce((sum, each) => sum + Math.log1p(-theta * each), 0) / n;
  const logs = grid.map((theta) => {
    const k = shapeAt(theta);
    return n * (Math.log(-theta / k) - k - 1);
  });
  const weights = logs.map((log) => 1 / logs.reduce((sum, other) => sum + Math.exp(other - log), 0));
  const kept = weights.map((weight) => (weight >= 10 * Number.EPSILON ? weight : 0));
  const total = kept.reduce((sum, weight) => sum + weight, 0);
  const theta = grid.reduce((sum, each, i) => sum + each * ((kept[i] as number) / total), 0);
  return (n * shapeAt(theta) + 10 * 0.5) / (n + 10);
}
