/** The tails of a beta distribution, but for the plain survival. */

import type { Builder, Tensor } from "../tensor/builder.ts";
import type { Arguments, Tails } from "./distribution.ts";
import { logIncompleteBeta, type Share } from "./incomplete-beta.ts";
import { logMassBetween } from "./mass-between.ts";
import { pick } from "./rows.ts";
import { momentsFrom } from "./tail-moments.ts";
import { betaQuantile } from "./tail-quantiles.ts";
import { least } from "./tails.ts";

function both(b: Builder, x: Tensor, p: Arguments) {
  const { a: alpha, b: beta } = pick(p, "a", "b");
  const share: Share = { x: b.max(x, least), rest: b.max(b.sub(1, x), least) };
  return logIncompleteBeta(b, alpha, beta, share);
}

export const betaTails: Omit<Tails, "survival"> = {
  logCdf: (b, x, p) => both(b, x, p).below,
  logSurvival: (b, x, p) => both(b, x, p).above,
  quantile: (b, logCdf, logSurvival, p) => {
    const { a: alpha, b: beta } = pick(p, "a", "b");
    return betaQuantile(b, logCdf, logSurvival, alpha, beta);
  },
  // E (X; …) = a/(a + b) P(…) of the one with a + 1; E (X²; …) has a factor (a + 1)/(a + b + 1) more, and a + 2
  moments: momentsFrom((b, n, ends, p) => {
    const { a: alpha, b: beta } = pick(p, "a", "b");
    const share = (i: number): Tensor => b.log(b.div(b.add(alpha, i), b.add(b.add(alpha, beta), i)));
    return {
      logFactor: n === 1 ? share(0) : b.add(share(0), share(1)),
      logMass: logMassBetween(b, betaTails, ends, { a: b.add(alpha, n), b: beta }),
    };
  }),
};
