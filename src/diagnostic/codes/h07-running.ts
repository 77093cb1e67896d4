/** H07 running: what only the numbers can tell. */

import { error, warning } from "../row.ts";

export const runningCodes = {
  H0701: error(
    (h: { where: string; step: number }) =>
      `the objective is not a finite number at step ${h.step}, first in ${h.where}`,
  ),
  H0702: error(
    (h: { where: string }) => `the density is not finite where the run starts, first in ${h.where}`,
  ),
  H0703: error(
    (h: { need: string; limit: string }) =>
      `the fit would need about ${h.need} of memory, more than ${h.limit}`,
  ),
  H0704: warning(
    (h: { batch: number; rows: number }) =>
      `a batch of ${h.batch} is not smaller than the data, ${h.rows} rows: every step sees all of them`,
  ),
  H0705: error((h: { what: string }) => `the exact posterior cannot be computed: ${h.what}`),
  H0706: warning(
    (h: { evaluations: number }) =>
      `the mode was not reached: after ${h.evaluations} looks at all rows the density still rises`,
  ),
  /** Samplers: where chains begin, move and end. */
  H0707: error((h: { tries: number; where: string }) =>
    h.tries === 1
      ? `the density is not finite where a chain begins, first in ${h.where}`
      : `none of ${h.tries} starting points has a finite density, the last broken first in ${h.where}`,
  ),
  H0708: error(
    (h: { name: string }) => `the posterior has no end: neither a prior nor the data hold ${h.name}`,
  ),
  H0709: error((h: { why: string }) => `the chains cannot move: ${h.why}`),
  H0710: error(
    (h: { warmup: number }) => `the run was stopped before its first draw, in a warm-up of ${h.warmup} steps`,
  ),
  H0711: warning((h: { seen: string }) => `${h.seen}, whose prior is improper: they may run away`),
  H0712: warning((h: { still: number; chains: number }) => `${h.still} of ${h.chains} chains never moved`),
  H0718: warning(
    (h: { need: string; free: string }) =>
      `the fit will need about ${h.need} of memory, and ${h.free} are free`,
  ),
  H0719: error(() => "the predictions were stopped"),
  /** What the checks of a sampler's draws found. */
  H0720: warning((h: { seen: string }) => `the chains do not agree: ${h.seen}`),
  H0721: warning((h: { seen: string }) => `too few independent draws: ${h.seen}`),
  H0722: warning((h: { seen: string }) => `draws are missing: ${h.seen}`),
  H0723: warning((h: { seen: string }) => `the tails are hardly reached: ${h.seen}`),
  /** Threads. */
  H0740: error((h: { what: string }) => `the threads that worked on ${h.what} ended before it was done`),
  /** Studies: simulating from the prior, and fitting what was simulated. */
  H0750: error((h: { name: string }) => `nothing can be simulated: the prior of ${h.name} is improper`),
  H0751: error((h: { names: string }) => `nothing can be simulated without values of ${h.names}`),
  H0752: error((h: { why: string }) => `I cannot simulate this model: ${h.why}`),
  H0753: error((h: { method: string; why: string }) => `${h.method} cannot be calibrated: ${h.why}`),
  H0754: warning(
    (h: { failed: number; replicates: number }) =>
      `${h.failed} of ${h.replicates} simulated data sets could not be fitted`,
  ),
} as const;
