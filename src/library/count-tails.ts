/** The tails of counts: the probability that an event comes k times is that of a wait, or of a share. */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Arguments, Tails } from "./distribution.ts";
import { logIncompleteBeta, type Share } from "./incomplete-beta.ts";
import { logIncompleteGamma, type LogTails } from "./incomplete-gamma.ts";
import { logMassBetween, type Masses } from "./mass-between.ts";
import { countMomentsFrom, type Partial } from "./tail-moments.ts";
import { wholeQuantile } from "./tail-quantiles.ts";
import { least } from "./tails.ts";

/** From both tails at whole numbers k ≥ 0, and a family whose members' probabilities are its moments. */
function countTails(
  at: (b: Builder, k: Tensor, p: Arguments) => LogTails,
  partial: (tails: Masses) => Partial,
): Omit<Tails, "survival"> {
  const tails = masses(at);
  return {
    ...tails,
    quantile: (b, logCdf, logSurvival, p) => wholeQuantile(b, tails, logCdf, logSurvival, p),
    moments: countMomentsFrom(partial(tails)),
  };
}

/** Of a Poisson with this rate: P(X ≤ k) = Q(k + 1, λ), and E (X (X − 1) …; …) = λⁿ P(…). */
export function poissonTails(rate: (b: Builder, p: Arguments) => Tensor): Omit<Tails, "survival"> {
  return countTails(
    (b, k, p) => {
      const { below, above } = logIncompleteGamma(b, b.add(k, 1), b.max(rate(b, p), least));
      return { below: above, above: below };
    },
    (tails) => (b, n, ends, p) => ({
      logFactor: b.mul(n, b.log(rate(b, p))),
      logMass: logMassBetween(b, tails, ends, p),
    }),
  );
}

/** Of n tries with this share of successes: P(X > k) = I(p; k + 1, n − k). */
export function binomialTails(
  tries: (p: Arguments) => Tensor,
  share: (b: Builder, p: Arguments) => Share,
): Omit<Tails, "survival"> {
  const at = (b: Builder, k: Tensor, n: Tensor, p: Arguments): LogTails => {
    const within = b.lt(k, n);
    const left = b.select(within, b.sub(n, k), 1);
    const { below, above } = logIncompleteBeta(b, b.add(k, 1), left, held(b, share(b, p)));
    return { below: b.select(within, above, 0), above: b.select(within, below, -Infinity) };
  };
  return countTails(
    (b, k, p) => at(b, k, tries(p), p),
    // E (X (X − 1) …; …) = n (n − 1) … pⁿ P(…) of as many tries less
    () => (b, n, ends, p) => {
      const all = tries(p);
      const fewer = b.sub(all, n);
      const own = masses((_, k) => at(b, k, fewer, p));
      const possible = b.ge(fewer, 0);
      const ways = n === 1 ? all : b.mul(all, b.max(b.sub(all, 1), 0));
      return {
        logFactor: b.add(b.log(ways), b.mul(n, b.log(held(b, share(b, p)).x))),
        logMass: b.select(possible, logMassBetween(b, own, ends, p), 0),
      };
    },
  );
}

/** Of this dispersion φ, the share φ/(φ + μ) being left to no count: P(X ≤ k) = I(φ/(φ + μ); φ, k + 1). */
export function negBinomialTails(
  dispersion: (p: Arguments) => Tensor,
  share: (b: Builder, p: Arguments) => Share,
): Omit<Tails, "survival"> {
  const at = (b: Builder, k: Tensor, phi: Tensor, p: Arguments): LogTails =>
    logIncompleteBeta(b, phi, b.add(k, 1), held(b, share(b, p)));
  return countTails(
    (b, k, p) => at(b, k, dispersion(p), p),
    // With o = μ/φ: E (X; …) = φ o P(…) of dispersion φ + 1, E (X (X − 1); …) = φ (φ + 1) o² P(…) of φ + 2
    () => (b, n, ends, p) => {
      const phi = dispersion(p);
      const { x, rest } = held(b, share(b, p));
      const odds = b.sub(b.log(rest), b.log(x));
      const sizes = n === 1 ? b.log(phi) : b.add(b.log(phi), b.log(b.add(phi, 1)));
      const own = masses((_, k) => at(b, k, b.add(phi, n), p));
      return { logFactor: b.add(sizes, b.mul(n, odds)), logMass: logMassBetween(b, own, ends, p) };
    },
  );
}

/** Both tails at any number, from those at whole ones. */
function masses(at: (b: Builder, k: Tensor, p: Arguments) => LogTails): Masses {
  return {
    whole: true,
    logCdf: (b, x, p) => b.select(b.lt(x, 0), -Infinity, at(b, b.floor(b.max(x, 0)), p).below),
    logSurvival: (b, x, p) => b.select(b.lt(x, 0), 0, at(b, b.floor(b.max(x, 0)), p).above),
  };
}

/** A share of 0 or 1 has logarithms too. */
function held(b: Builder, { x, rest }: Share): Share {
  return { x: b.max(x, least), rest: b.max(rest, least) };
}
