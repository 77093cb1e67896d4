/** Uniform numbers one after another without allocating: what a sampler's tree asks for inside its loop. */

import { type Key, threefry, threefryInto } from "./random.ts";

/** Element i of the op `random` (`uniform`, f64) for the key, the stream and the step that were set last. */
export class Uniforms {
  readonly #words = new Uint32Array(2);
  #key0 = 0;
  #key1 = 0;
  #next = 0;

  /** Begins again at element 0. */
  begin(key: Key, stream: number, step: number): void {
    [this.#key0, this.#key1] = threefry(key, [stream, step]);
    this.#next = 0;
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Strictly between 0 and 1, 52 bits. */
  next(): number {
    const words = this.#words;
    threefryInto(words, this.#key0, this.#key1, this.#next++, 0);
    return (((words[0] as number) >>> 6) * 2 ** 26 + ((words[1] as number) >>> 6) + 0.5) * 2 ** -52;
  }
}
