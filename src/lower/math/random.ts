/**
 * The op `random` in loops, as `tensor/random.ts` defines it: Threefry-2x32 with 13 rounds (Salmon et al. 2011), its blocks
 * shared among the lanes and sub-vectors that the definition's order of elements was made for.
 */

import type { KernelBuilder } from "../kernel-builder.ts";
import type { Lanes, Value } from "../loop-program.ts";
import { logOfPositive } from "./logarithm.ts";
import { ofTurns } from "./trigonometry.ts";

type Words = readonly [Value, Value];

const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;

/** Two words of a counter under a key. */
function threefry(k: KernelBuilder, key: Words, counter: Words): Words {
  const parity = k.xor(k.xor(key[0], key[1]), k.like(0x1bd11bda, key[0]));
  const schedule = [key[0], key[1], parity] as const;
  const word = (i: number): Value => schedule[(i % 3) as 0 | 1 | 2];
  let x = k.add(counter[0], word(0));
  let y = k.add(counter[1], word(1));
  for (let round = 0; round < 13; round++) {
    const turn = rotations[(round % 8) as 0];
    x = k.add(x, y);
    y = k.xor(k.or(k.shift("shl", y, turn), k.shift("shr_u", y, 32 - turn)), x);
    if (round % 4 !== 3) continue;
    const injection = (round + 1) / 4;
    x = k.add(x, word(injection));
    y = k.add(y, k.add(word(injection + 1), injection));
  }
  return [x, y];
}

export interface Draw {
  readonly kind: "bits" | "uniform" | "normal";
  readonly stream: number;
  readonly double: boolean;
}

/** How many elements share blocks: a loop over draws goes on by multiples of this. */
export function drawStride(draw: Draw): number {
  if (!draw.double) return 8;
  return draw.kind === "normal" ? 4 : 2;
}

/** ((bits >>> 9) + ½) · 2⁻²³, exactly. */
function uniform32(k: KernelBuilder, word: Value): Value {
  const high = k.convert(k.shift("shr_u", word, 9), "f32");
  return k.mul(k.add(high, 0.5), 2 ** -23);
}

/** (⌊w₀/2⁶⌋·2²⁶ + ⌊w₁/2⁶⌋ + ½) · 2⁻⁵², exactly. */
function uniform64(k: KernelBuilder, [w0, w1]: Words): Value {
  const high = k.convert(k.shift("shr_u", w0, 6), "f64");
  const low = k.convert(k.shift("shr_u", w1, 6), "f64");
  return k.mul(k.add(k.add(k.mul(high, 2 ** 26), low), 0.5), 2 ** -52);
}

/**
 * The draws of `drawStride` elements, in vectors of `lanes` (4 for 32-bit draws, 2 for doubles). `first` is the number of
 * the first block, an i32 scalar: half the first element's index, or that index for doubles.
 */
export function drawVectors(
  k: KernelBuilder,
  draw: Draw,
  key: Words,
  step: Value,
  first: Value,
): readonly Value[] {
  const lanes: Lanes = draw.double ? 2 : 4;
  const derived = threefry(k, key, [k.like(draw.stream | 0, step), step]);
  const wide = [k.splat(derived[0], lanes), k.splat(derived[1], lanes)] as const;
  const zero = k.constant("i32", lanes, 0);
  const block = (numbers: Value): Words => threefry(k, wide, [numbers, zero]);
  const base = k.splat(first, lanes);
  if (draw.double) {
    if (draw.kind === "uniform") return [uniform64(k, block(k.add(base, k.ramp(lanes))))];
    const even = k.add(base, k.mul(k.ramp(lanes), 2));
    return boxMuller(k, uniform64(k, block(even)), uniform64(k, block(k.add(even, 1))));
  }
  const words = block(k.add(base, k.ramp(lanes)));
  if (draw.kind === "bits") return words;
  const uniforms = [uniform32(k, words[0]), uniform32(k, words[1])] as const;
  return draw.kind === "uniform" ? uniforms : boxMuller(k, uniforms[0], uniforms[1]);
}

/** √(−2 ln u₁) (cos 2πu₂, sin 2πu₂) (Box and Muller 1958). */
function boxMuller(k: KernelBuilder, u1: Value, u2: Value): readonly [Value, Value] {
  const radius = k.sqrt(k.mul(logOfPositive(k, u1), -2));
  const { sine, cosine } = ofTurns(k, u2);
  return [k.mul(radius, cosine), k.mul(radius, sine)];
}
