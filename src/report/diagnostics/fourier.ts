/** The discrete Fourier transform of a power-of-two length, in place (Cooley and Tukey 1965). */

import { Bug } from "../../diagnostic/bug.ts";

/** X(k) = Σ x(n) e^(−2πi kn/N); real and imaginary parts apart. */
export function fourier(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  if (size === 0 || (size & (size - 1)) !== 0) throw new Bug(`${size} is not a power of two`);
  reverseBits(real, imaginary);
  const turns = Float64Array.from({ length: size / 2 }, (_, k) => (-2 * Math.PI * k) / size);
  const cosines = turns.map(Math.cos);
  const sines = turns.map(Math.sin);
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const c = cosines[k * stride] as number;
        const s = sines[k * stride] as number;
        const [low, high] = [start + k, start + k + half];
        const re = (real[high] as number) * c - (imaginary[high] as number) * s;
        const im = (real[high] as number) * s + (imaginary[high] as number) * c;
        real[high] = (real[low] as number) - re;
        imaginary[high] = (imaginary[low] as number) - im;
        real[low] = (real[low] as number) + re;
        imaginary[low] = (imaginary[low] as number) + im;
      }
    }
  }
}

function reverseBits(real: Float64Array, imaginary: Float64Array): void {
  for (let i = 0, j = 0; i < real.length; i++) {
    if (i < j) {
      [real[i], real[j]] = [real[j] as number, real[i] as number];
      [imaginary[i], imaginary[j]] = [imaginary[j] as number, imaginary[i] as number];
    }
    let bit = real.length >> 1;
    while (bit > 0 && (j & bit) !== 0) {
      j ^= bit;
      bit >>= 1;
    }
    j |= bit;
  }
}
