/** The order in which minibatches visit the rows: one permutation an epoch, cut into batches of different rows. */

import { createStream, fold, type Key } from "../../tensor/random.ts";

/**
 * The rows of steps `first … first + count − 1`, `batch` a step. Each epoch is a permutation of its own, a function of the
 * key and the epoch alone; what is left of it after whole batches is not visited, so that every batch is a simple random
 * sample of different rows and the scaled sum over it is unbiased.
 */
export function rowOrder(key: Key, rows: number, batch: number, first: number, count: number): Int32Array {
  const perEpoch = Math.floor(rows / batch);
  const order = new Int32Array(count * batch);
  let epoch = -1;
  let permutation = new Int32Array(0);
  for (let i = 0; i < count; i++) {
    const step = first + i;
    const wanted = Math.floor(step / perEpoch);
    if (wanted !== epoch) {
      epoch = wanted;
      permutation = createStream(fold(key, epoch)).permutation(rows) as Int32Array<ArrayBuffer>;
    }
    const from = (step % perEpoch) * batch;
    order.set(permutation.subarray(from, from + batch), i * batch);
  }
  return order;
}
