/** Models of series, by the plain loops that a textbook writes. */

import type { Entry } from "./agrees.ts";
import {
  add,
  at,
  type Complex,
  exp,
  halfNormal,
  log,
  logSumExp,
  mul,
  normal,
  normals,
  numbers,
  sqrt,
  square,
  sub,
  sum,
  total,
} from "./plain.ts";

const y = numbers(40, 3);

export const series: readonly Entry[] = [
  {
    name: "AR(2), conditioned on its first two rows",
    program: "ar2",
    data: { y },
    density: (p) => {
      const [mu, phi1, phi2, sigma] = [at(p("mu"), 0), at(p("phi1"), 0), at(p("phi2"), 0), at(p("sigma"), 0)];
      const likelihood = total(y.length - 2, (i) => {
        const back = (k: number) => at(y, i + 2 - k);
        return normal(back(0), add(mu, mul(phi1, back(1)), mul(phi2, back(2))), sigma);
      });
      return add(normals([mu, phi1, phi2], 0, 1), halfNormal(sigma, 1), likelihood);
    },
  },
  {
    name: "ARMA(1, 1)",
    program: "arma11",
    data: { y },
    density: (p) => {
      const [mu, phi, theta, sigma] = [at(p("mu"), 0), at(p("phi"), 0), at(p("theta"), 0), at(p("sigma"), 0)];
      const terms = [normal(mu, 0, 10), normals([phi, theta], 0, 2), halfNormal(sigma, 2.5)];
      let err: Complex = { re: 0, im: 0 };
      y.forEach((now, t) => {
        const before = t === 0 ? mu : at(y, t - 1);
        err = sub(now, add(mu, mul(phi, before), mul(theta, err)));
        terms.push(normal(err, 0, sigma));
      });
      return sum(terms);
    },
  },
  {
    name: "GARCH(1, 1)",
    program: "garch11",
    data: { y },
    density: (p) => {
      const [mu, a0, a1] = [at(p("mu"), 0), at(p("alpha0"), 0), at(p("alpha1"), 0)];
      const b1 = at(p("beta1"), 0);
      let s = at(p("first"), 0);
      const terms = [normal(mu, 0, 1), ...[a0, a1, b1, s].map((x) => halfNormal(x, 1))];
      y.forEach((now, t) => {
        if (t > 0) s = sqrt(add(a0, mul(a1, square(sub(at(y, t - 1), mu))), mul(b1, square(s))));
        terms.push(normal(now, mu, s));
      });
      return sum(terms);
    },
  },
  {
    name: "stochastic volatility, centred",
    program: "stochastic-volatility",
    data: { y },
    density: (p) => {
      const [phi, sigma, mu, h0] = [at(p("phi"), 0), at(p("sigma"), 0), at(p("mu"), 0), at(p("h0"), 0)];
      const h = p("h");
      const prior = add(normal(phi, 0, 1), halfNormal(sigma, 1), normals([mu, h0], 0, 3));
      const rows = total(y.length, (t) => {
        const before = t === 0 ? h0 : at(h, t - 1);
        const state = normal(at(h, t), add(mu, mul(phi, sub(before, mu))), sigma);
        return add(state, normal(at(y, t), 0, exp(mul(0.5, at(h, t)))));
      });
      return add(prior, rows);
    },
  },
  {
    name: "stochastic volatility, non-centred",
    program: "stochastic-volatility-non-centred",
    data: { y },
    density: (p) => {
      const [phi, sigma, mu] = [at(p("phi"), 0), at(p("sigma"), 0), at(p("mu"), 0)];
      const terms = [normal(phi, 0, 1), halfNormal(sigma, 1), normal(mu, 0, 3)];
      let h = mu;
      y.forEach((now, t) => {
        const shock = at(p("eta"), t);
        h = add(mu, mul(phi, sub(h, mu)), mul(sigma, shock));
        terms.push(normal(shock, 0, 1), normal(now, 0, exp(mul(0.5, h))));
      });
      return sum(terms);
    },
  },
  {
    name: "a hidden Markov model of two states",
    program: "hidden-markov",
    data: { y },
    density: (p) => {
      const [transition, mu, sigma] = [p("transition"), p("mu"), p("sigma")];
      // Each row is dirichlet(2) of two: Γ(4) / Γ(2)² = 6.
      const prior = add(
        2 * Math.log(6),
        ...transition.map(log),
        normals(mu, 0, 0.1),
        ...sigma.map((s) => halfNormal(s, 1)),
      );
      const emits = (t: number) => mu.map((mean, k) => normal(at(y, t), mean, at(sigma, k)));
      // log p(y up to t, state k at t), the first state uniform.
      let forward = emits(0).map((each) => sub(each, Math.log(2)));
      for (let t = 1; t < y.length; t++) {
        const before = forward;
        forward = emits(t).map((each, k) =>
          add(each, logSumExp(before.map((from, j) => add(from, log(at(transition, 2 * j + k)))))),
        );
      }
      return add(prior, logSumExp(forward));
    },
  },
];
