/** The order in which minibatches visit the rows: one permutation an epoch, cut into batches of different rows. */

import { fold, type Key } from "../../tensor/random.ts";

/**
 * The rows of steps `first … first + count − 1`, `batch` a step. Each epoch is a permutation of its own, a function of the
 * key and the epoch alone; what is left of it after whole batches is not visited, so that every batch is a simple random
 * sample of different rows and the scaled sum over it is unbiased.
 */
export function rowOrder(key: Key, rows: number, batch: number, first: number, count: number): Int32Array {
  const perEpoch = Math.floor(rows / batch);
  const order = new Int32Array(count * batch);
  const permutation = new Int32Array(rows);
  let epoch = -1;
  for (let i = 0; i < count; i++) {
    const step = first + i;
    const wanted = Math.floor(step / perEpoch);
    if (wanted !== epoch) {
      epoch = wanted;
      shuffle(fold(key, epoch), permutation);
    }
    const from = (step % perEpoch) * batch;
    order.set(permutation.subarray(from, from + batch), i * batch);
  }
  return order;
}

/**
 * Writes 0 … n − 1 in random order (Fisher & Yates), by numbers from Doty-Humphrey's sfc32 seeded with the key: a step of a
 * small network takes 17 µs, in which Threefry would make 40 numbers and not the hundred that are needed. A place is a
 * 32-bit number times n, its high word: no row is favoured by more than n / 2³².
 */
function shuffle([k0, k1]: Key, into: Int32Array): void {
  let a = k0 | 0;
  let b = k1 | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  for (let i = 0; i < into.length; i++) {
    // Inside out: the new row takes a random place among those so far.
    const place = Math.floor((next() / 2 ** 32) * (i + 1));
    into[i] = into[place] ?? 0;
    into[place] = i;
  }
}
