/**
 * When a warm-up adapts what, as Stan does (reference manual, "HMC algorithm parameters"): the step size throughout; the metric in windows
 * that double, between a time to reach the typical set and a time for the last step size.
 */

export interface Windows {
  /** The metric is estimated from the draws of steps `first` to `last`, both included; none where `last` < `first`. */
  readonly first: number;
  readonly last: number;
  /** The step each window ends with, ascending. */
  readonly ends: readonly number[];
}

const none: Windows = { first: 0, last: -1, ends: [] };

/** 75 steps, windows of 25, 50, 100, …, and 50 steps; of short warm-ups 15 %, one window, and 10 %; below 20 steps no window at all. */
export function windowsOf(warmup: number): Windows {
  if (warmup < 20) return none;
  const long = 75 + 25 + 50 <= warmup;
  const first = long ? 75 : Math.floor(0.15 * warmup);
  const after = long ? 50 : Math.floor(0.1 * warmup);
  const last = warmup - after - 1;
  const ends: number[] = [];
  let size = long ? 25 : last - first + 1;
  let end = first + size - 1;
  while (end < last) {
    ends.push(end);
    size *= 2;
    end += size;
    // A window whose follower would not fit takes all that is left.
    if (end + 2 * size >= last + 1) end = last;
  }
  return { first, last, ends: [...ends, last] };
}
