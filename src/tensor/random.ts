/**
 * Random numbers as a function of a key, a stream, a step and an element's index: Threefry-2x32 with 13 rounds (Salmon,
 * Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"). Nothing depends on order, so draws are the
 * same whatever the backend, the threads or the lanes.
 *
 * The key of a stream's step is threefry(key, (stream, step)). With it, block n is threefry(that key, (n, 0)): two words.
 * - bits, and f32 `uniform`: with q = ⌊i/8⌋ and r = i mod 8, element i is word ⌊r/4⌋ of block 4q + r mod 4;
 *   the uniform is (⌊word / 2⁹⌋ + ½) · 2⁻²³.
 * - f64 `uniform`: element i is (⌊w₀/2⁶⌋·2²⁶ + ⌊w₁/2⁶⌋ + ½) · 2⁻⁵² of block i.
 * - f32 `normal` (Box and Muller 1958): the uniforms u₁, u₂ are words 0 and 1 of block 4q + r mod 4;
 *   element i is √(−2 ln u₁) times cos 2πu₂ where r < 4, sin 2πu₂ otherwise.
 * - f64 `normal`: with q = ⌊i/4⌋, r = i mod 4 and p = 2q + r mod 2, u₁ and u₂ are the f64 uniforms of blocks 2p and
 *   2p + 1; cosine where r < 2, sine otherwise.
 */

import type { Dtype } from "./graph.ts";

/** Two words of 32 bits. */
export type Key = readonly [number, number];

const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const rounds = 13;
/** Made once: a small array a call would cost more than the cipher. */
const scratch = new Uint32Array(2);

/** The block cipher: words as u32. Checked against Random123's known answers. */
export function threefry([k0, k1]: Key, [c0, c1]: Key): [number, number] {
  threefryInto(scratch, k0, k1, c0, c1);
  return [scratch[0] as number, scratch[1] as number];
}

/** The same into memory that is there: for loops that must not allocate. */
export function threefryInto(words: Uint32Array, k0: number, k1: number, c0: number, c1: number): void {
  // The three words of the key's schedule, the next one to be added first.
  let [a, b, c] = [k0, k1, 0x1bd11bda ^ k0 ^ k1];
  let x0 = (c0 + a) | 0;
  let x1 = (c1 + b) | 0;
  for (let round = 0; round < rounds; round++) {
    const r = rotations[round % 8] as number;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << r) | (x1 >>> (32 - r))) ^ x0;
    if (round % 4 !== 3) continue;
    const first = a;
    a = b;
    b = c;
    c = first;
    x0 = (x0 + a) | 0;
    x1 = (x1 + b + (round + 1) / 4) | 0;
  }
  words[0] = x0;
  words[1] = x1;
}

/** The uniform of f32 that a word gives, strictly between 0 and 1; exact in f32. */
export function uniform32(word: number): number {
  return ((word >>> 9) + 0.5) * 2 ** -23;
}

/** The uniform of f64 that a block gives, strictly between 0 and 1. */
export function uniform64([w0, w1]: Key): number {
  return ((w0 >>> 6) * 2 ** 26 + (w1 >>> 6) + 0.5) * 2 ** -52;
}

/** Box and Muller's transform: √(−2 ln u₁) times the cosine or the sine of 2πu₂. */
function boxMuller(u1: number, u2: number, sine: boolean): number {
  const angle = 2 * Math.PI * u2;
  return Math.sqrt(-2 * Math.log(u1)) * (sine ? Math.sin(angle) : Math.cos(angle));
}

type RandomKind = "bits" | "uniform" | "normal";

/** The reference of the op `random`: element `i` of what `key` (of the stream and step already) gives. */
function element(kind: RandomKind, dtype: Dtype, key: Key, i: number): number {
  if (kind !== "bits" && dtype === "f64") {
    if (kind === "uniform") return uniform64(threefry(key, [i, 0]));
    const pair = 2 * Math.floor(i / 4) + (i % 2);
    const u1 = uniform64(threefry(key, [2 * pair, 0]));
    return boxMuller(u1, uniform64(threefry(key, [2 * pair + 1, 0])), i % 4 >= 2);
  }
  const [w0, w1] = threefry(key, [4 * Math.floor(i / 8) + (i % 4), 0]);
  const second = i % 8 >= 4;
  if (kind === "normal") return boxMuller(uniform32(w0), uniform32(w1), second);
  const word = second ? w1 : w0;
  return kind === "bits" ? word : uniform32(word);
}

/** `count` elements of the op `random`. */
export function randomValues(
  kind: RandomKind,
  dtype: Dtype,
  key: Key,
  stream: number,
  step: number,
  count: number,
): Float64Array {
  const derived = threefry(key, [stream, step]);
  return Float64Array.from({ length: count }, (_, i) => element(kind, dtype, derived, i));
}

/** The key of a seed: its low and high 32 bits. Seeds are whole numbers from 0 to 2⁵³ − 1. */
export function keyOf(seed: number): Key {
  return [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0];
}

/** An independent key for the n-th of whatever the caller counts: chains, members, folds. Steps never count to 2³² − 1. */
export function fold(key: Key, n: number): Key {
  return threefry(key, [n >>> 0, 0xffffffff]);
}

/** Random numbers one after another, for TypeScript: shuffles, initial points, tests. */
export interface RandomStream {
  /** A whole number from 0 to 2³² − 1. */
  bits(): number;
  /** Strictly between 0 and 1, 52 bits. */
  uniform(): number;
  normal(): number;
  /** A whole number from 0 to n − 1, each as likely. */
  integer(n: number): number;
  /** 0 … n − 1 in random order (Fisher and Yates). */
  permutation(n: number): Int32Array;
}

export function createStream(key: Key): RandomStream {
  let block = 0;
  const next = () => threefry(key, [block++ >>> 0, Math.floor(block / 2 ** 32)]);
  const stream: RandomStream = {
    bits: () => next()[0],
    uniform: () => uniform64(next()),
    normal: () => boxMuller(uniform64(next()), uniform64(next()), false),
    integer: (n) => {
      // Words beyond the last multiple of n are drawn again.
      const limit = 2 ** 32 - (2 ** 32 % n);
      let word = stream.bits();
      while (word >= limit) word = stream.bits();
      return word % n;
    },
    permutation: (n) => {
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = stream.integer(i + 1);
        [order[i], order[j]] = [order[j] as number, order[i] as number];
      }
      return order;
    },
  };
  return stream;
}
