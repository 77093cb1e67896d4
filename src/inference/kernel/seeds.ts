/** Where each use of randomness gets its key: all from the one seed, none shared. */

import { fold, type Key, keyOf } from "../../tensor/random.ts";

const purposes = { start: 1, steps: 2, order: 3, objective: 4, chains: 6 } as const;

export function keyFor(seed: number, purpose: keyof typeof purposes): Key {
  return fold(keyOf(seed), purposes[purpose]);
}
