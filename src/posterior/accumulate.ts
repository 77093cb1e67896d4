/** Sums over posterior draws, elementwise, each draw seen once and forgotten. */

export interface Moments {
  readonly mean: Float64Array;
  readonly add: (values: ArrayLike<number>) => void;
  readonly variance: () => Float64Array;
}

export interface LogMeanExp {
  readonly add: (values: ArrayLike<number>) => void;
  readonly finish: () => Float64Array;
}

/** −Σ p log p in nats */
export function entropyOf(p: ArrayLike<number>, start: number, count: number): number {
  let sum = 0;
  for (let k = start; k < start + count; k++) {
    const value = p[k] as number;
    if (value > 0) sum -= value * Math.log(value);
  }
  return sum;
}

/** Welford's mean and variance (divisor n: the mixture's own). */
export function moments(size: number): Moments {
  const mean = new Float64Array(size);
  const squares = new Float64Array(size);
  let n = 0;
  return {
    mean,
    add(values: ArrayLike<number>): void {
      n += 1;
      for (let i = 0; i < size; i++) {
        const difference = (values[i] as number) - (mean[i] as number);
        mean[i] = (mean[i] as number) + difference / n;
        squares[i] = (squares[i] as number) + difference * ((values[i] as number) - (mean[i] as number));
      }
    },
    variance: () => squares.map((value) => value / n),
  };
}

/** log 1/S Σ exp(ℓₛ), the greatest taken out as it is met. */
export function logMeanExp(size: number): LogMeanExp {
  const greatest = new Float64Array(size).fill(-Infinity);
  const sum = new Float64Array(size);
  let n = 0;
  return {
    add(values: ArrayLike<number>): void {
      n += 1;
      for (let i = 0; i < size; i++) {
        const value = values[i] as number;
        const top = greatest[i] as number;
        if (value > top) {
          sum[i] = (sum[i] as number) * Math.exp(top - value) + 1;
          greatest[i] = value;
        } else if (value > -Infinity || Number.isNaN(value)) {
          sum[i] = (sum[i] as number) + Math.exp(value - top);
        }
      }
    },
    finish: () => greatest.map((top, i) => top + Math.log((sum[i] as number) / n)),
  };
}
