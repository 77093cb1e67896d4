"""Figures of scoringrules for the CRPS of every family it has, of SciPy's cdfs for the others; tests/contract/crps-figures.json holds them.

Run: python -m venv V; V/bin/pip install -r bench/peers/requirements.txt
     V/bin/python bench/peers/crps.py > tests/contract/crps-figures.json
Where the variance is finite, properscoring's quadrature of the same cdfs must agree to 1e-4, or the script stops.
"""

import json

import numpy as np
import properscoring
import scoringrules as sr
from scipy import integrate, stats


def integral(d, y):
    """The definition: of F² below the observation and (1 − F)² above it, cut where the cdf bends."""
    low, high = d.support()
    cuts = sorted({y, *[float(d.ppf(p)) for p in (1e-6, 0.01, 0.2, 0.5, 0.8, 0.99, 1 - 1e-6)]})
    ends = [float(low), *[c for c in cuts if low < c < high], float(high)]
    sum = abs(y - low) if y < low else abs(y - high) if y > high else 0.0
    for a, b in zip(ends, ends[1:]):
        square = (lambda z: d.cdf(z) ** 2) if b <= y else (lambda z: d.sf(z) ** 2)
        # Endless tails in the logarithm of the distance: heavy ones fall by powers.
        if np.isinf(a):
            far, ends_at = (lambda u: square(b - np.expm1(u)) * np.exp(u)), (0, 70)
        elif np.isinf(b):
            far, ends_at = (lambda u: square(a + np.expm1(u)) * np.exp(u)), (0, 70)
        else:
            far, ends_at = square, (a, b)
        sum += integrate.quad(far, *ends_at, epsabs=1e-14, epsrel=1e-12, limit=500)[0]
    return sum


def of_scipy(d):
    return d, lambda y: integral(d, y)


# name, arguments, SciPy's distribution, the CRPS, observations
cases = [
    ("normal", dict(mean=-0.4, sd=0.3), stats.norm(-0.4, 0.3), lambda y: sr.crps_normal(y, -0.4, 0.3), [-2.0, -0.4, 0.7]),
    ("student_t", dict(df=3.5, loc=0.2, scale=1.7), stats.t(3.5, 0.2, 1.7), lambda y: sr.crps_t(y, 3.5, 0.2, 1.7), [-40.0, 0.1, 9.0]),
    ("student_t", dict(df=1.2, loc=0, scale=1), stats.t(1.2), lambda y: sr.crps_t(y, 1.2), [-4.0, 0.5]),
    ("student_t", dict(df=300, loc=0, scale=2), stats.t(300, 0, 2), lambda y: sr.crps_t(y, 300, 0, 2), [-3.0, 5.0]),
    ("laplace", dict(loc=0.3, scale=1.4), stats.laplace(0.3, 1.4), lambda y: sr.crps_laplace(y, 0.3, 1.4), [-7.0, 0.3, 2.0]),
    ("logistic", dict(loc=0.3, scale=0.7), stats.logistic(0.3, 0.7), lambda y: sr.crps_logistic(y, 0.3, 0.7), [-50.0, 0.3, 2.0]),
    ("lognormal", dict(mean_log=0.8, sd_log=1.3), stats.lognorm(1.3, scale=np.exp(0.8)), lambda y: sr.crps_lognormal(y, 0.8, 1.3), [-1.0, 1e-3, 2.0, 90.0]),
    ("gamma", dict(shape=0.7, rate=2), stats.gamma(0.7, scale=0.5), lambda y: sr.crps_gamma(y, 0.7, 2.0), [-1.0, 1e-4, 0.3, 8.0]),
    ("gamma", dict(shape=90, rate=3), stats.gamma(90, scale=1 / 3), lambda y: sr.crps_gamma(y, 90.0, 3.0), [22.0, 30.0]),
    ("exponential", dict(rate=0.2), stats.expon(scale=5), lambda y: sr.crps_exponential(y, 0.2), [-1.0, 0.01, 4.0, 60.0]),
    ("beta", dict(a=0.5, b=4), stats.beta(0.5, 4), lambda y: sr.crps_beta(y, 0.5, 4.0), [-0.5, 1e-3, 0.2, 0.97, 1.5]),
    ("uniform", dict(low=-2, high=5), stats.uniform(-2, 7), lambda y: sr.crps_uniform(y, -2.0, 5.0), [-3.0, -1.5, 4.5, 8.0]),
    ("poisson", dict(rate=17.5), stats.poisson(17.5), lambda y: sr.crps_poisson(y, 17.5), [0, 16, 60]),
    ("poisson", dict(rate=0.3), stats.poisson(0.3), lambda y: sr.crps_poisson(y, 0.3), [0, 2]),
    ("binomial", dict(n=40, p=0.13), stats.binom(40, 0.13), lambda y: sr.crps_binomial(y, 40, 0.13), [0, 7, 40]),
    ("neg_binomial", dict(mean=6, dispersion=0.9), stats.nbinom(0.9, 0.9 / 6.9), lambda y: sr.crps_negbinom(y, 0.9, 0.9 / 6.9), [0, 5, 80]),
    ("neg_binomial", dict(mean=6, dispersion=50), stats.nbinom(50, 50 / 56), lambda y: sr.crps_negbinom(y, 50, 50 / 56), [0, 5, 30]),
    ("half_normal", dict(sd=2.5), *of_scipy(stats.halfnorm(0, 2.5)), [-1.0, 0.01, 3.0, 11.0]),
    ("weibull", dict(shape=0.8, scale=3), *of_scipy(stats.weibull_min(0.8, scale=3)), [-1.0, 0.01, 2.0, 40.0]),
    ("inverse_gamma", dict(shape=3.2, scale=1.5), *of_scipy(stats.invgamma(3.2, scale=1.5)), [-1.0, 0.05, 0.6, 12.0]),
    ("inverse_gamma", dict(shape=0.8, scale=1.5), *of_scipy(stats.invgamma(0.8, scale=1.5)), [0.6, 12.0]),
    ("student_t", dict(df=0.9, loc=0.3, scale=1), *of_scipy(stats.t(0.9, 0.3)), [-3.0, 0.5]),
    ("cauchy", dict(loc=-1, scale=0.4), *of_scipy(stats.cauchy(-1, 0.4)), [-30.0, -1.0, 2.0]),
    ("half_cauchy", dict(scale=5), *of_scipy(stats.halfcauchy(0, 5)), [0.01, 3.0, 40.0]),
]


def figures(name, arguments, d, crps, observations):
    # Outside the support scoringrules' lognormal is NaN.
    scores = [float(crps(y)) if np.isfinite(crps(y)) else integral(d, y) for y in observations]
    if isinstance(d.dist, stats.rv_continuous) and np.isfinite(d.var()):
        for y, score in zip(observations, scores):
            rough = properscoring.crps_quadrature(y, d, xmin=float(min(d.ppf(1e-9), y) - 1), xmax=float(max(d.ppf(1 - 1e-9), y) + 1))
            if abs(rough - score) > 1e-4 * (1 + score):
                raise SystemExit(f"{name} {arguments} at {y}: {score}, and {rough} of properscoring")
    return dict(distribution=name, arguments=arguments, observations=observations, crps=scores)


print(json.dumps([figures(*case) for case in cases], indent=1))
