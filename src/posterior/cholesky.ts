/** Cholesky's factor of a matrix that may be semidefinite, on the host. */

/** The lower Cholesky factor, row-major. A pivot that is only rounding, below 1e-15 of its own variance, is zero, so that semidefinite matrices pass. */
export function choleskyFactor(matrix: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  const entry = (i: number, j: number): number => factor[i * n + j] as number;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= entry(i, k) * entry(j, k);
      if (i === j) factor[j * n + j] = sum > 1e-15 * (matrix[j * n + j] as number) ? Math.sqrt(sum) : 0;
      else factor[i * n + j] = entry(j, j) === 0 ? 0 : sum / entry(j, j);
    }
  }
  return factor;
}
