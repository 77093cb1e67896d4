"""Figures of SciPy for every distribution's log density, cdf, mean and variance; tests/contract/density-figures.json holds them.

Run: python -m venv V; V/bin/pip install numpy scipy; V/bin/python bench/peers/densities.py > tests/contract/density-figures.json
"""

import json
import math

import numpy as np
from scipy import integrate, special, stats

# name, arguments, SciPy's distribution of them, points
cases = [
    ("normal", dict(mean=-0.4, sd=0.3), stats.norm(-0.4, 0.3), [-2.0, -0.4, 0.7]),
    ("student_t", dict(df=3.5, loc=0.2, scale=1.7), stats.t(3.5, 0.2, 1.7), [-40.0, 0.1, 9.0]),
    ("student_t", dict(df=300, loc=0, scale=2), stats.t(300, 0, 2), [-3.0, 5.0]),
    ("cauchy", dict(loc=-1, scale=0.4), stats.cauchy(-1, 0.4), [-30.0, -1.0, 1e6]),
    ("laplace", dict(loc=0.3, scale=1.4), stats.laplace(0.3, 1.4), [-7.0, 0.3, 2.0]),
    ("logistic", dict(loc=0.3, scale=0.7), stats.logistic(0.3, 0.7), [-50.0, 0.3, 2.0]),
    ("half_normal", dict(sd=2.5), stats.halfnorm(0, 2.5), [0.01, 3.0, 11.0]),
    ("half_cauchy", dict(scale=5), stats.halfcauchy(0, 5), [0.01, 3.0, 1e5]),
    ("lognormal", dict(mean_log=0.8, sd_log=1.3), stats.lognorm(1.3, scale=math.exp(0.8)), [1e-3, 2.0, 90.0]),
    ("gamma", dict(shape=0.7, rate=2), stats.gamma(0.7, scale=0.5), [1e-4, 0.3, 8.0]),
    ("inverse_gamma", dict(shape=3.2, scale=1.5), stats.invgamma(3.2, scale=1.5), [0.05, 0.6, 12.0]),
    ("exponential", dict(rate=0.2), stats.expon(scale=5), [0.01, 4.0, 60.0]),
    ("weibull", dict(shape=0.8, scale=3), stats.weibull_min(0.8, scale=3), [0.01, 2.0, 40.0]),
    ("beta", dict(a=0.5, b=4), stats.beta(0.5, 4), [1e-3, 0.2, 0.97]),
    ("uniform", dict(low=-2, high=5), stats.uniform(-2, 7), [-1.5, 4.5]),
    ("bernoulli", dict(p=0.13), stats.bernoulli(0.13), [0, 1]),
    ("binomial", dict(n=40, p=0.13), stats.binom(40, 0.13), [0, 7, 40]),
    ("binomial", dict(n=100000, p=0.3), stats.binom(100000, 0.3), [29800, 30100]),
    ("poisson", dict(rate=17.5), stats.poisson(17.5), [0, 16, 60]),
    ("neg_binomial", dict(mean=6, dispersion=0.9), stats.nbinom(0.9, 0.9 / 6.9), [0, 5, 80]),
    ("neg_binomial", dict(mean=6, dispersion=50), stats.nbinom(50, 50 / 56), [0, 5, 30]),
]


def finite(x):
    return float(x) if np.isfinite(x) else None


def figures(name, arguments, d, points):
    density = d.logpdf if hasattr(d.dist, "pdf") and not isinstance(d.dist, stats.rv_discrete) else d.logpmf
    return dict(
        distribution=name,
        arguments=arguments,
        points=points,
        logDensity=[float(density(x)) for x in points],
        cdf=[float(d.cdf(x)) for x in points],
        mean=finite(d.mean()),
        variance=finite(d.var()),
    )


def half_student(df, scale, points):
    whole = stats.t(df, 0, scale)
    mean = 2 * scale * math.sqrt(df / math.pi) * math.exp(special.gammaln((df + 1) / 2) - special.gammaln(df / 2)) / (df - 1)
    return dict(
        distribution="half_student_t",
        arguments=dict(df=df, scale=scale),
        points=points,
        logDensity=[float(whole.logpdf(x)) + math.log(2) for x in points],
        cdf=[float(2 * whole.cdf(x) - 1) for x in points],
        mean=mean,
        variance=float(whole.var()) - mean**2,
    )


def von_mises(loc, concentration, points):
    constant = math.log(2 * math.pi * special.i0e(concentration))
    log = lambda x: concentration * (math.cos(x - loc) - 1) - constant
    below = lambda x: integrate.quad(lambda t: math.exp(log(t)), -math.pi, x, epsabs=1e-14, epsrel=1e-13, limit=200)[0]
    return dict(
        distribution="von_mises",
        arguments=dict(loc=loc, concentration=concentration),
        points=points,
        logDensity=[log(x) for x in points],
        cdf=[below(x) for x in points],
        mean=None,
        variance=None,
    )


rows = [figures(*case) for case in cases]
rows.append(half_student(4, 1.5, [0.01, 2.0, 30.0]))
rows += [von_mises(0.6, 0.4, [-3.0, 0.0, 2.5]), von_mises(-1.0, 45.0, [-1.3, -0.9])]
print(json.dumps(rows, indent=2))
