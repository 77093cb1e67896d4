/** Autocovariances, averaged over chains: the short lags that well-mixed chains need by plain sums, all of them by Fourier. */

import { meanOf, type Chains } from "./chains.ts";
import { fourier } from "./fourier.ts";

/** Beyond it one transform costs less than sums. */
const longestSum = 48;

/** γ(t) = mean over chains of 1/n Σ (xᵢ − x̄)(xᵢ₊ₜ − x̄), for lags 0 ≤ t < n. */
export function meanAutocovariance({ chains, draws, values }: Chains): (lag: number) => number {
  const centred = new Float64Array(values.length);
  for (let start = 0; start < values.length; start += draws) {
    const mean = meanOf(values.subarray(start, start + draws));
    for (let i = start; i < start + draws; i++) centred[i] = (values[i] as number) - mean;
  }
  let all: Float64Array | null = null;
  return (lag) => {
    if (lag <= longestSum) return atLag(centred, draws, lag) / (chains * draws);
    all ??= everyLag(centred, draws);
    return (all[lag] as number) / (chains * draws);
  };
}

/** Over all chains, Σ xᵢ xᵢ₊ₜ within a chain. */
function atLag(centred: Float64Array, draws: number, lag: number): number {
  let sum = 0;
  for (let start = 0; start < centred.length; start += draws) {
    const end = start + draws - lag;
    for (let i = start; i < end; i++) sum += (centred[i] as number) * (centred[i + lag] as number);
  }
  return sum;
}

/**
 * The same for all lags: the inverse transform of the power spectrum (Wiener and Khinchin), zeros behind each chain so that its end does
 * not meet its start. Two chains are transformed as one complex series a + bi, whose |A(k)|² + |B(k)|² = (|Z(k)|² + |Z(−k)|²) / 2.
 */
function everyLag(centred: Float64Array, draws: number): Float64Array {
  const size = 2 ** Math.ceil(Math.log2(2 * draws));
  const power = new Float64Array(size);
  for (let start = 0; start < centred.length; start += 2 * draws) {
    const real = new Float64Array(size);
    const imaginary = new Float64Array(size);
    real.set(centred.subarray(start, start + draws));
    imaginary.set(centred.subarray(start + draws, start + 2 * draws));
    fourier(real, imaginary);
    for (let k = 0; k < size; k++) {
      power[k] = (power[k] as number) + (real[k] as number) ** 2 + (imaginary[k] as number) ** 2;
    }
  }
  // The sum of the spectra is the even part of `power`, whose own transform is real: its real part is all that is read.
  fourier(power, new Float64Array(size));
  return power.map((value) => value / size);
}
